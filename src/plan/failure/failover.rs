//! `failover` of sites and of components, and `active-active`. The law itself is read as in the catalog.

use crate::catalog::{Evidence, Failover, RangedMoves, Written, gives, ranged};
use crate::diagnostic::Span;
use crate::failover::{AfterTotalLoss, Failover as Rule};
use crate::language::{Count, Here, Kind, Spanned, map};
use crate::law::Law;

map! {
    /// How sites serve together.
    pub(crate) struct Together as ActiveActiveForm(name: "active-active") {
        /// How many sites must be up.
        needs: Spanned<Count<10_000>> = "1",
        /// How long a lost site keeps getting its share of the requests: lost service, reported beside downtime.
        drain: Law = "0s",
    }
}

/// A failover law and what a switch has to wait for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Takeover {
    /// How it moves.
    pub(crate) law: Rule,
    /// The numbers of it that have a range.
    pub(crate) ranges: RangedMoves,
    /// What the length of a switch rests on in the catalog; nothing where the plan gives it.
    pub(crate) evidence: Vec<Evidence>,
    /// What the plan's own numbers rest on.
    pub(crate) own: Vec<Evidence>,
    /// Dependencies that a switch waits for.
    pub(crate) requires: Vec<Spanned<String>>,
    /// Where it is written.
    pub(crate) span: Span,
}

/// Reads a failover law of something of that name; what happens after a total loss differs between sites and replicas. `whose` says of
/// what it is, where `what` does not. Where there is a law of the service's `below` it, that holds for what is not given; a range belongs
/// to its number.
pub(crate) fn read(
    here: &Here<'_>,
    (name, whose): (&str, &str),
    after_total_loss: AfterTotalLoss,
    below: Option<(&Rule, &RangedMoves)>,
) -> Option<Takeover> {
    let reported = here.problems.reported();
    let written = Failover::read(here)?;
    let law = written.law(here, whose, after_total_loss, below.map(|it| it.0));
    let mut ranges = ranged(here, &law, |known| {
        Written::in_plan(name, known, &written.evidence, "")
    });
    let below = below.into_iter().flat_map(|it| it.1);
    ranges.extend(below.filter(|it| !gives(here, it.0)).cloned());
    (here.problems.reported() == reported).then_some(Takeover {
        law,
        ranges,
        evidence: Vec::new(),
        own: written.evidence,
        requires: written.requires,
        span: here.place.clone(),
    })
}
