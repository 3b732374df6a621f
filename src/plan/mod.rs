//! What the user wrote: text → tree → candidates, every problem on the way collected.
//!
//! `text` turns text into nodes with positions and writes `like` out, `document` and `head` read what all architectures share,
//! `architecture` reads each into a candidate, with `component`, `dependency`, `failure` and `money` for its sections; `names` is the
//! catalog as a plan refers to it. `crate::build` makes of candidates what they mean. Nothing here reads files or prints.

pub(crate) mod architecture;
pub(crate) mod choices;
pub(crate) mod component;
pub(crate) mod dependency;
pub(crate) mod document;
pub(crate) mod failure;
mod foreign;
mod goal;
mod head;
pub(crate) mod money;
pub(crate) mod names;
pub(crate) mod place;
pub(crate) mod places;
mod prices;
pub(crate) mod reference;
mod schema;
mod sections;
pub mod written;

pub use schema::schema;

use crate::catalog;
use crate::language::{Problems, Shape, Value, manual, parse};

/// The folder of a catalog of its own that a plan names, `models: ./models`.
#[must_use]
pub fn models_of(text: &str) -> Option<String> {
    if !text.contains("models") {
        return None;
    }
    let root = parse(text, &Problems::default())?;
    match &root.given("models")?.value.value {
        Value::Scalar(folder) => Some(folder.trim().to_owned()),
        _ => None,
    }
}

/// The maps of the language.
const MAPS: &[&Shape] = &[
    goal::Goal::SHAPE,
    goal::Period::SHAPE,
    goal::OfClass::SHAPE,
    architecture::requests::ClassOf::SHAPE,
    component::keys::Keys::SHAPE,
    component::own::Amended::SHAPE,
    catalog::mean_times::MeanTimes::SHAPE,
    catalog::Basis::SHAPE,
    failure::maintenance::Work::SHAPE,
    failure::common_cause::Shocks::SHAPE,
    component::load::Load::SHAPE,
    failure::crew::Team::SHAPE,
    failure::crew::Working::SHAPE,
    failure::crew::Repairs::SHAPE,
    dependency::SharedThing::SHAPE,
    dependency::mitigation::Guard::SHAPE,
    dependency::Changed::SHAPE,
    places::OwnPlace::SHAPE,
    places::OwnRegion::SHAPE,
    money::bill::Line::SHAPE,
    money::traffic::Traffic::SHAPE,
    money::people::People::SHAPE,
    architecture::complexity::Multiple::SHAPE,
    head::SlaCredits::SHAPE,
    architecture::site::Placed::SHAPE,
    catalog::Failover::SHAPE,
    catalog::Botched::SHAPE,
    catalog::Later::SHAPE,
    failure::failover::Together::SHAPE,
    architecture::stated::Known::SHAPE,
    architecture::replicas::HowMany::SHAPE,
    sections::Top::SHAPE,
    sections::Design::SHAPE,
    sections::Open::SHAPE,
];

/// The tables of `docs/language.md`: the name of each map, and its keys in Markdown.
#[must_use]
pub fn tables() -> Vec<(&'static str, String)> {
    MAPS.iter()
        .map(|shape| (shape.name, manual::table(shape)))
        .collect()
}
