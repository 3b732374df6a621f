//! `spof catalog`: the bundled world, listed and searched.

use clap::Args;
use owo_colors::OwoColorize;

use super::{
    exit::{Exit, Failure},
    models::Models,
    screen,
};
use crate::{catalog::Section, diagnostic::Diagnostic};

/// List or search what spof knows: places, failure rates, services, prices, SLAs
///
/// Every number is shown with its 90 % range, its source and its date; what is a judgement says so. Several words
/// narrow the search: an entry must hold them all.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  spof catalog dns-resolver\n  spof catalog aws ap-northeast-2 load_balancer"
)]
pub struct Arguments {
    /// Words that an entry must hold; none lists everything
    words: Vec<String>,
    #[command(flatten)]
    models: Models,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = arguments.models.catalog()?;
    let words = arguments.words.join(" ");
    let hits = catalog.search(&words);
    if hits.is_empty() {
        let problem = Diagnostic::error(format!("nothing in the catalog holds all of `{words}`"));
        return Err(Failure::Request(
            problem.help("try fewer words, or `spof catalog` for everything"),
        ));
    }
    let mut page = String::new();
    let mut section: Option<Section> = None;
    for hit in hits {
        if section != Some(hit.section) {
            section = Some(hit.section);
            let title = hit.section.title();
            let title = if screen::colour() {
                title.bold().to_string()
            } else {
                title.to_owned()
            };
            page += &format!("{}{title}\n", if page.is_empty() { "" } else { "\n" });
        }
        page += &format!("  {}  ({})\n    {}\n", hit.name, hit.place, hit.text);
        if !hit.evidence.is_empty() {
            page += &format!("    {}\n", hit.evidence);
        }
    }
    screen::print(&page)?;
    Ok(Exit::Done)
}
