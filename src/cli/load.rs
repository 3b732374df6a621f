//! From the path of a plan to its topology, warnings said on the way, and from a name to an architecture.

use std::path::Path;

use super::{exit::Failure, input::read_plan_file, screen};
use crate::{
    build,
    catalog::Catalog,
    diagnostic::{self, Diagnostic},
    topology::Topology,
};

/// Reads the plan at `path`, `-` being stdin; its problems are the failure.
pub fn topology(path: &Path, catalog: &Catalog) -> Result<Topology, Failure> {
    let source = read_plan_file(path).map_err(|refused| {
        let (source, problem) = *refused;
        Failure::Plan(source, vec![problem])
    })?;
    match build::read(&source, catalog) {
        Ok(reading) => {
            if !reading.warnings.is_empty() {
                screen::problems(&source, &reading.warnings);
            }
            Ok(reading.topology)
        }
        Err(problems) => Err(Failure::Plan(source, problems)),
    }
}

/// The place of the architecture of this name.
pub fn architecture(topology: &Topology, name: &str) -> Result<usize, Failure> {
    let architectures = &topology.architectures;
    let names = || {
        architectures
            .iter()
            .map(|architecture| architecture.name.as_str())
    };
    if let Some(index) = names().position(|other| other == name) {
        return Ok(index);
    }
    let there = names().collect::<Vec<_>>().join(", ");
    let help = match diagnostic::nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`? There is {there}"),
        None => format!("there is {there}"),
    };
    let problem = Diagnostic::error(format!("the plan has no architecture `{name}`"));
    Err(Failure::Request(problem.help(help)))
}
