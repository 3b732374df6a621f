//! What nobody knows: where numbers are written, what is believed of them, and what that does to the results.

mod alone;
mod causes;
mod foreseen;
mod mean;
mod moves;
mod single_years;
mod told;
mod worlds;
mod written;

use crate::common::{read, source};
use spof::topology::{Aspect, Source, Topology, Unknown};

/// What nobody knows of a source: one of its numbers, if it has a range.
fn unknown<'a>(topology: &'a Topology, source: &Source, aspect: Aspect) -> Option<&'a Unknown> {
    let all = source.unknowns.iter();
    let mut all = all.map(|id| &topology.unknowns[id]);
    all.find(|unknown| unknown.aspect == aspect)
}
