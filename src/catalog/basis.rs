//! `evidence` as it is written: what numbers rest on, in plans and in the files of the catalog, so that a judgement is known by its
//! kind and not by a word in a sentence. A map or a list of maps comes in, a list of evidence goes out.

use serde_json::{Value as Json, json};

use super::evidence::{Evidence, EvidenceKind, is_date};
use crate::language::schema::any;
use crate::language::{
    Definitions, Fields, Here, Kind, List, Names, Node, Spanned, Text, Value, map,
};

/// What evidence looks like, for messages.
pub(super) const EXAMPLE: &str =
    "{kind: counted, source: our incident log, as_of: 2026-10, says: 2 in 9 years}";

map! {
    /// What numbers rest on.
    pub(crate) struct Basis as EvidenceForm(name: "evidence", definition: "evidence", whole: true) {
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

map! {
    /// What numbers of the catalog rest on.
    pub(crate) struct Whose(name: "catalog-evidence", whole: true, also: &[Basis::SHAPE]) {
        /// Whose things it is about, by provider or vendor; nobody's in particular without it.
        of: List<Names>,
    }
}

/// One piece of evidence, or several; `WHOSE` where it may say whose things it is about.
pub(crate) struct Evidences<const WHOSE: bool>;

/// What numbers of a plan rest on.
pub(crate) type Grounds = Evidences<false>;

impl<const WHOSE: bool> Kind for Evidences<WHOSE> {
    type Value = Vec<Evidence>;
    const NAME: &'static str = "[map](#evidence), list of them";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        match &here.node.value {
            Value::Sequence(nodes) if !nodes.is_empty() => {
                let each = nodes.iter().map(|node| one::<WHOSE>(node, here));
                each.collect()
            }
            _ => one::<WHOSE>(here.node, here).map(|it| vec![it]),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let one = match WHOSE {
            true => Whose::schema(definitions),
            false => Basis::schema(definitions),
        };
        let several = json!({ "type": "array", "items": one.clone(), "minItems": 1 });
        any([one, several])
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}

fn one<const WHOSE: bool>(node: &Node, here: &Here<'_>) -> Option<Evidence> {
    let place = &node.span;
    let here = Here {
        node,
        place,
        ..*here
    };
    let fields = Fields::of(&here, if WHOSE { Whose::SHAPE } else { Basis::SHAPE })?;
    let ground = Basis::take(&fields);
    let whose = Some(())
        .filter(|()| WHOSE)
        .and_then(|()| Whose::take(&fields));
    fields.finish();
    let ground = ground?;
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
        of: whose.map_or_else(Vec::new, |it| {
            it.of.into_iter().map(|of| of.value).collect()
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{in_a_line, newest};
    use crate::language::{Problems, parse};

    fn read(text: &str) -> Result<Vec<Evidence>, String> {
        let problems = Problems::default();
        let node = parse(text, &problems).unwrap();
        let here = Here {
            node: &node,
            what: "`evidence`",
            place: &node.span,
            problems: &problems,
        };
        let read = Evidences::<true>::read(&here);
        let said: Vec<String> = { problems.into_sorted().into_iter() }
            .map(|it| it.message)
            .collect();
        read.filter(|_| said.is_empty()).ok_or(said.join("; "))
    }

    #[test]
    fn evidence_is_read_and_said() {
        let counted =
            "{kind: counted, source: our log, as_of: 2026-10, says: 2 in 9 years, of: [aws]}";
        let judged = "{kind: judgement, as_of: 2026, says: half to double}";
        let both = read(&format!("[{counted}, {judged}]")).unwrap();
        assert_eq!(
            in_a_line(&both),
            "counted: 2 in 9 years (our log, 2026-10); judgement: half to double (2026)"
        );
        assert_eq!(both[0].of, ["aws"]);
        assert_eq!(newest(&both), "2026-10");
        // A number is as good as the weakest that it rests on.
        assert_eq!(EvidenceKind::of(&both), EvidenceKind::Judgement);
        assert_eq!(EvidenceKind::of(&both[..1]), EvidenceKind::Counted);
        assert_eq!(EvidenceKind::of(&[]), EvidenceKind::Given);
        let page = read("{kind: published, source: a page, as_of: undated}").unwrap();
        assert_eq!(in_a_line(&page), "published (a page, undated)");
        assert_eq!(newest(&page), "");
    }

    #[test]
    fn evidence_that_says_too_little_is_refused() {
        for (text, words) in [
            ("our own count", "must be a map of keys"),
            ("[]", "must be a map of keys"),
            ("[our own count]", "must be a map of keys"),
            (
                "{kind: guessed, as_of: 2026, says: x}",
                "cannot be `guessed`",
            ),
            ("{kind: given, as_of: 2026, says: x}", "cannot be `given`"),
            ("{kind: judgement, says: x}", "has no `as_of`"),
            (
                "{kind: judgement, as_of: last year, says: x}",
                "`as_of` is no date",
            ),
            ("{kind: judgement, as_of: 2026}", "`says` is missing"),
            (
                "{kind: counted, as_of: 2026, says: x}",
                "`source` is missing",
            ),
            ("{kind: published, as_of: 2026}", "`source` is missing"),
            ("{kind: judgement, as_of: 2026, said: x}", "has no key"),
        ] {
            let message = read(text).unwrap_err();
            assert!(message.contains(words), "{text}: {message}");
        }
    }
}
