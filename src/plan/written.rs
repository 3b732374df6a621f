//! A plan that a program makes: the maps of the language with a field for each key, and YAML on the way out.
//!
//! ```
//! use spof::plan::written::{Architecture, Component, Plan};
//!
//! let plan = Plan {
//!     spof: 1.into(),
//!     service: "shop".into(),
//!     path: ["web"].into(),
//!     components: [("web", Component { service: "vm".into(), size: "t3.small".into(), ..Component::default() })].into(),
//!     architectures: [("one", Architecture { sites: [("tokyo", "aws/ap-northeast-1/a")].into(), ..Architecture::default() })].into(),
//!     ..Plan::default()
//! };
//! let text = plan.to_string();
//! assert_eq!(Plan::read(&text.as_str().into())?, plan);
//! # Ok::<(), Vec<spof::diagnostic::Diagnostic>>(())
//! ```
//!
//! A field is given what one would write behind the key: a word, a list, or a map of this module. Nothing is checked here; what is wrong
//! with a plan is said where it is read (`build::read_plan`), in the YAML that it is printed as. `like` and all names
//! come back as they are, comments do not.

use std::fmt;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::language::{Form, Problems, parse};

pub use super::architecture::complexity::ComplexityForm as Complexity;
pub use super::architecture::replicas::ReplicasForm as Replicas;
pub use super::architecture::requests::ClassForm as Class;
pub use super::architecture::site::SiteForm as Site;
pub use super::architecture::stated::KnownForm as Known;
pub use super::component::keys::ComponentForm as Component;
pub use super::component::load::LoadForm as Load;
pub use super::component::own::SourceForm as Source;
pub use super::dependency::mitigation::MitigationForm as Mitigation;
pub use super::dependency::{DependencyForm as Dependency, OverrideForm as Override};
pub use super::failure::common_cause::ShocksForm as CommonCause;
pub use super::failure::crew::{CrewForm as Crew, HoursForm as Hours, RepairForm as Repair};
pub use super::failure::failover::ActiveActiveForm as ActiveActive;
pub use super::failure::maintenance::MaintenanceForm as Maintenance;
pub use super::goal::{
    AvailabilityForm as Availability, ClassGoalForm as ClassGoal, GoalForm as Goal,
};
pub use super::head::SlaCreditsForm as SlaCredits;
pub use super::money::bill::BillLineForm as BillLine;
pub use super::money::people::PeopleForm as People;
pub use super::money::size::SizeForm as Size;
pub use super::money::traffic::TrafficForm as Traffic;
pub use super::places::{PlaceForm as Place, RegionForm as Region};
pub use super::sections::{Architecture, Plan, Search};
pub use crate::catalog::{
    BotchedForm as Botched, EvidenceForm as Evidence, FailbackForm as Failback,
    FailoverForm as Failover,
};
pub use crate::language::{Given, Named, Written};

impl Plan {
    /// Reads a plan as it is written, whatever it means.
    ///
    /// # Errors
    ///
    /// What is no YAML as plans are written in.
    pub fn read(source: &SourceText) -> Result<Self, Vec<Diagnostic>> {
        let problems = Problems::default();
        match parse(&source.text, &problems) {
            Some(tree) if problems.errors() == 0 => Ok(Self::of(&Written::of_tree(&tree))),
            _ => Err(problems.into_sorted()),
        }
    }
}

/// As YAML. Line and paragraph separators of Unicode (U+2028, U+2029) in a text are not kept as they are: YAML breaks lines there.
impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_yaml::to_string(&self.written().yaml()).map_err(|_| fmt::Error)?;
        out.write_str(&text)
    }
}
