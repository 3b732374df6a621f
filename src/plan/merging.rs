//! How the sections of an architecture are laid over those of another, or of the plan.

use super::failure::failover::{Failover, Together};
use crate::language::{Kind, Merge};

/// Of an architecture.
pub(crate) const ARCHITECTURE: Merge = Merge::By(architecture);

fn architecture(key: &str) -> Merge {
    match key {
        "path" => Merge::Whole,
        "replicas" => Merge::Names(|| Merge::Whole),
        "components" => Merge::Names(|| Merge::By(component)),
        "dependencies" | "override" => Merge::Names(|| Merge::By(source)),
        "sites" => Merge::Names(|| Merge::By(site)),
        "requests" => Merge::Names(|| Merge::By(class)),
        "bill" | "crews" | "discounts" | "complexity" => Merge::Names(|| Merge::DEEP),
        // Only at the top of a plan.
        "mitigations" => Merge::Names(|| Merge::By(mitigation)),
        "failover" => Failover::merge(),
        "active-active" => Together::merge(),
        _ => Merge::DEEP,
    }
}

fn component(key: &str) -> Merge {
    match key {
        "failover" => Failover::merge(),
        "fails" | "lasts" => Merge::Whole,
        _ => Merge::By(source),
    }
}

fn source(key: &str) -> Merge {
    match key {
        "fails" | "lasts" => Merge::Whole,
        "spreads_to" => Merge::Names(|| Merge::Whole),
        _ => Merge::DEEP,
    }
}

fn site(key: &str) -> Merge {
    match key {
        "place" => Merge::Whole,
        _ => Merge::DEEP,
    }
}

fn class(key: &str) -> Merge {
    match key {
        "path" => Merge::Whole,
        _ => Merge::DEEP,
    }
}

fn mitigation(key: &str) -> Merge {
    match key {
        "after" | "covers_first" => Merge::Whole,
        _ => Merge::DEEP,
    }
}
