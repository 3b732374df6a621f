//! `spof search`: find the designs that are worth their money.

use std::{collections::HashSet, sync::Mutex};

use clap::Args;

use super::{
    exit::{Exit, Failure},
    files::Folder,
    input::{Input, read_plan_file},
    interrupt,
    output::{FRONTIER, Files, Format},
    progress::SearchBar,
    run, screen,
    simulation::precision,
};
use crate::{
    answer::Results,
    build::{self, Space},
    catalog::Catalog,
    diagnostic::{Diagnostic, SourceText},
    experiment::{Method, Options},
    report,
    search::{self, Answer, Effort, Found, Usual},
    study::uncertain_study,
    topology::{Goal, Topology},
    units::format_count,
};

/// The usual choices, as they are written.
const CHOICES: &str = "search.yaml";
/// They are shown as they are written where that takes no more lines, else of each choice so many options.
const MOST_LINES: usize = 20;
const MOST_OPTIONS: usize = 5;

/// Search all designs that a plan leaves open for those that are worth their money
///
/// A plan says under `search:` what may be chosen; without it the usual choices are made: zones, replicas, mitigations and a
/// second site, and the section is printed, or written as `search.yaml` where it is long, so that you can change it. The answer is every design that no other beats on cost and
/// expected time not served, with proof: each other design is ruled out by a bound or by paired differences, or listed as open.
/// The one to have keeps to the whole `goal`: availability, budget, `years`, `rto`, `rpo`, classes of requests.
///
/// The tables go to stdout; `report.html`, its pictures, `frontier.yaml` (a plan for `spof run` with all designs of the frontier)
/// and `frontier.csv` go to the folder `--out`, by default `spof-out/` and the plan's name.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof search examples/search/seoul-shop.yaml\n  spof search plan.yaml --within eu",
    mut_arg("out", |arg| arg.help("Folder for `report.html`, the pictures, `frontier.yaml` and tables as CSV")),
    mut_arg("format", |arg| arg.help("What goes to stdout: `json` the results of the designs that are named, with the whole frontier under `search`; `csv` the frontier. Both write no files unless `--out` is given"))
)]
pub struct Arguments {
    /// Where a second site may stand, for a plan without `search:`; `eu`, `asia`, `aws/eu-*`, `hetzner`, several with commas
    #[arg(long, value_name = "AREA", value_delimiter = ',')]
    within: Vec<String>,
    #[command(flatten)]
    files: Files,
    /// Scenarios to draw: what is expected of a design is the mean over all
    #[arg(long, value_name = "COUNT", default_value = "400", value_parser = clap::value_parser!(u32).range(20..=100_000))]
    scenarios: u32,
    /// Count with every number as it is written, at its central value, and draw no scenarios
    #[arg(long, conflicts_with = "scenarios")]
    as_written: bool,
    /// Half-width of the 95 % interval of a design's mean, relative to it, where that is not exact
    #[arg(long, default_value = "2%", value_parser = precision, value_name = "SHARE")]
    precision: f64,
    /// Most years to simulate of a design that cannot be computed
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    effort: Option<u64>,
    /// Seed of all random draws; the same seed gives the same results
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads to use; 0 takes every core. The results do not depend on it
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1024))]
    threads: u16,
    /// End with exit code 1 when no design keeps to the plan's goal and budget
    #[arg(long)]
    require_goal: bool,
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = arguments.input.catalog()?;
    let source = read_plan_file(&arguments.input.file).map_err(|refused| {
        let (source, problem) = *refused;
        Failure::Plan(source, vec![problem])
    })?;
    let reading = build::read(&source, &catalog);
    let reading = reading.map_err(|problems| Failure::Plan(source.clone(), problems))?;
    // With the places that the plan itself adds.
    let own = reading.catalog.as_ref().unwrap_or(&catalog);
    let folder = arguments.files.folder(&arguments.input.file)?;
    let within = (&arguments.within[..], folder.as_ref());
    let (source, not_searched) = with_choices(source, (&reading.topology, own), within)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(arguments.threads))
        .build();
    let pool = pool.map_err(Failure::ours)?;
    let (mut results, text, topology) =
        pool.install(|| answer(arguments, &source, (&catalog, own), &reading.topology.goal))?;
    if let Some(search) = &mut results.search {
        search.not_searched = not_searched;
    }
    if let Some(folder) = &folder {
        write(folder, &topology, &results, &text)?;
    }
    screen::print(&match arguments.files.output.format {
        Format::Text => report::answer(&results, screen::style()),
        Format::Json => report::json(&results).map_err(Failure::ours)?,
        Format::Csv => report::frontier_csv(&results).map_err(Failure::ours)?,
        Format::Markdown => report::answer_markdown(&results, None),
    })?;
    if results.search.as_ref().is_some_and(|it| it.interrupted) {
        screen::say(
            "interrupted: this is the frontier of what was valued; designs that were not are counted as open",
        );
    }
    if arguments.require_goal {
        return run::require_goal(&results);
    }
    Ok(Exit::Done)
}

/// The plan with choices: its own, or the usual ones, which are shown; and what those leave out.
fn with_choices(
    source: SourceText,
    (topology, catalog): (&Topology, &Catalog),
    (within, folder): (&[String], Option<&Folder>),
) -> Result<(SourceText, Vec<String>), Failure> {
    let refused = |problems| Failure::Plan(source.clone(), problems);
    let has_choices = Space::open(&source, catalog).is_ok();
    if has_choices {
        if !within.is_empty() {
            screen::say(
                "`--within` is for plans without `search:`; the plan's own choices are taken",
            );
        }
        return Ok((source, Vec::new()));
    }
    let usual = search::usual(&source, (topology, catalog), within).map_err(refused)?;
    let text = format!("{}\n\n{}", source.text.trim_end(), usual.section);
    let with_usual = SourceText::new(source.name.clone(), text);
    show(&usual, &with_usual, catalog, folder)?;
    for left_out in &usual.left_out {
        screen::say(&format!("left out: {left_out}"));
    }
    if usual.left_out.iter().any(|it| it.contains("price")) {
        screen::say(
            "A price of your own lets one in, as `components: {lb: {price: {gcp: 20/month}}}`.",
        );
    }
    for remark in &usual.remarks {
        screen::say(&format!("note: {remark}"));
    }
    let not_searched = usual.left_out.iter().map(|it| format!("left out: {it}"));
    let not_searched = usual.remarks.iter().cloned().chain(not_searched);
    let not_searched: Vec<String> = not_searched.collect();
    Ok((with_usual, not_searched))
}

/// Shows the usual choices: as they are written, or where that is long in short, with the file that has them.
fn show(
    usual: &Usual,
    source: &SourceText,
    catalog: &Catalog,
    folder: Option<&Folder>,
) -> Result<(), Failure> {
    let is_short = usual.section.lines().count() <= MOST_LINES;
    let file = folder.map(|it| it.write(CHOICES, &usual.section));
    let Some(file) = file.transpose()?.filter(|_| !is_short) else {
        screen::say(
            "The plan has no `search:`. These are the usual choices; put them into the plan to change them:\n",
        );
        screen::say(&usual.section);
        return Ok(());
    };
    screen::say(&format!(
        "The plan has no `search:`. These are the usual choices; to change them, put {} into the plan:",
        file.display()
    ));
    let space = Space::open(source, catalog);
    let space = space.map_err(|problems| Failure::Plan(source.clone(), problems))?;
    for (choice, options) in space.choices() {
        let shown = options[..options.len().min(MOST_OPTIONS)].join(", ");
        let more = match options.len().saturating_sub(MOST_OPTIONS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        screen::say(&format!("  {choice}: {shown}{more}"));
    }
    Ok(())
}

/// Searches, and gives the few designs that are named to a run like any other; with the plan that has all of the frontier.
fn answer(
    arguments: &Arguments,
    source: &SourceText,
    (bare, catalog): (&Catalog, &Catalog),
    goal: &Goal,
) -> Result<(Results, String, Topology), Failure> {
    let refused = |problems| Failure::Plan(source.clone(), problems);
    let stop = interrupt::flag();
    let scenarios = if arguments.as_written {
        0
    } else {
        arguments.scenarios
    };
    let effort = Effort {
        seed: arguments.seed,
        scenarios,
        precision: arguments.precision,
        lives: arguments.effort,
    };
    let bar = Mutex::new(SearchBar::new());
    let observe = |step| {
        if let Ok(bar) = bar.lock() {
            bar.show(step);
        }
    };
    let found: Found = search::search(source, catalog, effort, &observe, &stop).map_err(refused)?;
    if let Ok(bar) = bar.lock() {
        bar.finish();
    }
    if found.designs.is_empty() {
        return Err(nothing(&found));
    }
    let space = Space::open(source, catalog).map_err(refused)?;
    let choices = space.choices().into_iter().map(|(name, options)| {
        let options = options.into_iter().map(str::to_owned);
        (name.to_owned(), options.collect())
    });
    let choices: Vec<(String, Vec<String>)> = choices.collect();
    let taken: HashSet<String> = space.taken().map(str::to_owned).collect();
    let mut answer = search::answer(&found, &choices, goal, &taken);
    let topology = read(&space.written_with(&source.text, &answer.designs), bare)?;
    answer.call(&search::twins(&topology, catalog, |name| {
        taken.contains(name)
    }));
    let text = space.written_with(&source.text, &answer.designs);
    let topology = named(topology, &answer);
    let options = Options {
        seed: arguments.seed,
        precision: arguments.precision,
        // Whose goal is of single years was judged by so many.
        years: arguments
            .effort
            .or_else(|| goal.is_of_years().then_some(search::YEARS)),
        method: Method::Best,
    };
    // What was found is shown whole, whatever was stopped before.
    let go_on = std::sync::atomic::AtomicBool::new(false);
    let mut results = uncertain_study(&topology, catalog, options, scenarios, &|_| {}, &go_on);
    let today = topology.today.map(|it| &*topology.architectures[it].name);
    answer.make_sure(&mut results.decision, today);
    answer.compare(&mut results.architectures);
    results.search = Some(answer.result);
    Ok((results, text, topology))
}

/// Why nothing was found.
fn nothing(found: &Found) -> Failure {
    if found.is_interrupted {
        return Failure::Interrupted;
    }
    let count = format_count(found.counts.designs, 0);
    let why = Diagnostic::error(format!("none of the {count} designs could be valued"));
    Failure::Request(match found.refused.first() {
        Some(reason) => why.help(reason.clone()),
        None => why.help(
            "there are too many to look at one by one, and they are no parts in a row: leave out choices that are decided",
        ),
    })
}

/// Reads the plan with all designs of the frontier.
fn read(text: &str, catalog: &Catalog) -> Result<Topology, Failure> {
    let source = SourceText::new(FRONTIER, text);
    let reading = build::read(&source, catalog);
    let reading = reading.map_err(|problems| Failure::Plan(source, problems))?;
    Ok(reading.topology)
}

/// That plan reduced to the designs that are named and to what runs today.
fn named(mut topology: Topology, answer: &Answer) -> Topology {
    let today = topology
        .today
        .map(|it| topology.architectures[it].name.clone());
    let frontier = answer.result.frontier.iter().filter(|it| it.named);
    let names: HashSet<&str> = frontier
        .map(|it| &*it.name)
        .chain(today.as_deref())
        .collect();
    let architectures = &mut topology.architectures;
    architectures.retain(|it| names.contains(&*it.name));
    // By cost, as the frontier is; what is not on it comes last.
    let all = &answer.result.frontier;
    architectures.sort_by_key(|own| {
        all.iter()
            .position(|it| it.name == own.name)
            .unwrap_or(all.len())
    });
    let place = |name| architectures.iter().position(|it| it.name == name);
    topology.today = today.and_then(place);
    topology
}

/// Writes the page, its pictures and data, and the plan of the frontier.
fn write(
    folder: &Folder,
    topology: &Topology,
    results: &Results,
    text: &str,
) -> Result<(), Failure> {
    let page = run::write(folder, topology, results)?;
    folder.write(
        "frontier.csv",
        &report::frontier_csv(results).map_err(Failure::ours)?,
    )?;
    let plan = folder.write(FRONTIER, text)?;
    screen::say(&format!(
        "page: {}; the frontier as a plan for `spof run`: {}",
        page.display(),
        plan.display()
    ));
    Ok(())
}
