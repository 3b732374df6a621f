//! From the path of a plan to its topology, warnings said on the way.

use std::path::Path;

use super::{exit::Failure, screen};
use crate::{
    catalog::Catalog,
    plan::{self, SourceText},
    topology::Topology,
};

/// Reads the plan at `path`, `-` being stdin; its problems are the failure.
pub fn topology(path: &Path, _catalog: &Catalog) -> Result<Topology, Failure> {
    let bytes = std::fs::read(path).map_err(Failure::request("read", path))?;
    let source = SourceText::from_bytes(path.display().to_string(), &bytes)
        .map_err(|p| Failure::Request(p))?;
    match plan::read(&source) {
        Ok(reading) => {
            if !reading.warnings.is_empty() {
                screen::problems(&source, &reading.warnings);
            }
            Ok(reading.topology)
        }
        Err(problems) => Err(Failure::Plan(source, problems)),
    }
}
