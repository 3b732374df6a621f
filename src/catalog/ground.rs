//! Which evidence is for which number of an entry: read from YAML, laid over that of an earlier file, and said once where several
//! numbers rest on the same.

use super::decode;
use super::evidence::{self, EXAMPLE, Evidence};
use serde_yaml::{Mapping, Value};
use std::fmt;

/// The key of it all.
pub(super) const KEY: &str = "evidence";
/// The key for what is said of all numbers of an entry that have no evidence of their own.
const ALL: &str = "all";

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
#[derive(Debug, Clone, Default)]
pub(super) struct ByNumber(Vec<(String, Vec<Evidence>)>);

impl ByNumber {
    /// Reads a map from a number, or `all`, to its evidence; `numbers` are those that the entry gives.
    pub(super) fn decode(value: Option<&Value>, numbers: &[&str]) -> Result<Self, String> {
        let entries = match value {
            None => return Ok(Self::default()),
            Some(Value::Mapping(entries)) if !entries.contains_key("kind") => entries,
            Some(_) => return Err(by_number(numbers)),
        };
        let each = |(number, value): (Result<String, String>, &Value)| {
            let number = number?;
            if value.is_null() {
                return Ok((number, Vec::new()));
            }
            if number != ALL && !numbers.contains(&&*number) {
                let given = numbers.join(", ");
                return Err(format!(
                    "`evidence` of `{number}`, which is not among the numbers given here: {given}"
                ));
            }
            let evidence = evidence::decode(value)
                .map_err(|message| format!("`evidence` of `{number}`: {message}"))?;
            Ok((number, evidence))
        };
        let all: Result<_, String> = decode::entries(entries).map(each).collect();
        Ok(Self(all?))
    }

    /// What a number rests on; nothing where nobody says.
    pub(super) fn of(&self, number: &str) -> Vec<Evidence> {
        let find = |wanted: &str| self.0.iter().find(|(found, _)| found == wanted);
        let found = find(number).or_else(|| find(ALL));
        found.map_or_else(Vec::new, |(_, evidence)| evidence.clone())
    }
}

fn by_number(numbers: &[&str]) -> String {
    format!(
        "`evidence` says of each number what it rests on: `evidence: {{{}: {}}}`, or `{ALL}:` for all of them",
        numbers.first().unwrap_or(&ALL),
        EXAMPLE.trim_matches('`'),
    )
}

/// Lays the evidence of one entry over that of another, number by number: what is said of a number replaces what was, and a
/// number that is replaced without a word leaves its evidence behind. `numbers` are those that are replaced. False where
/// either is not by number, or removed; then the one simply replaces the other.
pub(super) fn lay_over(under: &mut Mapping, over: &Mapping, numbers: &[&str]) -> bool {
    let said = match over.get(KEY) {
        None => None,
        Some(Value::Mapping(said)) if !said.contains_key("kind") => Some(said),
        Some(_) => return false,
    };
    let Some(Value::Mapping(there)) = under.get_mut(KEY) else {
        return false;
    };
    if there.contains_key("kind") {
        return false;
    }
    let says = |number: &str| said.is_some_and(|said| said.contains_key(number));
    for number in numbers {
        if says(ALL) && !says(number) {
            there.shift_remove(*number);
        } else {
            there.insert((*number).into(), Value::Null);
        }
    }
    for (number, evidence) in said.into_iter().flatten() {
        there.insert(number.clone(), evidence.clone());
    }
    true
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
        ByNumber::decode(
            Some(&serde_yaml::from_str(text).unwrap()),
            &["fails", "lasts"],
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
        assert!(
            message.contains("`hits`, which is not among the numbers given here: fails, lasts")
        );
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
