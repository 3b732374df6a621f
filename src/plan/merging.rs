//! How the sections of an architecture are laid over those of another, or of the plan.

use super::architecture::complexity::Complex;
use super::architecture::requests::ClassOf;
use super::architecture::site::Placed;
use super::component::keys::Keys;
use super::dependency::mitigation::Guard;
use super::dependency::{Changed, SharedThing};
use super::failure::crew::Crews;
use super::failure::failover::{Failover, Together};
use super::goal::Goal;
use super::head::SlaCredits;
use super::money::bill::Line;
use super::money::people::People;
use super::money::traffic::Traffic;
use super::places::OwnPlace;
use crate::language::{Kind, Merge};

/// Of an architecture, and of the top of a plan.
pub(crate) const ARCHITECTURE: Merge = Merge::By(architecture);

fn architecture(key: &str) -> Merge {
    match key {
        "path" => Merge::Whole,
        "replicas" => Merge::Names(|| Merge::Whole),
        "components" => Merge::Names(Keys::merge),
        "dependencies" => Merge::Names(SharedThing::merge),
        "override" => Merge::Names(Changed::merge),
        "sites" => Merge::Names(Placed::merge),
        "requests" => Merge::Names(ClassOf::merge),
        "bill" => Merge::Names(Line::merge),
        "crews" => Merge::Names(Crews::merge),
        "complexity" => Merge::Names(Complex::merge),
        "discounts" => Merge::Names(|| Merge::Whole),
        "mitigations" => Merge::Names(Guard::merge),
        "traffic" => Traffic::merge(),
        "failover" => Failover::merge(),
        "active-active" => Together::merge(),
        "goal" => Goal::merge(),
        "places" => Merge::Names(OwnPlace::merge),
        "people" => People::merge(),
        "sla_credits" => SlaCredits::merge(),
        _ => Merge::DEEP,
    }
}
