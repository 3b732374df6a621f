//! `common_cause`: the share of a component's failures that strike several replicas at once.

use crate::language::{Fields, Problems, scalar};

/// What strikes several replicas at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CommonCause {
    /// Share of a replica's failures that come this way.
    pub(crate) share: f64,
    /// Whether one shock is for all sites, and not for those of one.
    pub(crate) across: bool,
    /// Probability that a shock strikes a replica; more than 0.
    pub(crate) hits: f64,
}

impl CommonCause {
    /// A share that strikes all replicas of a site.
    pub(crate) fn of_share(share: f64) -> Self {
        Self {
            share,
            across: false,
            hits: 1.0,
        }
    }

    /// The same with what the plan says laid over it.
    pub(crate) fn amended(mut self, given: &Shocks) -> Self {
        self.share = given.share.unwrap_or(self.share);
        self.across = given.across.unwrap_or(self.across);
        self.hits = given.hits.unwrap_or(self.hits);
        self
    }
}

/// What a plan says of it; what is missing stays as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shocks {
    share: Option<f64>,
    /// Whether one shock is for all sites.
    pub(crate) across: Option<bool>,
    hits: Option<f64>,
}

/// Reads `common_cause`: a share, or a map.
pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> Option<Shocks> {
    let entry = fields.entry("common_cause")?;
    let what = format!("{}: `common_cause`", fields.what());
    if !entry.value.is_map() {
        return Some(Shocks {
            share: Some(scalar::share(&entry.value, &what, problems)?),
            ..Shocks::default()
        });
    }
    let inner = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let share = |key: &str| {
        let node = inner.get(key)?;
        scalar::share(node, &format!("{what}: `{key}`"), problems)
    };
    let shocks = Shocks {
        share: share("share"),
        across: inner.get("across").and_then(|node| {
            scalar::word(
                node,
                &format!("{what}: `across`"),
                &[("sites", true)],
                problems,
            )
        }),
        hits: share("hits"),
    };
    if let (Some(node), Some(hits)) = (inner.get("hits"), shocks.hits)
        && hits <= 0.0
    {
        problems.error(
            &node.span,
            format!("{what}: shocks that hit nobody"),
            "none",
            "write how likely one strikes a replica, such as `hits: 50%`, or remove `common_cause`",
        );
        return None;
    }
    inner.finish();
    Some(shocks)
}

/// Reports where a share is neither given nor known: `across` and `hits` of nothing.
pub(crate) fn check(cause: CommonCause, fields: &Fields<'_>, problems: &Problems) {
    if let Some(entry) = fields.entry("common_cause")
        && cause.share == 0.0
        && entry.value.entries().iter().all(|it| it.key != "share")
        && entry.value.is_map()
    {
        problems.error(
            &entry.key_span,
            format!("{}: `common_cause` has no `share`", fields.what()),
            "`share` is missing",
            "add the share of its failures that come this way, such as `share: 10%`",
        );
    }
}
