//! What of the common part no architecture uses: worth a warning, since it is often a mistake.

use super::candidate::Candidate;
use crate::diagnostic::{Diagnostic, quoted};
use crate::language::{Node, Problems};
use crate::plan::component::Component;
use std::collections::HashSet;

/// What any architecture uses.
#[derive(Default)]
pub(crate) struct Use {
    components: HashSet<String>,
    pub(crate) dependencies: HashSet<String>,
    crews: HashSet<String>,
    any: bool,
}

impl Use {
    pub(crate) fn note(&mut self, candidate: &Candidate<'_>) {
        self.any = true;
        let path: HashSet<&str> = candidate
            .requests
            .components()
            .into_iter()
            .map(|name| &*name.value)
            .collect();
        for component in candidate
            .components
            .iter()
            .filter(|component| path.contains(&*component.name.value))
            .flat_map(Component::each)
        {
            self.dependencies
                .extend(component.uses.iter().map(|name| name.value.clone()));
        }
        for takeover in candidate.failover.iter().chain(
            candidate
                .components
                .iter()
                .filter_map(|c| c.failover.as_ref()),
        ) {
            self.dependencies
                .extend(takeover.requires.iter().map(|name| name.value.clone()));
        }
        for dependency in candidate.dependencies.iter().filter(|dependency| {
            dependency
                .used_by
                .iter()
                .any(|user| path.contains(&*user.component.value))
        }) {
            self.dependencies.insert(dependency.name.value.clone());
        }
        let repairs = candidate
            .components
            .iter()
            .flat_map(Component::each)
            .flat_map(|component| &component.own);
        let repairs = repairs.map(|own| &own.repair);
        let repairs = repairs.chain(candidate.dependencies.iter().map(|own| &own.repair));
        for repair in repairs.flatten() {
            let crew = repair.crew.as_ref();
            self.crews.extend(crew.map(|crew| crew.value.clone()));
            let requires = repair.requires.iter();
            self.dependencies
                .extend(requires.map(|name| name.value.clone()));
        }
        self.components.extend(path.into_iter().map(str::to_owned));
    }

    /// Says what of the common part no architecture uses.
    pub(crate) fn warn(&self, root: &Node, problems: &Problems) {
        if !self.any || problems.errors() > 0 {
            return;
        }
        let unused =
            |key: &str, used: &HashSet<String>| -> Vec<(String, crate::diagnostic::Span)> {
                let entries = root.get(key).map(Node::entries).unwrap_or_default().iter();
                entries
                    .filter(|entry| !used.contains(&entry.key) && !entry.value.is_null())
                    .filter(|entry| {
                        !used
                            .iter()
                            .any(|name| name.rsplit('/').next() == Some(&*entry.key))
                    })
                    .map(|entry| (entry.key.clone(), entry.key_span.clone()))
                    .collect()
            };
        for (name, span) in unused("components", &self.components) {
            problems.push(
                Diagnostic::warning(format!("no path names component {}", quoted(&name)))
                    .at(span, "neither simulated nor paid for")
                    .help("name it in `path`, or remove it"),
            );
        }
        for (name, span) in unused("crews", &self.crews) {
            problems.push(
                Diagnostic::warning(format!("nothing is repaired by crew {}", quoted(&name)))
                    .at(span, "has no effect")
                    .help(format!(
                        "add `repair: {{crew: {name}}}` to a component or a dependency, or remove it"
                    )),
            );
        }
        let links = root.get("dependencies");
        let is_link = |name: &str| {
            let one = links.and_then(|it| it.get(name));
            one.is_some_and(|it| it.get("between").is_some())
        };
        let help = |name: &str| {
            match is_link(name) {
            true => "where data are copied over it, say `lag` in the `failover` of the sites; where a component needs it, add \
                     `used_by: [COMPONENT]` to it"
                .to_owned(),
            false => {
                format!("add `used_by: [COMPONENT]` to it, or `uses: [{name}]` to a component")
            }
        }
        };
        for (name, span) in unused("dependencies", &self.dependencies) {
            problems.push(
                Diagnostic::warning(format!("nothing uses dependency {}", quoted(&name)))
                    .at(span, "has no effect")
                    .help(help(&name)),
            );
        }
    }
}
