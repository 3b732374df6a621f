//! What nobody knows: where numbers are written, what is believed of them, and what that does to the results.

mod told;
mod worlds;
mod written;

use spof::catalog::Catalog;
use spof::topology::{Aspect, Source, Topology, Unknown};
use spof::{build, diagnostic::SourceText};

/// The topology of a plan.
fn read(text: &str) -> Topology {
    match build::read(&SourceText::new("plan.yaml", text), Catalog::bundled()) {
        Ok(reading) => reading.topology,
        Err(problems) => panic!("{problems:?}"),
    }
}

/// The source of that name.
fn source<'a>(topology: &'a Topology, name: &str) -> &'a Source {
    let found = topology.sources.iter().find(|source| source.name == name);
    found.unwrap_or_else(|| panic!("no source {name}"))
}

/// What nobody knows of a source: one of its numbers, if it has a range.
fn unknown<'a>(topology: &'a Topology, source: &Source, aspect: Aspect) -> Option<&'a Unknown> {
    let all = source.unknowns.iter();
    let mut all = all.map(|id| &topology.unknowns[id]);
    all.find(|unknown| unknown.aspect == aspect)
}
