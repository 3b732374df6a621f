//! Which evidence is for which number of an entry, and said once where several numbers rest on the same.

use serde_json::Value as Json;
use std::fmt;

use super::basis::{EXAMPLE, Evidences};
use super::evidence::Evidence;
use crate::diagnostic::quoted;
use crate::language::schema::or_null;
use crate::language::{Definitions, Here, Kind, Merge, Problems, Spanned, list};

/// The key of it all.
pub(super) const KEY: &str = "evidence";
/// The key for what is said of all numbers of an entry that have no evidence of their own.
pub(super) const ALL: &str = "all";

/// One thing that some of an entry's numbers rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Of which numbers, by their keys: `fails and lasts`; empty where of all of them.
    pub of: String,
    /// What they rest on.
    pub evidence: Evidence,
}

/// `fails, counted: 38 in 343 zone-years (AWS service board, 2023-04-16)`.
impl fmt::Display for Ground {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.of.is_empty() {
            write!(out, "{}, ", self.of)?;
        }
        self.evidence.fmt(out)
    }
}

/// What the numbers of an entry rest on, each said once; the numbers in their order, by their keys.
pub(super) fn grounds<'a>(each: &[(&'a str, &'a [Evidence])]) -> Vec<Ground> {
    let mut found: Vec<(Vec<&str>, &Evidence)> = Vec::new();
    for (number, evidence) in each {
        for one in *evidence {
            match found.iter_mut().find(|(_, known)| *known == one) {
                Some((numbers, _)) => numbers.push(number),
                None => found.push((vec![number], one)),
            }
        }
    }
    let ground = |(numbers, evidence): (Vec<&str>, &Evidence)| Ground {
        of: if numbers.len() == each.len() {
            String::new()
        } else {
            numbers.join(" and ")
        },
        evidence: evidence.clone(),
    };
    found.into_iter().map(ground).collect()
}

/// What the numbers of an entry rest on, by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ByNumber(Vec<(Spanned<String>, Vec<Evidence>)>);

impl Kind for ByNumber {
    type Value = Self;
    const NAME: &'static str = "evidence by number, or of `all`";

    fn read(here: &Here<'_>) -> Option<Self> {
        if !here.node.is_map() || here.node.get("kind").is_some() {
            here.problems.error(
                &here.node.span,
                format!("{} does not say of which number", here.what),
                "each number rests on something of its own",
                &format!("write `evidence: {{fails: {EXAMPLE}}}`, or `{ALL}:` for all of them"),
            );
            return None;
        }
        let each = here.node.entries().iter().map(|entry| {
            let what = format!("{} of `{}`", here.what, entry.key);
            let evidence = match entry.value.is_null() {
                true => Some(Vec::new()),
                false => Evidences::<true>::read(&Here::of(entry, &what, here.problems)),
            };
            Some((entry.name(), evidence?))
        });
        let each: Vec<_> = each.collect();
        each.into_iter().collect::<Option<_>>().map(Self)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let one = or_null(Evidences::<true>::schema(definitions));
        definitions.mode.named(one)
    }

    fn merge() -> Merge {
        Merge::Names(|| Merge::Whole)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl ByNumber {
    /// Reports evidence of what is not among the numbers given beside it.
    pub(super) fn check(&self, numbers: &[&str], what: &str, problems: &Problems) {
        let known = |name: &str| name == ALL || numbers.contains(&name);
        for (number, evidence) in &self.0 {
            if !evidence.is_empty() && !known(&number.value) {
                problems.error(
                    &number.span,
                    format!(
                        "{what}: `evidence` of {}, which is not given here",
                        quoted(&number.value)
                    ),
                    "no such number",
                    &format!("given here: {}", list(numbers)),
                );
            }
        }
    }

    /// What a number rests on; nothing where nobody says.
    pub(super) fn of(&self, number: &str) -> Vec<Evidence> {
        let find = |wanted: &str| self.0.iter().find(|(found, _)| found.value == wanted);
        let found = find(number).or_else(|| find(ALL));
        found.map_or_else(Vec::new, |(_, evidence)| evidence.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::EvidenceKind;

    fn one(kind: EvidenceKind, says: &str) -> Evidence {
        Evidence {
            kind,
            source: String::new(),
            as_of: "2026".to_owned(),
            says: says.to_owned(),
            of: Vec::new(),
        }
    }

    #[test]
    fn what_several_numbers_rest_on_is_said_once() {
        let both = [
            one(EvidenceKind::Counted, "2 in 9 years"),
            one(EvidenceKind::Judgement, "half to double"),
        ];
        let each = [
            ("fails", &both[..]),
            ("lasts", &both[1..]),
            ("reach", &both[1..]),
        ];
        let said: Vec<String> = grounds(&each).iter().map(Ground::to_string).collect();
        let judged = "judgement: half to double (2026)";
        assert_eq!(said, ["fails, counted: 2 in 9 years (2026)", judged]);
        let said: Vec<String> = grounds(&each[..2]).iter().map(Ground::to_string).collect();
        assert_eq!(said[1], judged);
    }

    fn by_number(text: &str) -> Result<ByNumber, String> {
        let problems = Problems::default();
        let node = crate::language::parse(text, &problems).unwrap();
        let here = Here {
            node: &node,
            what: "`evidence`",
            place: &node.span,
            problems: &problems,
        };
        let read = ByNumber::read(&here);
        if let Some(read) = &read {
            read.check(&["fails", "lasts"], "it", &problems);
        }
        let said = problems.into_sorted().pop();
        said.map_or_else(
            || Ok(read.unwrap_or_default()),
            |it| Err(format!("{} {}", it.message, it.help.unwrap_or_default())),
        )
    }

    #[test]
    fn each_number_has_its_own_or_that_of_all() {
        let one = "{kind: judgement, as_of: 2026, says: one}";
        let other = "{kind: judgement, as_of: 2026, says: other}";
        let read = by_number(&format!("{{fails: {one}, all: {other}}}")).unwrap();
        assert_eq!(read.of("fails")[0].says, "one");
        assert_eq!(read.of("lasts")[0].says, "other");
        let message = by_number(&format!("{{hits: {one}}}")).unwrap_err();
        assert!(message.contains("which is not given here"), "{message}");
        // The form of old, a sentence, and evidence of nothing in particular.
        for text in ["a sentence", one] {
            let message = by_number(text).unwrap_err();
            assert!(
                message.contains("`evidence: {fails: {kind: counted"),
                "{message}"
            );
        }
    }
}
