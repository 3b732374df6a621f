//! `spof explain`: why one architecture is down.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{
    exit::{Exit, Failure},
    files::Folder,
    load, screen,
    simulation::{Simulation, default_folder},
    stopwatch::Stopwatch,
    world,
};
use crate::{
    report::{self, TableStyle},
    simulate::Stage,
    study::{Chosen, explain},
};

/// Tell why one architecture is down, and what the plan has against it
///
/// Runs the same study as `spof run`. Told are the causes of the architecture's downtime, each with the cheapest thing in
/// the plan against it, its single points of failure, minimal cut sets and importance, and one simulated year, outage by
/// outage.
///
/// `topology.svg`, what stands where and what it hangs on, and `timeline.svg`, that one year, go to the folder `--out`, by
/// default `spof-out/` and the plan's name.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof explain examples/seoul-shop.yaml multi-az --out shop")]
pub struct Arguments {
    /// The plan, a YAML file; `-` reads stdin
    file: PathBuf,
    /// The architecture, by its name in the plan
    architecture: String,
    /// Folder for `topology.svg` and `timeline.svg`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What goes to stdout; `json` writes no files unless `--out` is given
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Tell the simulated year of this number
    #[arg(long, value_name = "NUMBER", value_parser = number, conflicts_with = "worst")]
    life: Option<u64>,
    /// Tell the year with most downtime of those simulated; this is the default
    #[arg(long)]
    worst: bool,
    #[command(flatten)]
    simulation: Simulation,
    #[command(flatten)]
    models: world::Models,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people.
    Text,
    /// One JSON object.
    Json,
}

/// Reads the number of a year, as it is told without its separators.
fn number(text: &str) -> Result<u64, String> {
    let digits = text.replace([',', '_', ' '], "");
    match (text.parse(), digits.parse::<u64>()) {
        (Ok(number), _) => Ok(number),
        (Err(_), Ok(number)) => Err(format!("write `{number}`, without separators")),
        (Err(_), Err(_)) => {
            Err("write the number of a year, digits only, such as `3994`".to_owned())
        }
    }
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let stopwatch = Stopwatch::default();
    stopwatch.begin(Stage::ReadPlan);
    let catalog = world::catalog(&arguments.models)?;
    let topology = load::topology(&arguments.file, &catalog)?;
    let index = load::architecture(&topology, &arguments.architecture)?;
    let folder = arguments
        .folder()
        .map(|path| Folder::open(&path))
        .transpose()?;
    let chosen = arguments.life.map_or(Chosen::Worst, Chosen::Life);
    let explained = arguments
        .simulation
        .run(&stopwatch, |options, observe, stop| {
            explain(&topology, &catalog, index, chosen, options, observe, stop)
        })?;
    let explanation = explained.ok_or(Failure::Interrupted)?;
    let mut written = Vec::new();
    if let Some(folder) = &folder {
        let architecture = &topology.architectures[index];
        let drawn = report::topology_svg(&topology, architecture).map_err(Failure::ours)?;
        written.push(folder.write("topology.svg", &drawn)?);
        let drawn = report::timeline_svg(&explanation.life).map_err(Failure::ours)?;
        written.push(folder.write("timeline.svg", &drawn)?);
    }
    screen::print(&match arguments.format {
        Format::Text => report::explanation(
            &explanation,
            TableStyle {
                width: screen::width(),
                colour: screen::colour(),
            },
        ),
        Format::Json => report::explanation_json(&explanation).map_err(Failure::ours)?,
    })?;
    if let [topology, _] = &written[..] {
        screen::say(&format!(
            "drawings: {} (timeline.svg beside it)",
            topology.display()
        ));
    }
    Ok(Exit::Done)
}

impl Arguments {
    /// Where the files go; nowhere where only data on stdout were asked for.
    fn folder(&self) -> Option<PathBuf> {
        self.out
            .clone()
            .or_else(|| (self.format == Format::Text).then(|| default_folder(&self.file)))
    }
}
