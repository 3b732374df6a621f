//! `failover` of sites and of components, and `active-active`. The law itself is read as in the catalog.

use crate::catalog::{Evidence, Failover};
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
    /// What the length of a switch rests on in the catalog; nothing where the plan gives it.
    pub(crate) evidence: Vec<Evidence>,
    /// What the plan's own numbers rest on.
    pub(crate) own: Vec<Evidence>,
    /// Dependencies that a switch waits for.
    pub(crate) requires: Vec<Spanned<String>>,
    /// Where it is written.
    pub(crate) span: Span,
}

/// Reads a failover law; what happens after a total loss differs between sites and replicas. `whose` says of what it is,
/// where `what` does not. Where there is a law of the service's `below` it, that holds for what is not given.
pub(crate) fn read(
    here: &Here<'_>,
    whose: &str,
    after_total_loss: AfterTotalLoss,
    below: Option<&Rule>,
) -> Option<Takeover> {
    let reported = here.problems.reported();
    let written = Failover::read(here)?;
    let law = written.law(here, whose, after_total_loss, below);
    (here.problems.reported() == reported).then_some(Takeover {
        law,
        evidence: Vec::new(),
        own: written.evidence,
        requires: written.requires,
        span: here.place.clone(),
    })
}
