//! Names resolve upward: what `dns-resolver` means to a replica depends on where it stands.

use super::register::Register;
use crate::catalog::Numbers;
use crate::catalog::{self, Evidence, foreign};
use crate::diagnostic::quoted;
use crate::language::Problems;
use crate::language::Spanned;
use crate::place::Domain;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::architecture::complexity::Complexity;
use crate::plan::architecture::site::Site;
use crate::plan::component::Component;
use crate::plan::component::own::Own;
use crate::plan::dependency::{self, Dependency};
use crate::plan::failure::crew::Repairs;
use crate::plan::names::{Names, Offered};
use crate::plan::place::Place;
use crate::plan::reference;
use crate::scope::Scope;
use crate::topology::{CrewId, Origin, Repair, Source, Subject, provenance};
use std::collections::HashMap;
use std::rc::Rc;

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Standing {
    /// Name of the site, for what stands at one.
    pub(super) site: Option<String>,
    /// Its zone, region or provider, or the world.
    pub(super) domain: Domain,
}

impl Standing {
    /// In a domain, at no site unless it is one.
    pub(super) fn within(domain: Domain) -> Self {
        match domain {
            Domain::Site(site) => Self {
                site: Some(site),
                domain: Domain::World,
            },
            Domain::Service => Self::within(Domain::World),
            domain => Self { site: None, domain },
        }
    }

    /// In a zone of a site, by its index in the site's list; in the region where there is none.
    pub(super) fn in_zone(site: &Site, zone: usize) -> Self {
        let Place {
            provider,
            region,
            zones,
        } = &site.place;
        Self {
            site: Some(site.name.value.clone()),
            domain: match zones.get(zone) {
                Some(zone) => Domain::zone(provider, region, zone),
                None => Domain::region(provider, region),
            },
        }
    }

    /// In each zone of a site; in the region of one that names none.
    pub(super) fn in_zones(site: &Site) -> impl Iterator<Item = Self> {
        let zones = site.place.zones.len().max(1);
        (0..zones).map(|zone| Self::in_zone(site, zone))
    }

    /// As wide as a domain of this scope: what lies below it left out.
    pub(super) fn widened(&self, scope: Scope) -> Self {
        match scope {
            Scope::Own | Scope::Zone => self.clone(),
            Scope::Site => Self {
                site: self.site.clone(),
                domain: self.domain.region_around().unwrap_or(Domain::World),
            },
            Scope::Region | Scope::Metro | Scope::Provider | Scope::Service | Scope::World => {
                Self::within(self.domain_of(scope).unwrap_or(Domain::World))
            }
        }
    }

    fn provider(&self) -> &str {
        self.domain.path().first().copied().unwrap_or_default()
    }

    fn region(&self) -> &str {
        self.domain.path().get(1).copied().unwrap_or_default()
    }

    /// What to call it in a message.
    fn in_words(&self) -> String {
        match &self.domain {
            Domain::Provider(_) => format!("at provider `{}`", self.domain),
            Domain::Region { .. } => format!("in region `{}`", self.domain),
            Domain::Zone { .. } => format!("in zone `{}`", self.domain),
            Domain::Metro(metro) => format!("in and around `{metro}`"),
            Domain::World | Domain::Service | Domain::Site(_) => "in the world".to_owned(),
        }
    }

    /// The domain of this scope around it; `None` where what stands here is in no such domain.
    pub(super) fn domain_of(&self, scope: Scope) -> Option<Domain> {
        match scope {
            Scope::Own => None,
            Scope::Zone => Some(self.domain.clone()).filter(|domain| domain.scope() == scope),
            Scope::Site => self.site.clone().map(Domain::Site),
            Scope::Region => self.domain.region_around(),
            // The catalog says which it is in.
            Scope::Metro => None,
            Scope::Provider => {
                let provider = self.domain.path().first().map(|it| (*it).to_owned());
                provider.map(Domain::Provider)
            }
            Scope::Service => Some(Domain::Service),
            Scope::World => Some(Domain::World),
        }
    }
}

/// Who repairs something. A crew that is not there has been complained about.
pub(super) fn repair(repairs: Option<&Repairs>, crews: &HashMap<String, CrewId>) -> Option<Repair> {
    let repairs = repairs?;
    Some(Repair {
        crew: *crews.get(&repairs.crew.as_ref()?.value)?,
        priority: repairs.priority,
    })
}

/// Whether a repair goes on only while something else is up.
pub(super) fn rests(repairs: Option<&Repairs>) -> bool {
    repairs.is_some_and(|repairs| !repairs.requires.is_empty())
}

/// A source that fails more often: every time to failure is that much shorter, so that the same draws are the same
/// failures, sooner.
fn more_often(mut source: Source, by: &Complexity) -> Source {
    let factor = by.factor;
    source.fails = source.fails.map(|law| law.scaled(1.0 / factor));
    source.provenance.scale_rate(factor);
    let range = by
        .range
        .map_or_else(String::new, |(low, high)| format!(" ({low} to {high})"));
    let mut numbers = source.provenance.numbers.iter_mut();
    if let Some(rate) = numbers.find(|it| it.number == provenance::FAILS) {
        let says = format!("{factor}{range} times as often, by `complexity`");
        let more = [Evidence::given(&says)];
        rate.evidence = rate.evidence.iter().cloned().chain(more).collect();
    }
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
        standing: &Standing,
        who: &str,
    ) -> Option<Source> {
        let found = self.find(name, standing);
        if found.is_none() {
            self.complain(name, standing, who);
        }
        found
    }

    /// The same without a word where there is none.
    pub(super) fn find(&self, name: &Spanned<String>, standing: &Standing) -> Option<Source> {
        if name.value.contains('/') {
            self.absolute(&name.value)
        } else {
            self.nearest(&name.value, standing)
        }
    }

    /// Whether something that a service of the catalog uses is there at a provider; what the service uses elsewhere need not be.
    pub(super) fn has_it(&self, name: &str, standing: &Standing) -> bool {
        let (provider, region) = (standing.provider(), standing.region());
        provider.is_empty() || self.world.dependency(provider, region, name).is_some()
    }

    /// The same, with what the vendor's thing stands on, and what that stands on.
    pub(super) fn grounded(
        &self,
        name: &Spanned<String>,
        standing: &Standing,
        who: &str,
    ) -> Vec<Source> {
        let mut found = Vec::from_iter(self.named(name, standing, who));
        self.ground(&mut found);
        found
    }

    /// What fails of a component itself where that is a dependency of the catalog, shared by all that stands in the same
    /// region or with the same vendor, and what it stands on; nothing where the component has it for its own.
    pub(super) fn of_itself(
        &self,
        own: &Own,
        component: &Component<'_>,
        standing: &Standing,
    ) -> Vec<Source> {
        let named = own
            .of
            .as_ref()
            .filter(|_| component.standing != Scope::World || component.at.is_some());
        let found =
            named.and_then(|name| self.nearest(name, &self.with_vendor(component, standing)));
        let mut found = Vec::from_iter(found);
        self.ground(&mut found);
        found
    }

    /// Where the names that a component uses are looked up from: what stands in the world is at its vendor.
    pub(super) fn with_vendor(&self, component: &Component<'_>, standing: &Standing) -> Standing {
        let pin = component
            .at
            .as_ref()
            .filter(|_| component.standing == Scope::World);
        pin.map_or_else(
            || standing.clone(),
            |pin| Standing::within(Domain::Provider(pin.value.provider.clone())),
        )
    }

    /// Adds what things of vendors stand on.
    fn ground(&self, found: &mut Vec<Source>) {
        let mut next = 0;
        while let Some(source) = found.get(next) {
            next += 1;
            let Some(Domain::Provider(vendor)) = source.subject.domain() else {
                continue;
            };
            for name in self.world.grounds(vendor, &source.kind) {
                let on = self.absolute(name);
                let new = on.filter(|on| found.iter().all(|known| known.name != on.name));
                found.extend(new);
            }
        }
    }

    /// The domain of a thing of the catalog around a place.
    fn domain_of(&self, found: &catalog::Dependency, standing: &Standing) -> Option<Domain> {
        if found.by_vendor {
            return Some(match &standing.domain {
                Domain::Provider(_) => standing.domain.clone(),
                _ => Domain::World,
            });
        }
        if found.scope != Scope::Metro {
            return standing.domain_of(found.scope);
        }
        match &standing.domain {
            Domain::Metro(_) => Some(standing.domain.clone()),
            _ => {
                let metro = self.world.metro(standing.provider(), standing.region())?;
                Some(Domain::Metro(metro.to_owned()))
            }
        }
    }

    /// What the catalog offers around a place.
    pub(super) fn offered(&self, standing: &Standing) -> Rc<Offered> {
        self.world.offered(standing.provider(), standing.region())
    }

    /// What stands in a domain depends on without being listed.
    pub(super) fn implied(&self, standing: &Standing) -> Vec<Source> {
        if standing.provider().is_empty() {
            return Vec::new();
        }
        let offered = self.offered(standing);
        offered
            .implied
            .iter()
            .filter_map(|dependency| {
                let domain = self.domain_of(dependency, standing)?;
                // An own dependency of that name in that domain takes its place.
                let own = self
                    .own(&dependency.name)
                    .filter(|own| own.scope == dependency.scope);
                Some(match own {
                    Some(own) => self.of_own(domain, own),
                    None => self.of_catalog(domain, dependency),
                })
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
    fn nearest(&self, name: &str, standing: &Standing) -> Option<Source> {
        let own = self
            .own(name)
            .and_then(|own| Some((own, standing.domain_of(own.scope)?)));
        let catalog = self
            .world
            .dependency(standing.provider(), standing.region(), name);
        let catalog = catalog.and_then(|found| {
            let domain = self.domain_of(&found, standing)?;
            Some((found, domain))
        });
        match (own, catalog) {
            (Some((own, _)), Some((found, domain))) if found.scope < own.scope => {
                Some(self.of_catalog(domain, &found))
            }
            (Some((own, domain)), _) => Some(self.of_own(domain, own)),
            (None, Some((found, domain))) => Some(self.of_catalog(domain, &found)),
            (None, None) => None,
        }
    }

    /// The thing of a full name: `aws/control-plane`, `world/registrar`.
    pub(super) fn absolute(&self, full: &str) -> Option<Source> {
        let (domain, name) = reference::full(full)?;
        if matches!(&domain, Domain::Metro(metro) if !self.world.has_metro(metro)) {
            return None;
        }
        if let (Some(providers), [provider, narrower @ ..]) =
            (self.world.catalog(), domain.path().as_slice())
        {
            let provider = providers.iter().find(|known| known.name == *provider)?;
            if let [region, zones @ ..] = narrower {
                let region = provider
                    .regions
                    .iter()
                    .find(|known| known.name == *region)?;
                if !zones
                    .iter()
                    .all(|zone| region.zones.iter().any(|known| known == zone))
                {
                    return None;
                }
            }
        }
        self.nearest(name, &Standing::within(domain))
            .filter(|source| source.name == full)
    }

    /// The source of a dependency of the catalog.
    fn of_catalog(&self, domain: Domain, found: &catalog::Dependency) -> Source {
        let whose = domain.path().first().map(|it| (*it).to_owned());
        let mut source = self.source(domain, &found.name, found.numbers.clone());
        source.of_catalog = !found.of_service;
        if !found.spreads_to.is_empty() {
            let given = self.candidate.overrides.get(&source.name);
            let in_plan = provenance::Written::in_plan(provenance::SPREADS_TO);
            let spread = match given.filter(|it| !it.spreads_to.is_empty()) {
                Some(_) => in_plan,
                None => provenance::Written {
                    by: Origin::Catalog,
                    evidence: found.spreads_evidence.clone().into(),
                    ..in_plan
                },
            };
            source.provenance.numbers.push(spread);
        }
        if let Some(whose) = whose {
            // A number that the plan gives has no evidence of others.
            for it in &mut source.provenance.numbers {
                let from = foreign(&it.evidence, &whose).into_iter();
                it.borrowed = from.map(str::to_owned).collect();
            }
        }
        source
    }

    /// The source of one of our own.
    pub(super) fn of_own(&self, domain: Domain, own: &Dependency) -> Source {
        let source = self.source(domain, &own.name.value, own.numbers.clone());
        let source = Source {
            repair: repair(own.repair.as_ref(), &self.crews),
            repair_rests: rests(own.repair.as_ref()),
            ..source
        };
        let mut source = source;
        if !own.spreads_to.is_empty() {
            let spread = provenance::Written::in_plan(provenance::SPREADS_TO);
            source.provenance.numbers.push(spread);
        }
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
    fn source(&self, domain: Domain, name: &str, mut numbers: Numbers) -> Source {
        let full = domain.full_name(name);
        if let Some(over) = self.candidate.overrides.get(&full) {
            numbers = numbers.amended(&over.given, &full);
        }
        let subject = Subject::Shared {
            domain,
            dependency: name.to_owned(),
        };
        Source {
            unknowns: self.register.note(&numbers),
            reach: numbers.reach,
            hits: numbers.hits,
            provenance: numbers.provenance(),
            ..Source::new(subject, numbers.fails, numbers.lasts)
        }
    }

    fn complain(&self, name: &Spanned<String>, standing: &Standing, who: &str) {
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
        let bare = reference::bare(&name.value);
        if !known.contains(&bare) {
            dependency::unknown(name, who, &known, self.world, self.problems);
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
