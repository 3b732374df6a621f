//! `spof catalog`: the bundled world, summed up, searched, and what of it is sold where.

use clap::Args;
use owo_colors::OwoColorize;

use super::{
    exit::{Exit, Failure},
    models::Models,
    screen,
};
use crate::{
    catalog::{Catalog, Coverage, Provider, Section},
    diagnostic::Diagnostic,
};

/// Show or search what spof knows: places, failure rates, services, prices, SLAs
///
/// Without words it sums up what there is. A word means an entry by its name, by where it holds, or by its service;
/// several words narrow the search. Every number is shown with its 90 % range, its source and its date; what is a
/// judgement says so.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  spof catalog dns-resolver\n  spof catalog gcp postgresql\n  spof catalog aws eu-west-2 load_balancer\n  spof catalog --places azure"
)]
pub struct Arguments {
    /// Words that mean an entry: its name, its provider or region, its service
    words: Vec<String>,
    /// Show where which service has prices, and how old they are; words pick providers and regions
    #[arg(long)]
    places: bool,
    #[command(flatten)]
    models: Models,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = arguments.models.catalog()?;
    let words = arguments.words.join(" ");
    let page = if arguments.places {
        places(&catalog, &words)
    } else if words.trim().is_empty() {
        summary(&catalog)
    } else {
        found(&catalog, &words)
    };
    if page.is_empty() {
        let problem =
            Diagnostic::error(format!("the catalog has nothing by the name of `{words}`"));
        return Err(Failure::Request(problem.help(
            "try fewer words, or `spof catalog` for what there is; a word means a name, a place or a service",
        )));
    }
    screen::print(&page)?;
    Ok(Exit::Done)
}

/// Every entry that is meant.
fn found(catalog: &Catalog, words: &str) -> String {
    let mut page = String::new();
    let mut section: Option<Section> = None;
    for hit in catalog.search(words) {
        if section != Some(hit.section) {
            section = Some(hit.section);
            let gap = if page.is_empty() { "" } else { "\n" };
            page += &format!("{gap}{}\n", heading(hit.section.title()));
        }
        page += &format!("  {}  ({})\n    {}\n", hit.name, hit.place, hit.text);
        for evidence in &hit.evidence {
            page += &format!("    {evidence}\n");
        }
    }
    page
}

/// What there is, on one screen.
fn summary(catalog: &Catalog) -> String {
    let (places, vendors): (Vec<&Provider>, Vec<&Provider>) = catalog
        .providers()
        .iter()
        .partition(|it| !it.regions.is_empty());
    let regions: usize = places.iter().map(|it| it.regions.len()).sum();
    let names: Vec<&str> = places.iter().map(|it| &*it.name).collect();
    let priced = catalog.coverage();
    let priced = priced.iter().filter(|it| has_prices(it)).count();
    let services: Vec<&str> = catalog.services().iter().map(|it| &*it.name).collect();
    // What a service itself fails by is found with the service.
    let own = |name: &&str| {
        let sources = catalog.services().iter().flat_map(|it| &it.own);
        sources
            .filter_map(|it| it.of.as_deref())
            .any(|of| of == *name)
    };
    let dependencies = catalog.dependency_names().into_iter();
    let dependencies: Vec<&str> = dependencies.filter(|name| !own(name)).collect();
    let part = |title: &str, text: &str| format!("{}\n{}", heading(title), indented(text));
    let mut page = part(
        Section::Place.title(),
        &format!(
            "{regions} regions of {}; {priced} with prices; {} vendors by name: `spof catalog vendor`",
            names.join(", "),
            vendors.len()
        ),
    );
    page += &part(Section::Dependency.title(), &dependencies.join(", "));
    page += &part(Section::Service.title(), &services.join(", "));
    page += &part(
        Section::Price.title(),
        &format!(
            "{} rows, each with its date and source; {} promises (SLAs), with what a breach pays",
            crate::units::format_count(catalog.prices().count() as f64, 0),
            catalog.slas().len()
        ),
    );
    page + "\n`spof catalog gcp postgresql`: entries with their numbers, ranges and sources.\n\
            `spof catalog --places`: what is sold where, and how old its prices are.\n"
}

/// Which service has prices where, and how old they are.
fn places(catalog: &Catalog, words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let meant = |it: &&Coverage<'_>| {
        let (provider, region) = (it.provider, it.region);
        let keys = format!(
            "{}/{} {} {}",
            provider.name, region.name, region.place, provider.about
        );
        let keys = keys.to_lowercase();
        words.iter().all(|word| keys.contains(word))
    };
    let coverage = catalog.coverage();
    let coverage: Vec<&Coverage<'_>> = coverage.iter().filter(meant).collect();
    if coverage.is_empty() {
        return String::new();
    }
    let services = catalog.sold_services();
    let columns: Vec<usize> = (0..services.len())
        .filter(|column| {
            coverage
                .iter()
                .any(|it| it.sold.get(*column).is_some_and(Option::is_some))
        })
        .collect();
    let mut table = vec![vec![String::new(), "place".to_owned()]];
    table[0].extend(columns.iter().map(|column| services[*column].name.clone()));
    for it in coverage.iter().filter(|it| has_prices(it)) {
        let mut row = vec![
            format!("{}/{}", it.provider.name, it.region.name),
            it.region.place.clone(),
        ];
        let cell = |column: &usize| {
            it.sold.get(*column).copied().flatten().map_or_else(
                || "-".to_owned(),
                |sold| {
                    let month = sold.since.get(..7).unwrap_or(sold.since);
                    format!("{month}{}", if sold.whole { "" } else { "*" })
                },
            )
        };
        row.extend(columns.iter().map(cell));
        table.push(row);
    }
    let mut page = aligned(&table);
    for provider in catalog.providers() {
        let of = coverage
            .iter()
            .filter(|it| it.provider.name == provider.name);
        let without: Vec<&str> = of
            .filter(|it| !has_prices(it))
            .map(|it| &*it.region.name)
            .collect();
        if !without.is_empty() {
            page += &format!(
                "\n{} without prices:\n{}",
                provider.name,
                indented(&without.join(", "))
            );
        }
    }
    page + "\nA date is that of the oldest price that a service needs there; `-`: it needs one that the list does not \
            have; `*`: its disk or storage has none.\n"
}

fn has_prices(it: &Coverage<'_>) -> bool {
    it.sold.iter().any(Option::is_some)
}

/// Columns of equal width.
fn aligned(table: &[Vec<String>]) -> String {
    let columns = table.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    table.iter().map(line).collect()
}

fn heading(title: &str) -> String {
    if screen::colour() {
        title.bold().to_string()
    } else {
        title.to_owned()
    }
}

/// Words in lines as wide as the screen, two columns in.
fn indented(text: &str) -> String {
    let width = screen::style().width.min(80);
    let mut lines = vec![String::from(" ")];
    for word in text.split(' ') {
        let full = lines
            .last()
            .is_some_and(|line| line.chars().count() + word.chars().count() >= width);
        if full {
            lines.push(String::from(" "));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
