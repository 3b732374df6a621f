//! `failover` of sites and of components, and `active-active`.

use super::law;
use crate::diagnostic::Span;
use crate::failover::{AfterTotalLoss, Failback, Failover, Otherwise};
use crate::law::Law;
use crate::plan::text::{Fields, Node, Problems, Spanned, Value, scalar};

/// A failover law and what a switch has to wait for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Takeover {
    /// How it moves.
    pub(crate) law: Failover,
    /// Dependencies that a switch waits for.
    pub(crate) requires: Vec<Spanned<String>>,
    /// Where it is written.
    pub(crate) span: Span,
}

/// Sites that serve together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Together {
    /// How many sites must be up.
    pub(crate) needs: Spanned<u32>,
    /// How long a lost site keeps getting its share [h].
    pub(crate) drain: Law,
    /// Where it is written.
    pub(crate) span: Span,
}

/// Reads a failover law; what happens after a total loss differs between sites and replicas. `whose` says of what it is,
/// where `what` does not.
pub(crate) fn read(
    node: &Node,
    what: &str,
    whose: &str,
    place: &Span,
    after_total_loss: AfterTotalLoss,
    problems: &Problems,
) -> Option<Takeover> {
    let fields = Fields::open(node, what, place, problems)?;
    let reported = problems.reported();
    let time = |key: &str| {
        let node = fields.get(key);
        node.map_or(Some(Law::Fixed(0.0)), |node| {
            law::law(node, &format!("{what}: `{key}`"), problems)
        })
    };
    let (detect, decide, switch) = (time("detect"), time("decide"), time("switch"));
    let succeeds_node = fields.get("succeeds");
    let succeeds = succeeds_node.map_or(Some(1.0), |node| {
        scalar::share(node, &format!("{what}: `succeeds`"), problems)
    });
    let share = |key: &str, otherwise: f64| {
        fields.get(key).map_or(Some(otherwise), |node| {
            scalar::share(node, &format!("{what}: `{key}`"), problems)
        })
    };
    let dormant_failures = share("dormant_failures", 1.0);
    let no_capacity = share("no_capacity", 0.0);
    let lag = fields.get("lag").map_or(Some(None), |node| {
        law::law(node, &format!("{what}: `lag`"), problems).map(Some)
    });
    let otherwise = fields.get("otherwise");
    let doubtful = succeeds_node
        .filter(|_| succeeds.is_some_and(|succeeds| succeeds < 1.0))
        .or_else(|| {
            let none = no_capacity.is_some_and(|share| share > 0.0);
            fields.get("no_capacity").filter(|_| none)
        });
    // Reported once for an architecture and of all that are `like` it.
    if let (Some(node), None) = (doubtful, otherwise)
        && problems.is_news(&node.span)
    {
        problems.error(
            &node.span,
            format!("{whose}{what} can fail, but does not say what then"),
            "what follows the other times?",
            "add `otherwise: 2h..6h` (repaired by hand after that long), or `otherwise: wait` (only the recovery helps)",
        );
    }
    let otherwise = otherwise.map_or(Some(Otherwise::Wait), |node| {
        read_otherwise(node, what, problems)
    });
    let losses = [
        ("switch", AfterTotalLoss::Switch),
        ("resume", AfterTotalLoss::Resume),
    ];
    let after_total_loss = fields
        .get("after_total_loss")
        .map_or(Some(after_total_loss), |node| {
            scalar::word(
                node,
                &format!("{what}: `after_total_loss`"),
                &losses,
                problems,
            )
        });
    let failback = fields
        .get("failback")
        .map_or(Some(Failback::AtOnce), |node| {
            read_failback(node, what, problems)
        });
    let requires = fields
        .get("requires")
        .map(|node| scalar::words(node, &format!("{what}: `requires`"), problems))
        .unwrap_or_default();
    fields.finish();
    let law = Failover {
        detect: detect?,
        decide: decide?,
        switch: switch?,
        succeeds: succeeds?,
        otherwise: otherwise?,
        after_total_loss: after_total_loss?,
        failback: failback?,
        dormant_failures: dormant_failures?,
        no_capacity: no_capacity?,
        lag: lag?,
    };
    (problems.reported() == reported).then_some(Takeover {
        law,
        requires,
        span: place.clone(),
    })
}

fn read_otherwise(node: &Node, what: &str, problems: &Problems) -> Option<Otherwise> {
    if let Value::Scalar(text) = &node.value
        && text.trim() == "wait"
    {
        return Some(Otherwise::Wait);
    }
    law::law(node, &format!("{what}: `otherwise`"), problems).map(Otherwise::Later)
}

fn read_failback(node: &Node, what: &str, problems: &Problems) -> Option<Failback> {
    let what = format!("{what}: `failback`");
    if !node.is_map() {
        let words = [("at-once", true), ("never", false)];
        let at_once = scalar::word(node, &what, &words, problems)?;
        return Some(if at_once {
            Failback::AtOnce
        } else {
            Failback::Never
        });
    }
    let fields = Fields::open(node, what.clone(), &node.span, problems)?;
    let help = "write `{after: 1h, loss: 2min}`, `at-once` or `never`";
    let after = fields.require("after", help);
    let loss = fields.get("loss");
    fields.finish();
    let after = law::law(after?, &format!("{what}: `after`"), problems);
    let loss = loss.map_or(Some(Law::Fixed(0.0)), |node| {
        law::law(node, &format!("{what}: `loss`"), problems)
    });
    Some(Failback::After {
        after: after?,
        loss: loss?,
    })
}

/// Reads `active-active`.
pub(crate) fn read_together(node: &Node, place: &Span, problems: &Problems) -> Option<Together> {
    let fields = Fields::open(node, "`active-active`", place, problems)?;
    let needs_node = fields.get("needs");
    let needs = needs_node.map_or(Some(1), |node| {
        scalar::count(node, "`needs` of `active-active`", 10_000, problems)
    });
    let drain = fields.get("drain").map_or(Some(Law::Fixed(0.0)), |node| {
        law::law(node, "`active-active`: `drain`", problems)
    });
    fields.finish();
    Some(Together {
        needs: Spanned {
            value: needs?,
            span: needs_node.map_or_else(|| place.clone(), |node| node.span.clone()),
        },
        drain: drain?,
        span: place.clone(),
    })
}
