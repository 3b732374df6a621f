//! What a number rests on: a count, a published figure, arithmetic on one, somebody's memory or judgement. Data, so that the
//! program knows a judgement by its kind and never by a word in a sentence. How it is written is in `basis`, which number of an entry it
//! is for in `ground`.

use crate::language::words;
use serde::Deserialize;
use std::fmt;

/// A date of a source that gives none.
const UNDATED: &str = "undated";

/// One thing that a number rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// How one came by it.
    pub kind: EvidenceKind,
    /// Who says so: a feed, a page, a file. Empty for a judgement or a memory without one, and for a number of a plan.
    pub source: String,
    /// Date of the source, as far as it is known: `2023-04-16`, `2026-11`, `undated`. Empty for a number of a plan.
    pub as_of: String,
    /// What it says, in a sentence; may be empty where the source is enough.
    pub says: String,
    /// Whose things it is about, by provider or vendor; empty where it is about nobody's in particular.
    pub of: Vec<String>,
}

/// How one came by a number, the firmest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// Events counted in a stated exposure, or lengths measured.
    Counted,
    /// It stands so in its source.
    #[default]
    Published,
    /// Arithmetic on figures of its source, by a rule that is stated.
    Derived,
    /// A well-known figure for which no source was at hand.
    Memory,
    /// Somebody's judgement.
    Judgement,
    /// Written down without a word about what it rests on: a number of a plan.
    #[serde(skip)]
    Given,
}

impl EvidenceKind {
    /// Its name, as the model files and the results have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Memory => "memory",
            Self::Judgement => "judgement",
            Self::Given => "given",
        }
    }

    /// How a sentence calls it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Memory => "from memory",
            _ => self.name(),
        }
    }

    /// Whether it is nothing without the name of its source.
    #[must_use]
    pub fn needs_source(self) -> bool {
        matches!(self, Self::Counted | Self::Published | Self::Derived)
    }

    /// The kind of a number that rests on all of these: it is as good as the weakest of them.
    #[must_use]
    pub fn of(evidence: &[Evidence]) -> Self {
        let kinds = evidence.iter().map(|it| it.kind);
        kinds.max().unwrap_or(Self::Given)
    }
}

impl Evidence {
    /// Of a number that somebody wrote down, with what they say of it, which may be nothing.
    #[must_use]
    pub fn given(says: &str) -> Self {
        Self {
            kind: EvidenceKind::Given,
            source: String::new(),
            as_of: String::new(),
            says: says.to_owned(),
            of: Vec::new(),
        }
    }

    /// Who says so and from when: `AWS service board, 2023-04-16`.
    #[must_use]
    pub fn origin(&self) -> String {
        let parts = [&self.source, &self.as_of];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// `counted: 38 in 343 zone-years (AWS service board, 2023-04-16)`.
impl fmt::Display for Evidence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == EvidenceKind::Given {
            return out.write_str(match self.says.as_str() {
                "" => "given without a source",
                says => return write!(out, "given without a source: {says}"),
            });
        }
        out.write_str(self.kind.words())?;
        if !self.says.is_empty() {
            write!(out, ": {}", self.says)?;
        }
        match self.origin() {
            origin if origin.is_empty() => Ok(()),
            origin => write!(out, " ({origin})"),
        }
    }
}

/// Whether this is the date of a source: a year, a month, a day, or `undated`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let digits = text.chars().all(|it| it.is_ascii_digit() || it == '-');
    text == UNDATED || (digits && matches!(text.len(), 4 | 7 | 10))
}

/// All of it in one line.
#[must_use]
pub fn in_a_line(evidence: &[Evidence]) -> String {
    let each: Vec<String> = evidence.iter().map(Evidence::to_string).collect();
    each.join("; ")
}

/// Whose counts these are where none is of the provider or vendor itself. What was counted there too, or is about nobody in
/// particular, is not borrowed.
#[must_use]
pub fn foreign<'a>(evidence: &'a [Evidence], by: &str) -> Vec<&'a str> {
    let mut of: Vec<&str> = Vec::new();
    for whose in evidence.iter().flat_map(|it| &it.of) {
        if whose == by {
            return Vec::new();
        }
        if !of.contains(&&**whose) {
            of.push(whose);
        }
    }
    of.sort_unstable();
    of
}

/// The newest date of it; empty where none has one.
#[must_use]
pub fn newest(evidence: &[Evidence]) -> &str {
    let dates = evidence.iter().map(|it| it.as_of.as_str());
    dates.filter(|it| *it != UNDATED).max().unwrap_or_default()
}

words! {
    EvidenceKind:
    "counted" = Self::Counted,
    "published" = Self::Published,
    "derived" = Self::Derived,
    "memory" = Self::Memory,
    "judgement" = Self::Judgement,
}
