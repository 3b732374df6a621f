//! From the path of a plan to its topology, warnings said on the way.

use std::path::Path;

use super::{exit::Failure, input::read_plan_file, screen};
use crate::{catalog::Catalog, plan, topology::Topology};

/// Reads the plan at `path`, `-` being stdin; its problems are the failure.
pub fn topology(path: &Path, catalog: &Catalog) -> Result<Topology, Failure> {
    let source = read_plan_file(path).map_err(|refused| {
        let (source, problem) = *refused;
        Failure::Plan(source, vec![problem])
    })?;
    match plan::read(&source, catalog) {
        Ok(reading) => {
            if !reading.warnings.is_empty() {
                screen::problems(&source, &reading.warnings);
            }
            Ok(reading.topology)
        }
        Err(problems) => Err(Failure::Plan(source, problems)),
    }
}
