//! `spof run`: simulate, price, draw.

use std::path::PathBuf;

use clap::Args;

use rayon::prelude::*;

use super::{
    compare,
    exit::{Exit, Failure},
    files::Folder,
    input::Input,
    output::{Files, Format},
    screen,
    simulation::Simulation,
    stopwatch::Stopwatch,
};
use crate::{
    answer::{ComparedRun, Results},
    decide,
    diagnostic::Diagnostic,
    experiment::Stage,
    report,
    study::uncertain_study,
};

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
    /// Also draw the numbers that nobody knows from their ranges, so many times, and tell what that does to the results and
    /// which number to measure next
    #[arg(long, value_name = "DRAWS", num_args = 0..=1, require_equals = true, default_missing_value = "400",
          value_parser = clap::value_parser!(u64).range(20..=100_000))]
    uncertainty: Option<u64>,
    /// End with exit code 1 when no architecture keeps to the plan's goal and budget
    #[arg(long)]
    require_goal: bool,
    /// Also tell what the run took, on stderr: years, events, the time of each stage, and how each mean was found and why
    #[arg(long)]
    explain_run: bool,
    /// Print what differs from an earlier run instead, whose `results.json` this is
    #[arg(long, value_name = "FILE")]
    compare_to: Option<PathBuf>,
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let stopwatch = Stopwatch::default();
    stopwatch.begin(Stage::ReadPlan);
    let (topology, catalog) = arguments.input.read()?;
    let folder = arguments.files.folder(&arguments.input.file)?;
    let earlier = arguments.compare_to.as_deref().map(compare::earlier);
    let earlier = earlier.transpose()?;
    let draws = arguments.uncertainty.unwrap_or(0);
    let results = arguments
        .simulation
        .run(&stopwatch, |options, observe, stop| {
            uncertain_study(&topology, &catalog, options, draws, observe, stop)
        })?;
    if results.years == 0 {
        return Err(Failure::Interrupted);
    }
    let page = folder
        .as_ref()
        .map(|folder| write(folder, &results))
        .transpose()?;
    if let Some(earlier) = earlier {
        let now = ComparedRun::of(&results, compare::name(&arguments.input.file));
        let now = now.map_err(Failure::ours)?;
        compare::print(
            &decide::compare(earlier, now),
            arguments.files.output.format,
        )?;
    } else {
        print(&results, arguments.files.output.format)?;
    }
    if let Some(page) = page {
        screen::say(&format!(
            "page: {} (its pictures, results.json and tables as CSV beside it)",
            page.display()
        ));
    }
    if arguments.explain_run {
        screen::say(report::effort(&results, &stopwatch.read()).trim_end());
    }
    if !arguments.require_goal {
        return Ok(Exit::Done);
    }
    require_goal(&results)
}

/// Puts the results to stdout.
fn print(results: &Results, format: Format) -> Result<(), Failure> {
    screen::print(&match format {
        Format::Text => report::table(results, screen::style()),
        Format::Json => report::json(results).map_err(Failure::ours)?,
        Format::Csv => report::csv(results).map_err(Failure::ours)?,
        Format::Markdown => report::markdown(results),
    })
}

/// Writes the data, the pictures and the page that shows them; gives the page's path.
fn write(folder: &Folder, results: &Results) -> Result<PathBuf, Failure> {
    let figures = report::figures(results);
    let mut files = vec![
        (
            "results.json".to_owned(),
            report::json(results).map_err(Failure::ours)?,
        ),
        (
            "results.csv".to_owned(),
            report::csv(results).map_err(Failure::ours)?,
        ),
    ];
    for (name, table) in [
        ("causes.csv", report::causes_csv(results)),
        ("outages.csv", report::outages_csv(results)),
        ("bill.csv", report::bill_csv(results)),
        ("steps.csv", report::steps_csv(results)),
        ("assumptions.csv", report::assumptions_csv(results)),
        ("uncertainty.csv", report::uncertainty_csv(results)),
    ] {
        files.push((name.to_owned(), table.map_err(Failure::ours)?));
    }
    let page = report::page(results, &figures).map_err(Failure::ours)?;
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
    folder.write("report.html", &page)
}

/// Ends with 1, and says by how much, where no architecture surely meets the goal; to require one that was never stated
/// is a mistake.
fn require_goal(results: &Results) -> Result<Exit, Failure> {
    let goal = results.goal;
    if goal.availability.is_none() && goal.budget.is_none() {
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
