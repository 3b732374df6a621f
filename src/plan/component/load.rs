//! `load`: replicas that carry only a share of the whole load each.

use serde_json::Value as Json;

use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::{Definitions, Here, Kind, Problems, Share, Spanned, map, words};
use crate::plan::failure::failover::Takeover;
use crate::scope::Scope;

/// What follows when too few replicas are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overload {
    /// What they carry is served, the rest is lost service.
    Partial,
    /// Nothing is served.
    Collapse,
}

/// How much of the load a replica carries.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Capacity {
    /// Share of the service's whole load; more than 0.
    pub(crate) carries: Spanned<f64>,
    /// What follows when too few are left.
    pub(crate) overload: Overload,
    /// Where it is written.
    pub(crate) span: Span,
}

map! {
    /// Replicas that carry only a share of the whole load each.
    pub(crate) struct Load as LoadForm(name: "load", definition: "load") {
        /// Share of the service's whole load that one replica carries.
        carries: Spanned<Carried> = need("add the share of the whole load that one replica carries, such as `carries: 60%`"),
        /// When those that are up carry too little: `partial` serves what they carry, and the rest is lost service; `collapse` serves nothing.
        overload: Overload = need("add `overload: partial` (what is left serves its share) or `overload: collapse` (nothing is served)"),
    }
}

words! { Overload: "partial" = Self::Partial, "collapse" = Self::Collapse }

/// A share over zero.
pub(crate) struct Carried;

impl Kind for Carried {
    type Value = f64;
    const NAME: &'static str = Share::NAME;

    fn read(here: &Here<'_>) -> Option<f64> {
        let share = Share::read(here)?;
        if share > 0.0 {
            return Some(share);
        }
        let whose = here.what.trim_end_matches(": `carries`");
        here.problems.error(
            &here.node.span,
            format!("{whose}: a replica that carries nothing"),
            "nothing",
            "write the share of the whole load that one replica carries, such as `60%`",
        );
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Share::schema(definitions)
    }
}

impl Load {
    /// What it means; `span` is where it is written.
    pub(crate) fn capacity(self, span: &Span) -> Capacity {
        Capacity {
            carries: self.carries,
            overload: self.overload,
            span: span.clone(),
        }
    }
}

impl Capacity {
    /// Reports a load of what has no replicas that serve side by side.
    pub(crate) fn check_replicas(
        &self,
        what: &str,
        standing: Scope,
        failover: Option<&Takeover>,
        problems: &Problems,
    ) {
        if standing != Scope::Zone {
            problems.error(
                &self.span,
                format!("{what} has no replicas that could share the load"),
                "it is one thing",
                "remove `load`, or let it stand in a zone with `stands: zone`",
            );
        } else if let Some(takeover) = failover {
            problems.push(
                Diagnostic::error(format!(
                    "{what} has a `failover` law, so that its replicas take over from each other; they share no load"
                ))
                .at(self.span.clone(), "not all of them serve")
                .at(takeover.span.clone(), "its failover law")
                .help("remove `load`, or drop the law with `failover: none`"),
            );
        }
    }

    /// Replicas without which a site that gets such a share of the load collapses; 1 where it does not collapse.
    pub(crate) fn needs(&self, share: f64) -> u32 {
        match self.overload {
            Overload::Partial => 1,
            // A billionth less, so that three times a third are all. Shares are parsed from short texts, so that this
            // never comes near to 2^32 but for shares that no count of replicas could carry.
            Overload::Collapse => (share / self.carries.value - 1e-9).ceil().max(1.0) as u32,
        }
    }

    /// Reports replicas that together cannot carry everything.
    pub(crate) fn check_all(&self, component: &str, replicas: usize, problems: &Problems) {
        if self.overload == Overload::Partial && self.carries.value * (replicas as f64) < 1.0 - 1e-9
        {
            self.too_little(
                format!(
                    "{} cannot carry the whole load: there {} of {}%{}",
                    quoted(component),
                    if replicas == 1 {
                        "is 1 replica".to_owned()
                    } else {
                        format!("are {replicas} replicas")
                    },
                    (self.carries.value * 1e6).round() / 1e4,
                    if replicas == 1 { "" } else { " each" }
                ),
                problems,
            );
        }
    }

    /// Reports that replicas carry too little.
    pub(crate) fn too_little(&self, message: String, problems: &Problems) {
        problems.error(
            &self.carries.span,
            message,
            "too little",
            "raise `carries`, or the number of `replicas` in the architecture",
        );
    }
}
