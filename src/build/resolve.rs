//! Names resolve upward: what `dns-resolver` means to a replica depends on where it stands.

use super::register::Register;
use crate::diagnostic::quoted;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::complexity::Complexity;
use crate::plan::dependency::{self, Dependency};
use crate::plan::failure::crew::Repairs;
use crate::plan::failure::numbers::Numbers;
use crate::plan::names::Names;
use crate::plan::text::Problems;
use crate::plan::text::Spanned;
use crate::topology::{CrewId, Repair, Scope, Source};
use std::collections::HashMap;
use std::rc::Rc;

/// Where something stands; empty from some level on for what stands wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing<'a> {
    /// Name of the site.
    pub(super) site: &'a str,
    /// `aws`.
    pub(super) provider: &'a str,
    /// `ap-northeast-2`.
    pub(super) region: &'a str,
    /// `a`.
    pub(super) zone: &'a str,
}

impl<'a> Standing<'a> {
    /// The world.
    pub(super) const WORLD: Standing<'static> = Standing {
        site: "",
        provider: "",
        region: "",
        zone: "",
    };

    /// Where the thing of a full name stands, and its bare name.
    pub(super) fn of_full(full: &'a str) -> Option<(Self, &'a str)> {
        let (domain, name) = full.rsplit_once('/')?;
        let mut standing = Self::WORLD;
        let parts: Vec<&str> = domain.split('/').collect();
        match *parts.as_slice() {
            ["world"] => {}
            ["site", site] => standing.site = site,
            [provider] => standing.provider = provider,
            [provider, region] => (standing.provider, standing.region) = (provider, region),
            [provider, region, zone] => {
                standing = Standing {
                    site: "",
                    provider,
                    region,
                    zone,
                }
            }
            _ => return None,
        }
        Some((standing, name))
    }

    /// As wide as a domain of this scope: what lies below it left out.
    pub(super) fn widened(mut self, scope: Scope) -> Self {
        match scope {
            Scope::Own | Scope::Zone => {}
            Scope::Site => self.zone = "",
            Scope::Region => (self.site, self.zone) = ("", ""),
            Scope::Provider => (self.site, self.region, self.zone) = ("", "", ""),
            Scope::Service | Scope::World => self = Self::WORLD,
        }
        self
    }

    /// The name of the domain, `aws/ap-northeast-2/a` or `world`.
    pub(super) fn domain(&self) -> String {
        let parts = [self.provider, self.region, self.zone];
        let parts: Vec<&str> = parts
            .into_iter()
            .take_while(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            "world".to_owned()
        } else {
            parts.join("/")
        }
    }

    /// What to call it in a message.
    fn in_words(&self) -> String {
        match (
            self.provider.is_empty(),
            self.region.is_empty(),
            self.zone.is_empty(),
        ) {
            (true, ..) => "in the world".to_owned(),
            (false, true, _) => format!("at provider `{}`", self.domain()),
            (false, false, true) => format!("in region `{}`", self.domain()),
            _ => format!("in zone `{}`", self.domain()),
        }
    }

    /// The front of the full name of a dependency of this scope; `None` where what stands here is in no such domain.
    pub(super) fn prefix(&self, scope: Scope) -> Option<String> {
        let Standing {
            site,
            provider,
            region,
            zone,
        } = *self;
        let joined = |parts: &[&str]| {
            parts
                .iter()
                .all(|part| !part.is_empty())
                .then(|| parts.join("/") + "/")
        };
        match scope {
            Scope::Own => None,
            Scope::Zone => joined(&[provider, region, zone]),
            Scope::Site => joined(&["site", site]).filter(|_| !site.is_empty()),
            Scope::Region => joined(&[provider, region]),
            Scope::Provider => joined(&[provider]),
            Scope::Service => Some(String::new()),
            Scope::World => Some("world/".to_owned()),
        }
    }
}

/// Who repairs something. A crew that is not there has been complained about.
pub(super) fn repair(repairs: Option<&Repairs>, crews: &HashMap<String, CrewId>) -> Option<Repair> {
    let repairs = repairs?;
    Some(Repair {
        crew: *crews.get(&repairs.crew.value)?,
        priority: repairs.priority,
    })
}

/// A source that fails more often: every time to failure is that much shorter, so that the same draws are the same
/// failures, sooner.
fn more_often(mut source: Source, by: &Complexity) -> Source {
    let factor = by.factor;
    source.fails = source.fails.map(|law| law.scaled(1.0 / factor));
    let provenance = &mut source.provenance;
    provenance.rate_range = provenance
        .rate_range
        .map(|(low, high)| (low * factor, high * factor));
    let range = by
        .range
        .map_or_else(String::new, |(low, high)| format!(" ({low} to {high})"));
    provenance.evidence = format!(
        "{}; {factor}{range} times as often, by `complexity`",
        provenance.evidence
    );
    source
}

/// What finds names in one architecture.
pub(super) struct Resolver<'a, 'w> {
    pub(super) world: &'a Names<'w>,
    pub(super) candidate: &'a Candidate<'w>,
    pub(super) problems: &'a Problems,
    /// The plan's crews, as this architecture has them.
    pub(super) crews: Rc<HashMap<String, CrewId>>,
    /// Where numbers are noted.
    pub(super) register: Rc<Register>,
}

impl Resolver<'_, '_> {
    /// The source that a name means to something of a component that stands somewhere; complains when it means nothing.
    pub(super) fn named(
        &self,
        name: &Spanned<String>,
        standing: Standing<'_>,
        who: &str,
    ) -> Option<Source> {
        let found = self.find(name, standing);
        if found.is_none() {
            self.complain(name, standing, who);
        }
        found
    }

    /// The same without a word where there is none.
    pub(super) fn find(&self, name: &Spanned<String>, standing: Standing<'_>) -> Option<Source> {
        if name.value.contains('/') {
            self.absolute(&name.value)
        } else {
            self.nearest(&name.value, standing)
        }
    }

    /// What stands in a domain depends on without being told.
    pub(super) fn implied(&self, standing: Standing<'_>) -> Vec<Source> {
        if standing.provider.is_empty() {
            return Vec::new();
        }
        let implied = self.world.implied(standing.provider, standing.region);
        implied
            .iter()
            .filter_map(|dependency| {
                let prefix = standing.prefix(dependency.scope)?;
                // An own dependency of that name in that domain takes its place.
                let own = self
                    .own(&dependency.name)
                    .filter(|own| own.scope == dependency.scope);
                Some(own.map_or_else(
                    || {
                        self.source(
                            &prefix,
                            &dependency.name,
                            dependency.scope,
                            Numbers::of_catalog(&dependency.numbers),
                        )
                    },
                    |own| self.of_own(&prefix, own),
                ))
            })
            .collect()
    }

    fn own(&self, name: &str) -> Option<&Dependency> {
        self.candidate
            .dependencies
            .iter()
            .find(|own| own.name.value == name)
    }

    /// The nearest thing of that name that a place offers; of two equally near, our own.
    fn nearest(&self, name: &str, standing: Standing<'_>) -> Option<Source> {
        let own = self
            .own(name)
            .and_then(|own| Some((own, standing.prefix(own.scope)?)));
        let catalog = self
            .world
            .dependency(standing.provider, standing.region, name);
        let catalog = catalog.and_then(|found| {
            let prefix = standing.prefix(found.scope)?;
            Some((found, prefix))
        });
        match (own, catalog) {
            (Some((own, _)), Some((found, prefix))) if found.scope < own.scope => {
                Some(self.source(
                    &prefix,
                    name,
                    found.scope,
                    Numbers::of_catalog(&found.numbers),
                ))
            }
            (Some((own, prefix)), _) => Some(self.of_own(&prefix, own)),
            (None, Some((found, prefix))) => Some(self.source(
                &prefix,
                name,
                found.scope,
                Numbers::of_catalog(&found.numbers),
            )),
            (None, None) => None,
        }
    }

    /// The thing of a full name: `aws/control-plane`, `world/registrar`.
    pub(super) fn absolute(&self, full: &str) -> Option<Source> {
        let (standing, name) = Standing::of_full(full)?;
        if let (Some(providers), false) = (self.world.catalog(), standing.provider.is_empty()) {
            let provider = providers
                .iter()
                .find(|known| known.name == standing.provider)?;
            let region = provider
                .regions
                .iter()
                .find(|known| known.name == standing.region);
            let zone_known = |zone: &str| {
                region.is_some_and(|region| region.zones.iter().any(|known| known == zone))
            };
            if (!standing.region.is_empty() && region.is_none())
                || (!standing.zone.is_empty() && !zone_known(standing.zone))
            {
                return None;
            }
        }
        self.nearest(name, standing)
            .filter(|source| source.name == full)
    }

    /// The source of one of our own.
    pub(super) fn of_own(&self, prefix: &str, own: &Dependency) -> Source {
        let source = self.source(prefix, &own.name.value, own.scope, own.numbers.clone());
        let source = Source {
            repair: repair(own.repair.as_ref(), &self.crews),
            ..source
        };
        // With a range it is a source apart even at a factor of 1, so that its rate can be varied here alone.
        let more = self.candidate.complexity.iter().filter(|it| {
            it.name.value == own.name.value && (it.factor != 1.0 || it.range.is_some())
        });
        more.fold(source, |source, by| {
            let mut source = more_often(source, by);
            source.unknowns.push(self.register.note_factor(by));
            source
        })
    }

    /// A source of a dependency, `override` laid over it.
    fn source(&self, prefix: &str, name: &str, scope: Scope, mut numbers: Numbers) -> Source {
        let full = format!("{prefix}{name}");
        if let Some(over) = self.candidate.overrides.get(&full) {
            numbers = numbers.amended(&over.given, &full);
        }
        Source {
            unknowns: self.register.note(&numbers),
            name: full,
            kind: name.to_owned(),
            scope,
            fails: numbers.fails,
            lasts: numbers.lasts,
            reach: numbers.reach,
            hits: numbers.hits,
            struck_by: Vec::new(),
            is_shock: false,
            clock: None,
            repair: None,
            provenance: numbers.provenance,
        }
    }

    fn complain(&self, name: &Spanned<String>, standing: Standing<'_>, who: &str) {
        let mut known: Vec<&str> = self
            .candidate
            .dependencies
            .iter()
            .map(|own| &*own.name.value)
            .chain(self.world.dependencies())
            .collect();
        known.sort_unstable();
        known.dedup();
        let exists = known.contains(&&*name.value);
        if exists {
            self.problems.error(
                &name.span,
                format!(
                    "{who} {}, which is not offered {}",
                    quoted(&name.value),
                    standing.in_words()
                ),
                "not found from here upward",
                "name the one that is meant in full, such as `aws/ap-northeast-2/dns-resolver`",
            );
            return;
        }
        let bare = name.value.rsplit('/').next().unwrap_or_default();
        if !known.contains(&bare) {
            dependency::unknown(name, who, &known, self.problems);
            return;
        }
        self.problems.error(
            &name.span,
            format!("{who} {}, and there is none", quoted(&name.value)),
            "no such place, or it is not one per such domain",
            "name a place that the plan uses, such as `aws/ap-northeast-2/dns-resolver`",
        );
    }
}
