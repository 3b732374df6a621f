//! `spof schema`: JSON Schemas of what spof reads and writes.

use clap::{Args, ValueEnum};

use super::{
    exit::{Exit, Failure},
    models::Models,
    screen,
};
use crate::{plan, report};

/// Print the JSON Schema of plans, or of what a command prints as JSON
///
/// Editors complete and check plans by the schema `plan`; put `# yaml-language-server: $schema=plan.schema.json` on the
/// first line of yours. With `--models` it knows your own services, places and dependencies too.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof schema plan > plan.schema.json")]
pub struct Arguments {
    /// Of what
    #[arg(value_enum)]
    of: Of,
    #[command(flatten)]
    models: Models,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// The language of plans.
    Plan,
    /// `results.json`, and `spof run --format json`.
    Results,
    /// `spof importance --format json`.
    Importance,
    /// `spof verify --format json`.
    Verify,
    /// `spof explain --format json`.
    Explain,
    /// `spof compare --format json`, and `spof run --compare-to FILE --format json`.
    Compare,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let schema = match arguments.of {
        Of::Plan => {
            let catalog = arguments.models.catalog()?;
            report::pretty_json(&plan::schema(&catalog))
        }
        Of::Results => report::results_schema(),
        Of::Importance => report::weaknesses_schema(),
        Of::Verify => report::verification_schema(),
        Of::Explain => report::explanation_schema(),
        Of::Compare => report::comparison_schema(),
    };
    screen::print(&schema.map_err(Failure::ours)?)?;
    Ok(Exit::Done)
}
