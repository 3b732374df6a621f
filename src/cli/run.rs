//! `spof run`: simulate, price, draw.

use std::path::PathBuf;

use clap::Args;

use rayon::prelude::*;

use super::{
    compare,
    exit::{Exit, Failure},
    files::Folder,
    input::Input,
    made::made,
    output::{Files, Format},
    screen,
    simulation::{Simulation, precision},
    stopwatch::Stopwatch,
};
use crate::{
    answer::{ArchitectureResult, Basis, ComparedRun, Results, Stopped},
    decide,
    diagnostic::Diagnostic,
    experiment::{Stage, in_the_mean},
    report::{self, Drawing, ReportError},
    study::{bad_year, uncertain_study},
    topology::Topology,
};

/// More designs than these are not drawn one by one.
const MOST_DRAWN: usize = 12;
/// The page's file.
const PAGE: &str = "report.html";

/// Simulate a plan's architectures, price them, draw the trade-off
///
/// All architectures live through the same years: the same outages at the same moments. The run goes on until the 95 %
/// interval of each expected downtime is within `--precision`, or `--years` are simulated. Ctrl-C ends it early with
/// what there is. What can be computed exactly is, and what would take too many years is importance-sampled.
///
/// The tables go to stdout; `report.html`, its pictures, `results.json` and tables as CSV go to the folder `--out`, by
/// default `spof-out/` and the plan's name.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof run examples/seoul-shop.yaml --precision 1% --out shop",
    mut_arg("out", |arg| arg.help("Folder for `report.html`, the pictures, `results.json` and tables as CSV")),
    mut_arg("format", |arg| arg.help("What goes to stdout; `json` and `csv` write no files unless `--out` is given"))
)]
pub struct Arguments {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    simulation: Simulation,
    /// Scenarios to draw: in each of them every number that has a range has another value of it, and what is expected is the
    /// mean over all
    #[arg(long, alias = "uncertainty", value_name = "COUNT", num_args = 0..=1, require_equals = true, default_value = "400",
          default_missing_value = "400", value_parser = clap::value_parser!(u32).range(20..=100_000))]
    scenarios: u32,
    /// Count with every number as it is written, at its central value, and draw no scenarios
    #[arg(long, conflicts_with = "scenarios")]
    as_written: bool,
    /// Print all that there is to say, not the answer alone
    #[arg(long)]
    details: bool,
    /// End with exit code 1 when no architecture keeps to the plan's goal and budget
    #[arg(long)]
    require_goal: bool,
    /// Also tell what the run took, on stderr: years, events, the time of each stage, and how each mean was found and why
    #[arg(long)]
    explain_run: bool,
    /// Print what differs from an earlier run instead, whose `results.json` this is
    #[arg(long, value_name = "FILE")]
    compare_to: Option<PathBuf>,
    /// End with exit code 1 when, against the earlier run, any architecture's downtime or bill has grown by more than this
    #[arg(long, value_name = "SHARE", value_parser = precision, requires = "compare_to")]
    worse_than: Option<f64>,
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let stopwatch = Stopwatch::default();
    stopwatch.begin(Stage::ReadPlan);
    let (topology, catalog) = arguments.input.read()?;
    // Whoever cannot be given files that they did not ask for is given the text all the same, and then the reason.
    let (folder, refused) = match arguments.files.folder(&arguments.input.file) {
        Ok(folder) => (folder, None),
        Err(failure) if arguments.files.is_chosen() => return Err(failure),
        Err(failure) => (None, Some(failure)),
    };
    let earlier = arguments.compare_to.as_deref().map(compare::earlier);
    let earlier = earlier.transpose()?;
    let scenarios = if arguments.as_written {
        0
    } else {
        arguments.scenarios
    };
    let results = arguments
        .simulation
        .run(&stopwatch, |options, observe, stop| {
            uncertain_study(&topology, &catalog, options, scenarios, observe, stop)
        })?;
    if results.years == 0 {
        return Err(Failure::Interrupted);
    }
    let page = folder
        .as_ref()
        .map(|folder| write(folder, &topology, &results))
        .transpose()?;
    let mut worse = None;
    if let Some(earlier) = earlier {
        let now = ComparedRun::of(&results, compare::name(&arguments.input.file));
        let compared = decide::compare(earlier, now.map_err(Failure::ours)?);
        worse = arguments
            .worse_than
            .and_then(|share| report::worse(&compared, share));
        match arguments.files.output.format {
            Format::Markdown => screen::print(&report::answer_markdown(&results, Some(&compared)))?,
            format => compare::print(&compared, format)?,
        }
    } else {
        print(&results, arguments)?;
    }
    if let Some(page) = page {
        screen::say(&format!(
            "page: {} (pictures, results.json and tables as CSV beside it)",
            page.display()
        ));
    }
    if results.stopped == Stopped::Interrupted {
        screen::say(&format!(
            "interrupted: these are the results of the {} years and {} scenarios that were complete",
            results.years, results.scenarios
        ));
    }
    if let Some(failure) = refused {
        return Err(failure);
    }
    if arguments.explain_run {
        screen::say(report::effort(&results, &stopwatch.read()).trim_end());
    }
    if let Some(worse) = worse {
        screen::say(&worse);
        return Ok(Exit::GoalMissed);
    }
    if !arguments.require_goal {
        return Ok(Exit::Done);
    }
    require_goal(&results)
}

/// Puts the results to stdout.
fn print(results: &Results, arguments: &Arguments) -> Result<(), Failure> {
    screen::print(&match arguments.files.output.format {
        Format::Text if arguments.details => report::table(results, screen::style()),
        Format::Text => report::answer(results, screen::style()),
        Format::Json => report::json(results).map_err(Failure::ours)?,
        Format::Csv => report::csv(results).map_err(Failure::ours)?,
        Format::Markdown if arguments.details => report::markdown(results),
        Format::Markdown => report::answer_markdown(results, None),
    })
}

/// Writes the data, the pictures and the page that shows them; gives the page's path.
pub(super) fn write(
    folder: &Folder,
    topology: &Topology,
    results: &Results,
) -> Result<PathBuf, Failure> {
    let (figures, drawings) =
        rayon::join(|| report::figures(results), || drawings(topology, results));
    let (page, data) = rayon::join(
        || report::page(results, &figures, &drawings, &made()),
        || data(results),
    );
    let mut files = data.map_err(Failure::ours)?;
    files.push((PAGE.to_owned(), page.map_err(Failure::ours)?));
    files.extend(
        figures
            .into_iter()
            .map(|figure| (format!("{}.svg", figure.id), figure.svg)),
    );
    // Each waits for the disk, so all do at once.
    files
        .par_iter()
        .try_for_each(|(name, text)| folder.write(name, text).map(drop))?;
    // A picture of an earlier run beside the data of this one would lie.
    for id in report::OCCASIONAL_FIGURES {
        let name = format!("{id}.svg");
        if !files.iter().any(|(written, _)| *written == name) {
            folder.remove(&name)?;
        }
    }
    Ok(folder.path(PAGE))
}

/// The files of data, each with its name.
fn data(results: &Results) -> Result<Vec<(String, String)>, ReportError> {
    type Writer = fn(&Results) -> Result<String, ReportError>;
    let all: [(&str, Writer); 8] = [
        ("results.json", report::json),
        ("results.csv", report::csv),
        ("causes.csv", report::causes_csv),
        ("outages.csv", report::outages_csv),
        ("bill.csv", report::bill_csv),
        ("steps.csv", report::steps_csv),
        ("assumptions.csv", report::assumptions_csv),
        ("uncertainty.csv", report::uncertainty_csv),
    ];
    let all = all.into_par_iter();
    let all = all.map(|(name, write)| Ok((name.to_owned(), write(results)?)));
    all.collect()
}

/// What each design stands on and a bad year of it; of many designs those that nothing beats.
fn drawings(topology: &Topology, results: &Results) -> Vec<Drawing> {
    let all = results.architectures.iter().enumerate();
    let few = results.architectures.len() <= MOST_DRAWN;
    let drawn = all.filter(|(_, result)| few || result.on_frontier);
    let drawn: Vec<_> = drawn.take(MOST_DRAWN).collect();
    let expected = (results.basis == Basis::Expected).then(|| in_the_mean(topology));
    let lived = expected.as_ref().unwrap_or(topology);
    let draw = |(place, result): (usize, &ArchitectureResult)| {
        let architecture = &topology.architectures[place];
        let year = bad_year(lived, architecture, results.seed, result.single_years().p90);
        Drawing {
            name: result.name.clone(),
            figures: report::drawings(topology, (place, architecture), result, &year),
        }
    };
    drawn.into_par_iter().map(draw).collect()
}

/// Ends with 1, and says by how much, where no architecture surely meets the goal; to require one that was never stated
/// is a mistake.
pub(super) fn require_goal(results: &Results) -> Result<Exit, Failure> {
    let goal = &results.goal;
    if !goal.is_of_service() && goal.budget.is_none() {
        let problem = Diagnostic::error("`--require-goal` needs a goal, and the plan states none");
        return Err(Failure::Request(
            problem.help("add `goal: {availability: 99.95%}` to the plan"),
        ));
    }
    let Some(missed) = report::missed_goal(results) else {
        return Ok(Exit::Done);
    };
    screen::say(&missed);
    Ok(Exit::GoalMissed)
}
