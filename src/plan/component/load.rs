//! `load`: replicas that carry only a share of the whole load each.

use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::{Fields, Problems, Spanned, scalar};
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

/// Reads `load` of a component.
pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> Option<Capacity> {
    let entry = fields.entry("load")?;
    let what = format!("{}: `load`", fields.what());
    let inner = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let carries = inner
        .require(
            "carries",
            "add the share of the whole load that one replica carries, such as `carries: 60%`",
        )
        .and_then(|node| {
            let value = scalar::share(node, &format!("{what}: `carries`"), problems)?;
            if value > 0.0 {
                return Some(node.spanned(value));
            }
            problems.error(
                &node.span,
                format!("{what}: a replica that carries nothing"),
                "nothing",
                "write the share of the whole load that one replica carries, such as `60%`",
            );
            None
        });
    let words = [
        ("partial", Overload::Partial),
        ("collapse", Overload::Collapse),
    ];
    let overload = inner
        .require(
            "overload",
            "add `overload: partial` (what is left serves its share) or `overload: collapse` (nothing is served)",
        )
        .and_then(|node| scalar::word(node, &format!("{what}: `overload`"), &words, problems));
    inner.finish();
    Some(Capacity {
        carries: carries?,
        overload: overload?,
        span: entry.key_span.clone(),
    })
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
                    "{what} has a `failover` law, so that one replica serves; its replicas share no load"
                ))
                .at(self.span.clone(), "only one ever serves")
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
