//! `spof explain`: why one architecture is down.

use clap::Args;

use super::{
    exit::{Exit, Failure},
    input::{self, Input},
    output::{Files, Format, forms},
    screen,
    simulation::Simulation,
    stopwatch::Stopwatch,
};
use crate::{
    experiment::Stage,
    report,
    study::{Chosen, explain},
};

/// Tell why one architecture is down, and what the plan has against it
///
/// Every number is taken at the mean of what is believed of it, which comes near what `spof run` expects. Reported are the causes of the architecture's downtime, each with the cheapest thing in
/// the plan against it, its single points of failure, minimal cut sets and importance, and one simulated year, outage by
/// outage.
///
/// `topology.svg`, what stands where and what it depends on, and `timeline.svg`, that one year, go to the folder `--out`, by
/// default `spof-out/` and the plan's name.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof explain examples/seoul-shop.yaml multi-az --out shop",
    mut_arg("out", |arg| arg.help("Folder for `topology.svg` and `timeline.svg`")),
    mut_arg("format", |arg| arg.help("What goes to stdout; `json` writes no files unless `--out` is given").value_parser(forms([("text", "Tables for people"), ("json", "One JSON object")])))
)]
pub struct Arguments {
    /// The architecture, by its name in the plan; without it the plan's architectures are listed
    #[arg(index = 2)]
    architecture: Option<String>,
    #[command(flatten)]
    files: Files,
    /// Print all that there is to say, with cut sets, importance and the simulated year outage by outage
    #[arg(long)]
    all: bool,
    /// Tell the simulated year of this number
    #[arg(long, value_name = "NUMBER", value_parser = number, conflicts_with = "worst")]
    life: Option<u64>,
    /// Tell the year with most downtime of those simulated, and not a bad year of which about one in ten is worse
    #[arg(long)]
    worst: bool,
    /// Take every number as it is written, at its central value
    #[arg(long)]
    as_written: bool,
    #[command(flatten)]
    simulation: Simulation,
    #[command(flatten)]
    input: Input,
}

/// Reads the number of a year, with or without its separators.
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
    let (topology, catalog) = arguments.input.read()?;
    let Some(name) = &arguments.architecture else {
        screen::print(&report::candidates(&topology, screen::style()))?;
        screen::say("name one of them: spof explain PLAN ARCHITECTURE");
        return Ok(Exit::Done);
    };
    let index = input::architecture(&topology, name)?;
    let folder = arguments.files.folder(&arguments.input.file)?;
    let chosen = match arguments.life {
        Some(life) => Chosen::Life(life),
        None if arguments.worst => Chosen::Worst,
        None => Chosen::Bad,
    };
    let explained = arguments
        .simulation
        .run(&stopwatch, |options, observe, stop| {
            let asked = (chosen, input::basis(arguments.as_written));
            explain(&topology, &catalog, index, asked, options, observe, stop)
        })?;
    let explanation = explained.ok_or(Failure::Interrupted)?;
    let mut written = Vec::new();
    if let Some(folder) = &folder {
        let architecture = &topology.architectures[index];
        let drawn =
            report::topology_svg(&topology, architecture, &explanation.by_source, "topology");
        written.push(folder.write("topology.svg", &drawn)?);
        let drawn = report::timeline_svg(&explanation.life, "timeline");
        written.push(folder.write("timeline.svg", &drawn)?);
    }
    screen::print(&match arguments.files.output.format {
        Format::Json => report::pretty_json(&explanation).map_err(Failure::ours)?,
        // No other form is offered here.
        _ => report::explanation(
            &explanation,
            arguments.all || arguments.worst || arguments.life.is_some(),
            screen::style(),
        ),
    })?;
    if let [topology, _] = &written[..] {
        screen::say(&format!(
            "drawings: {} (timeline.svg beside it)",
            topology.display()
        ));
    }
    Ok(Exit::Done)
}
