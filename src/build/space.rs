//! The designs that a plan leaves open, as they are asked for: picks of options come in, what these designs mean goes out. The
//! plan is read once; of a design only what it is laid together from.

use super::lowering::Lowering;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::language::{Entry, Node, Problems};
use crate::plan::choices::{Choice, Choices};
use crate::plan::document::Document;
use crate::topology::Topology;

/// One option of each choice, by their places.
pub type Picks = Vec<usize>;

/// The designs of a plan with a `search` section.
pub struct Space<'w> {
    document: Document<'w>,
    choices: Choices,
}

impl<'w> Space<'w> {
    /// Reads the plan, without any design.
    ///
    /// # Errors
    ///
    /// What is wrong with it, or that it leaves no choice open.
    pub fn open(source: &SourceText, catalog: &'w Catalog) -> Result<Self, Vec<Diagnostic>> {
        let problems = Problems::default();
        let document = Document::read(&source.text, catalog, &problems);
        let opened = document.and_then(|document| {
            let choices = document.choices.clone()?;
            Some(Self { document, choices })
        });
        let errors = problems.errors();
        match opened {
            Some(space) if errors == 0 => Ok(space),
            None if errors == 0 => Err(vec![
                Diagnostic::error("the plan leaves no choice open")
                    .help("add `search: {choose: {…}}`, or run `spof search` on the plan as it is"),
            ]),
            _ => Err(problems.into_sorted()),
        }
    }

    /// The names of the plan's own architectures.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        self.document.written().iter().map(|entry| &*entry.key)
    }

    /// Names of the choices and of their options.
    pub fn choices(&self) -> Vec<(&str, Vec<&str>)> {
        let each = self.choices.all.iter().map(|choice| {
            let options = choice.options.iter().map(|it| &*it.name);
            (&*choice.name.value, options.collect())
        });
        each.collect()
    }

    /// The first design that has this option of this choice and that makes sense.
    pub fn with_option(&self, choice: usize, option: usize) -> Option<Picks> {
        self.choices.with_option(choice, option)
    }

    /// How many designs there are, combinations that make no sense included.
    pub fn count(&self) -> f64 {
        self.choices.count()
    }

    /// Whether a combination makes no sense; of choices that are not made yet (`None`) nothing is known.
    pub fn is_never(&self, picks: &[Option<usize>]) -> bool {
        self.choices.is_never(picks)
    }

    /// Choices that say something of single components only, how many there are and what they are made of, and that no rule names;
    /// each with these components.
    pub fn local(&self) -> Vec<(usize, Vec<&str>)> {
        let ruled: Vec<usize> = self.choices.ruled().collect();
        let all = self.choices.all.iter().enumerate();
        let local = all.filter(|(place, _)| !ruled.contains(place));
        let local = local.filter_map(|(place, choice)| Some((place, components(choice)?)));
        local.collect()
    }

    /// The components of which these choices say something, where each of them says something of components only.
    pub fn components(&self, choices: &[usize]) -> Vec<&str> {
        let of = choices
            .iter()
            .filter_map(|&it| components(&self.choices.all[it]));
        let mut all: Vec<&str> = of.flatten().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The plan's text with more architectures, before its own: each a design of the search, by name.
    pub fn written_with(&self, text: &str, designs: &[(String, Picks)]) -> String {
        let mut text = text.to_owned();
        let search = self.document.root().get("search");
        let keys = search.map(Node::entries).unwrap_or_default();
        let architectures = self.document.written();
        // The plan's first architecture, that every design begins as, is not the first any more.
        let like = architectures
            .first()
            .filter(|_| self.choices.like.is_none());
        let mut added: Vec<(Span, Vec<String>)> = Vec::new();
        if let Some((first, like)) = keys.first().zip(like) {
            added.push((first.key_span.clone(), vec![format!("like: {}", like.key)]));
        }
        if let Some(first) = architectures.first() {
            let each = designs.iter().map(|(name, picks)| {
                let choices = self.choices.all.iter().zip(picks);
                let chosen = choices.filter_map(|(choice, &pick)| {
                    Some(format!(
                        "{}: {}",
                        choice.name.value,
                        choice.options.get(pick)?.name
                    ))
                });
                let chosen: Vec<String> = chosen.collect();
                format!("{name}: {{choose: {{{}}}}}", chosen.join(", "))
            });
            added.push((first.key_span.clone(), each.collect()));
        }
        added.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, lines) in added {
            let line = text[..span.start].rfind('\n').map_or(0, |it| it + 1);
            let before = &text[line..span.start];
            // In braces entries are parted by commas, in a block they stand below each other.
            let between = if before.trim().is_empty() {
                format!("\n{before}")
            } else {
                ", ".to_owned()
            };
            let more: String = lines.iter().map(|it| format!("{it}{between}")).collect();
            text.insert_str(span.start, &more);
        }
        text
    }

    /// What designs mean, in their order, without what one would have believed of them; the plan's own architectures are not among
    /// them.
    ///
    /// # Errors
    ///
    /// What is wrong with any of them.
    pub fn topology(&self, designs: &[Picks]) -> Result<Topology, Vec<Diagnostic>> {
        let problems = Problems::default();
        problems.set_currency(&self.document.head.currency);
        let mut lowering = Lowering::new(&self.document, &problems);
        lowering.with_copies = false;
        lowering.declare(self.document.own_dependencies());
        for (place, picks) in designs.iter().enumerate() {
            let name = format!("{place}");
            if let Some(candidate) = self.document.design(&name, picks, &problems) {
                lowering.add(&candidate);
            }
        }
        let mut topology = self.document.head.clone();
        topology.today = None;
        lowering.finish(&mut topology);
        if problems.errors() > 0 || topology.architectures.len() != designs.len() {
            return Err(problems.into_sorted());
        }
        Ok(topology)
    }
}

/// The components of which a choice says something; `None` where it says something of anything else too.
fn components(choice: &Choice) -> Option<Vec<&str>> {
    let mut components: Vec<&str> = Vec::new();
    for entry in choice.options.iter().flat_map(|it| it.patch.entries()) {
        let named = entry.value.entries();
        let is_of_components = match &*entry.key {
            "replicas" => true,
            "components" => named.iter().all(is_local),
            _ => false,
        };
        if !is_of_components {
            return None;
        }
        components.extend(named.iter().map(|it| &*it.key));
    }
    Some(components)
}

/// Whether a patch of a component stays with it: what is across sites, or changes which member serves, does not.
fn is_local(component: &Entry) -> bool {
    let touches = |node: &Node| node.get("across").is_some() || node.get("failover").is_some();
    component.value.is_map() && !touches(&component.value)
}
