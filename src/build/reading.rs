//! From the text of a plan to what it means: every problem on the way collected, in the order of the file.

use std::error::Error;
use std::fmt;

use super::lowering::Lowering;
use crate::catalog::Catalog;
use crate::diagnostic::{self, Diagnostic, SourceText};
use crate::language::Problems;
use crate::plan::architecture::unused::Use;
use crate::plan::document::Document;
use crate::plan::places;
use crate::plan::written::Plan;
use crate::topology::Topology;

/// What came of reading a plan that can be run.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it means.
    pub topology: Topology,
    /// What its author should know all the same.
    pub warnings: Vec<Diagnostic>,
    /// The catalog with the plan's own `places` in it, by which its bills are to be read; `None` where it has none.
    pub catalog: Option<Catalog>,
    /// What a search may choose; nothing where the plan leaves nothing open.
    pub choices: Vec<Laid>,
    /// What each option of a search means, in a design that has it; `None` where the plan leaves nothing open.
    pub tried: Option<Topology>,
}

/// One choice of a search, as the plan lays it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// Its name.
    pub name: String,
    /// Its options, each with what it changes, which may be nothing.
    pub options: Vec<(String, String)>,
}

/// Reads a plan: what it means, or everything that is wrong with it, in the order of the file.
///
/// # Errors
/// When the plan has any mistake; warnings are then among the problems.
pub fn read(source: &SourceText, catalog: &Catalog) -> Result<Reading, Vec<Diagnostic>> {
    let problems = Problems::default();
    let own = places::laid_over(&source.text, catalog, &problems);
    let understood = understand(&source.text, own.as_ref().unwrap_or(catalog), &problems);
    let (topology, laid) = understood.unzip();
    let (choices, tried) = laid.unwrap_or_default();
    if problems.errors() == 0
        && topology
            .as_ref()
            .is_none_or(|it| it.architectures.is_empty())
    {
        // A file of comments, or a mistake of ours: nothing may pass in silence.
        problems.push(
            Diagnostic::error("the file holds no plan")
                .help("`spof init` writes a commented plan to start from"),
        );
    }
    let errors = problems.errors();
    let found = problems.into_sorted();
    match topology {
        Some(topology) if errors == 0 => Ok(Reading {
            topology,
            warnings: found,
            catalog: own,
            choices,
            tried,
        }),
        _ => Err(found),
    }
}

/// What a plan that a program made means; problems stand in the text that it is printed as.
///
/// # Errors
/// As of [`read`].
pub fn read_plan(plan: &Plan, catalog: &Catalog) -> Result<Reading, Refused> {
    let source = SourceText::from(plan.to_string().as_str());
    read(&source, catalog).map_err(|problems| Refused { problems, source })
}

/// A plan that cannot be run: what is wrong with it, drawn over its text.
#[derive(Debug, Clone)]
pub struct Refused {
    /// All that is wrong.
    pub problems: Vec<Diagnostic>,
    /// The text.
    pub source: SourceText,
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&diagnostic::render(&self.problems, &self.source, false))
    }
}

impl Error for Refused {}

/// The plan's own architectures, and what a search may choose beside them.
type Understood = (Topology, (Vec<Laid>, Option<Topology>));

fn understand(text: &str, catalog: &Catalog, problems: &Problems) -> Option<Understood> {
    let document = Document::read(text, catalog, problems)?;
    let mut lowering = Lowering::new(&document, problems);
    lowering.declare(document.own_dependencies());
    let mut in_use = Use::default();
    for candidate in document.candidates(problems) {
        in_use.note(&candidate);
        lowering.add(&candidate);
    }
    let tried = try_options(&document, &mut in_use, problems);
    in_use.dependencies.extend(lowering.linked());
    in_use.warn(document.root(), problems);
    lowering.check_mitigations();
    let mut topology = document.head.clone();
    lowering.finish(&mut topology);
    Some((topology, (laid(&document), tried)))
}

/// What a search may choose.
fn laid(document: &Document<'_>) -> Vec<Laid> {
    let choices = document.choices.iter().flat_map(|it| &it.all);
    let each = choices.map(|choice| {
        let options = choice.options.iter().map(|option| {
            let changes = match option.patch.entries() {
                [] => String::new(),
                _ => option.patch.in_a_line(),
            };
            (option.name.clone(), changes)
        });
        Laid {
            name: choice.name.value.clone(),
            options: options.collect(),
        }
    });
    each.collect()
}

/// Reads each option of the search once, in a design that makes sense, so that what is wrong with it is reported, and what it
/// uses is known to be used. What these designs mean comes out.
fn try_options(document: &Document<'_>, in_use: &mut Use, problems: &Problems) -> Option<Topology> {
    let choices = document.choices.as_ref()?;
    let mut lowering = Lowering::new(document, problems);
    lowering.declare(document.own_dependencies());
    for picks in choices.each_option() {
        if problems.is_full() {
            return None;
        }
        if let Some(candidate) = document.design("search", &picks, problems) {
            in_use.note(&candidate);
            lowering.add(&candidate);
        }
    }
    in_use.dependencies.extend(lowering.linked());
    let mut topology = document.head.clone();
    topology.today = None;
    lowering.finish(&mut topology);
    Some(topology)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_the_prices_of_its_own_places() {
        let shop = include_str!("../../examples/seoul-shop.yaml");
        let discounts = "discounts:\n  aws/load_balancer: 20%\n";
        for (text, others) in [
            (shop.to_owned(), 0),
            // To know that a product or a service of that name is sold at all takes one list beside them.
            (shop.replace("product: mysql", "product: postgresql"), 1),
            (format!("{shop}\n{discounts}"), 1),
        ] {
            let catalog = Catalog::unread();
            read(&SourceText::new("shop.yaml", &*text), &catalog).unwrap();
            let lists = catalog.regions_read();
            let others_read = lists
                .iter()
                .filter(|it| !it.ends_with("/global") && !text.contains(*it));
            let others_read: Vec<&String> = others_read.collect();
            assert!(
                others_read.len() <= others,
                "not {others} but {others_read:?}"
            );
        }
    }
}
