//! `evidence` of numbers that a plan gives: what they rest on, as the catalog says it of its own, so that a judgement is known by its
//! kind and not by a word in a sentence. A map or a list of maps comes in, a list of evidence goes out.

use serde_json::{Value as Json, json};

use crate::catalog::{Evidence, EvidenceKind, is_date};
use crate::language::schema::any;
use crate::language::{Here, Kind, Node, Spanned, Text, Value, map, words};

map! {
    /// What numbers rest on.
    pub(crate) struct Ground as EvidenceForm(name: "evidence", definition: "evidence", whole: true) {
        /// How you came by them: `counted` (events in some time, lengths measured), `published` (it stands so in its source), `derived` (arithmetic on such figures), `memory` (well known, without a source), `judgement` (somebody's).
        kind: Spanned<EvidenceKind> = need("write how you came by the number, such as `kind: judgement`"),
        /// Who says so: a log, a page, a paper; for a judgement, whose it is. Required of what was counted, published or derived.
        source: Text,
        /// From when: a year, a month, a day, or `undated`.
        as_of: Spanned<Text> = need("write from when it is, such as `as_of: 2026-11`"),
        /// What was counted, done or judged, in a sentence; required unless it was published.
        says: Text,
    }
}

words! {
    EvidenceKind:
    "counted" = Self::Counted,
    "published" = Self::Published,
    "derived" = Self::Derived,
    "memory" = Self::Memory,
    "judgement" = Self::Judgement,
}

/// One piece of evidence, or several.
pub(crate) struct Grounds;

impl Kind for Grounds {
    type Value = Vec<Evidence>;
    const NAME: &'static str = "[map](#evidence), list of them";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        match &here.node.value {
            Value::Sequence(nodes) if !nodes.is_empty() => {
                let each = nodes.iter().map(|node| one(node, here));
                each.collect()
            }
            _ => one(here.node, here).map(|it| vec![it]),
        }
    }

    fn schema(definitions: &mut crate::language::Definitions) -> Json {
        let one = Ground::schema(definitions);
        let several = json!({ "type": "array", "items": one.clone(), "minItems": 1 });
        any([one, several])
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}

fn one(node: &Node, here: &Here<'_>) -> Option<Evidence> {
    let place = &node.span;
    let here = Here {
        node,
        place,
        ..*here
    };
    let ground = Ground::read(&here)?;
    let (kind, date) = (ground.kind.value, &ground.as_of);
    let report = |span, message: String, label: &str, help: &str| {
        if here.problems.is_news(span) {
            here.problems.error(span, message, label, help);
        }
        None
    };
    if !is_date(&date.value) {
        return report(
            &date.span,
            format!("{}: `as_of` is no date", here.what),
            "from when?",
            "write a year, a month or a day, such as `2026-11`, or `undated`",
        );
    }
    if kind.needs_source() && ground.source.is_empty() {
        return report(
            &ground.kind.span,
            format!("{}: `source` is missing", here.what),
            "by whom?",
            "name the source, or write `kind: judgement`",
        );
    }
    if kind != EvidenceKind::Published && ground.says.is_empty() {
        return report(
            &ground.kind.span,
            format!("{}: `says` is missing", here.what),
            "what does it say?",
            "add a sentence, such as `says: 2 in 9 years` or `says: a guess; count your own`",
        );
    }
    Some(Evidence {
        kind,
        source: ground.source,
        as_of: date.value.clone(),
        says: ground.says,
        of: Vec::new(),
    })
}
