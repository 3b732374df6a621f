//! Finding things in the catalog by words, for `spof catalog`. Gives plain entries; `cli` prints them.

use super::evidence::Evidence;
use super::ground::Ground;
use super::lookup::Catalog;
use super::numbers::Numbers;
use super::place::Provider;
use super::service::ANY;
use super::tariff::Per;
use crate::scope::Scope;
use crate::units::{HOURS_PER_YEAR, format_duration, format_share};
use crate::{law::Law, place::Domain};

/// Part of the catalog that an entry belongs to, in the order of the listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// A region of a provider.
    Place,
    /// A shared dependency with the numbers of one place.
    Dependency,
    /// A kind of component.
    Service,
    /// What fails of a component itself.
    OwnSource,
    /// A unit price.
    Price,
    /// A provider's promise.
    Sla,
}

impl Section {
    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Place => "Places",
            Self::Dependency => "Shared dependencies",
            Self::Service => "Services",
            Self::OwnSource => "What fails of a service itself",
            Self::Price => "Prices",
            Self::Sla => "Promises (SLAs)",
        }
    }
}

/// Whether somebody means what has these names.
pub(super) type Meant<'a> = &'a dyn Fn(&[&str]) -> bool;

/// One entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Part of the catalog.
    pub section: Section,
    /// What one writes to mean it: `dns-resolver`, `vm`, `load_balancer/alb`.
    pub name: String,
    /// Where it holds: `aws/us-east-1`, `any region`.
    pub place: String,
    /// What it says, in one line: the numbers, the price.
    pub text: String,
    /// What it rests on and from when, a line each.
    pub evidence: Vec<String>,
}

impl Catalog {
    /// Every entry that all of these words mean (upper and lower case alike), in the order of the catalog. A word means an
    /// entry by its name, by where it holds, or by the service that it belongs to; what an entry says of itself does not
    /// count. Prices of one thing in many regions are one entry.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<Hit> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let meant = |keys: &[&str]| {
            let keys = keys.join(" ").to_lowercase();
            words.iter().all(|word| keys.contains(word))
        };
        let mut hits = Vec::new();
        self.list_places(&meant, &mut hits);
        self.list_dependencies(&meant, &mut hits);
        self.list_services(&meant, &mut hits);
        self.list_prices(&meant, &mut hits);
        self.list_slas(&meant, &mut hits);
        hits
    }

    fn list_places(&self, meant: Meant<'_>, hits: &mut Vec<Hit>) {
        for provider in self.providers() {
            if provider.regions.is_empty() && meant(&[&provider.name, &provider.about, "vendor"]) {
                hits.push(vendor(provider));
            }
            for region in &provider.regions {
                let name = format!("{}/{}", provider.name, region.name);
                if !meant(&[&name, &region.place, &provider.about]) {
                    continue;
                }
                let zones = if region.has_zones() {
                    format!("zones {}", region.zones.join(", "))
                } else {
                    "no zones".to_owned()
                };
                hits.push(Hit {
                    section: Section::Place,
                    name,
                    place: region.place.clone(),
                    text: format!("{}, {zones}", provider.about),
                    evidence: Vec::new(),
                });
            }
        }
    }

    fn list_dependencies(&self, meant: Meant<'_>, hits: &mut Vec<Hit>) {
        for (place, dependency) in self.dependencies() {
            let implied = if dependency.implied {
                "; implied"
            } else {
                "; by `uses`"
            };
            let place = place_of(place, dependency.scope, dependency.by_vendor);
            if !meant(&[&dependency.name, &place]) {
                continue;
            }
            hits.push(Hit {
                section: Section::Dependency,
                name: dependency.name.clone(),
                place,
                text: format!(
                    "{}{implied}: {}",
                    dependency.about,
                    describe(&dependency.numbers)
                ),
                evidence: lines(&dependency.numbers.grounds()),
            });
        }
    }

    fn list_services(&self, meant: Meant<'_>, hits: &mut Vec<Hit>) {
        for service in self.services() {
            let sellers = service.tariffs.iter().map(|it| it.provider.as_str());
            let products = self.products(service).join(" ");
            let keys = [service.name.as_str(), products.as_str()];
            let keys: Vec<&str> = keys.into_iter().chain(sellers).collect();
            if !meant(&keys) {
                continue;
            }
            let mut text = service.about.clone();
            if !service.uses.is_empty() {
                text += &format!("; uses {}", service.uses.join(", "));
            }
            if !service.own.is_empty() {
                let own: Vec<&str> = service
                    .own
                    .iter()
                    .map(|source| source.of.as_ref().unwrap_or(&source.name).as_str())
                    .collect();
                text += &format!("; fails by {}", own.join(", "));
            }
            for (provider, rows) in &service.usual {
                let at = match &**provider {
                    ANY => String::new(),
                    provider => format!(" at {provider}"),
                };
                let each = rows.iter().map(|it| match &it.row {
                    Some(row) => format!("{} ({row})", it.says),
                    None => it.says.clone(),
                });
                let each: Vec<String> = each.collect();
                text += &format!("; usually paid{at}: {}", each.join(", "));
            }
            if let Some(law) = &service.failover {
                text += &format!("; replicas take over within {}", format_law(&law.switch));
            }
            hits.push(Hit {
                section: Section::Service,
                name: service.name.clone(),
                place: format!("one per {}", scope_word(service.standing)),
                text,
                evidence: service
                    .failover_evidence
                    .iter()
                    .map(Evidence::to_string)
                    .collect(),
            });
        }
        for service in self.services() {
            for source in &service.own {
                // One that is a dependency is listed there.
                if source.of.is_some() || !meant(&[&service.name, &source.name]) {
                    continue;
                }
                let mut text = describe(&source.numbers);
                if source.common_cause > 0.0 {
                    text += &format!(
                        ", {} of them strike all replicas of a site",
                        format_share(source.common_cause)
                    );
                }
                hits.push(Hit {
                    section: Section::OwnSource,
                    name: format!("{} {}", service.name, source.name),
                    place: match source.per {
                        Per::Replica => "each replica".to_owned(),
                        Per::Component => "the component".to_owned(),
                    },
                    text,
                    evidence: lines(&source.grounds()),
                });
            }
        }
    }

    fn list_slas(&self, meant: Meant<'_>, hits: &mut Vec<Hit>) {
        for sla in self.slas() {
            let promising = self.services().iter().filter(|service| {
                let mut promised = service.promised.iter();
                let is = |id: &Option<String>| id.as_ref() == Some(&sla.id);
                promised.any(|it| is(&it.one) || is(&it.several))
            });
            let names: Vec<String> = promising
                .map(|service| format!("{} {}", service.name, self.products(service).join(" ")))
                .collect();
            let names = names.iter().map(String::as_str);
            let keys = [&*sla.id, &*sla.says.provider, &*sla.says.service];
            if !meant(&keys.into_iter().chain(names).collect::<Vec<_>>()) {
                continue;
            }
            let mut text = format!("{}, {}", sla.says.service, sla.says.scope);
            if let Some(uptime) = sla.says.uptime {
                text += &format!(": {} a {}", format_share(uptime), sla.says.period);
            }
            for credit in &sla.says.credits {
                text += &format!(
                    "; below {} pays {}",
                    format_share(credit.below),
                    format_share(credit.credit)
                );
            }
            for more in [&sla.says.terms, &sla.says.note] {
                if !more.is_empty() {
                    text += &format!("; {more}");
                }
            }
            hits.push(Hit {
                section: Section::Sla,
                name: sla.id.clone(),
                place: sla.says.provider.clone(),
                text,
                evidence: lines(&sla.grounds()),
            });
        }
    }
}

/// The numbers of something that fails, in a line.
fn describe(numbers: &Numbers) -> String {
    let Some(law) = &numbers.fails else {
        return "never fails".to_owned();
    };
    let mut text = format!("{} a year", plain(HOURS_PER_YEAR / law.mean()));
    let [rate, length, reach, hits] = numbers.ranges();
    if let Some((low, high)) = rate {
        text += &format!(" ({} to {})", plain(low), plain(high));
    }
    text += &format!(", {}", format_law(&numbers.lasts));
    if let Some((low, high)) = length {
        let (low, high) = (format_duration(low), format_duration(high));
        text += &format!(" (median {low} to {high})");
    }
    for (word, share, range) in [
        ("reaches us", numbers.reach, reach),
        ("hits", numbers.hits, hits),
    ] {
        if share < 1.0 {
            text += &format!(", {word} {}", format_share(share));
            if let Some((low, high)) = range {
                text += &format!(" ({} to {})", format_share(low), format_share(high));
            }
        }
    }
    text
}

/// A law in a few words.
fn format_law(law: &Law) -> String {
    match law {
        Law::Fixed(hours) => format_duration(*hours),
        Law::Lognormal { median, sigma } => {
            format!("median {}, sigma {sigma}", format_duration(*median))
        }
        Law::Uniform { low, high } => {
            format!("{} to {}", format_duration(*low), format_duration(*high))
        }
        Law::Cut(cut) => format!(
            "{}, at most {}",
            format_law(cut.law()),
            format_duration(cut.most())
        ),
        other => format!("mean {}", format_duration(other.mean())),
    }
}

/// A rate without the rounding errors of floating point.
fn plain(number: f64) -> String {
    let text = format!("{number:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A vendor without places, and what it stands on.
fn vendor(provider: &Provider) -> Hit {
    let mut text = provider.about.clone();
    for (offered, on) in &provider.on {
        text += &format!("; {offered} stands on {}", on.join(", "));
    }
    Hit {
        section: Section::Place,
        name: provider.name.clone(),
        place: "vendor".to_owned(),
        text,
        evidence: Vec::new(),
    }
}

fn place_of(place: &Domain, scope: Scope, by_vendor: bool) -> String {
    match (place, scope) {
        (Domain::World, Scope::World) if by_vendor => "any vendor".to_owned(),
        (Domain::World, Scope::World) => place.to_string(),
        (Domain::World, scope) => format!("any {}", scope_word(scope)),
        _ => place.to_string(),
    }
}

fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Own => "replica",
        Scope::Zone => "zone",
        Scope::Site => "site",
        Scope::Region => "region",
        Scope::Metro => "metro area",
        Scope::Provider => "provider",
        Scope::Service => "service",
        Scope::World => "world",
    }
}

/// A line for each thing that numbers rest on.
fn lines(grounds: &[Ground]) -> Vec<String> {
    grounds.iter().map(Ground::to_string).collect()
}

pub(super) fn dated(text: &str, as_of: &str) -> String {
    if as_of.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({as_of})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &str) -> Vec<String> {
        let hits = Catalog::bundled().search(words).into_iter();
        hits.map(|hit| format!("{} {}", hit.name, hit.place))
            .collect()
    }

    #[test]
    fn a_word_means_a_name_a_place_or_a_service() {
        let hits = Catalog::bundled().search("DNS-resolver any");
        assert_eq!(hits.len(), 1);
        assert_eq!(
            (&*hits[0].name, &*hits[0].place),
            ("dns-resolver", "any region")
        );
        assert!(hits[0].text.contains(" a year ("), "{}", hits[0].text);
        // "Seoul" stands in many an evidence, and means its regions.
        for name in names("seoul") {
            let there = [
                "ap-northeast-2",
                "asia-northeast3",
                "koreacentral",
                "seoul",
                "ncp/KR",
                "icn",
                "kt/KR1",
            ];
            assert!(
                there.iter().any(|place| name.contains(place)) || name.ends_with("Seoul"),
                "{name}"
            );
        }
    }

    #[test]
    fn a_product_is_found_under_the_providers_name_for_it() {
        let found = names("gcp postgresql");
        assert!(
            found
                .iter()
                .any(|name| name.starts_with("database_cloud_sql/vcpu zonal"))
        );
        assert!(
            found.iter().any(|name| name == "gcp-cloud-sql gcp"),
            "{found:?}"
        );
        assert!(
            found
                .iter()
                .all(|name| name.contains("sql") || name.starts_with("database")),
            "{found:?}"
        );
        assert!(found.len() < 24, "{}", found.len());
        assert!(
            names("azure postgresql")
                .iter()
                .any(|name| name.contains("D2ds_v5 zone-redundant"))
        );
        assert!(names("flux-capacitor").is_empty());
    }

    #[test]
    fn prices_of_one_thing_in_many_regions_are_one_entry() {
        let hits = Catalog::bundled().search("aws load_balancer/alb");
        let places: Vec<&str> = hits.iter().map(|hit| &*hit.place).collect();
        assert_eq!(places, ["aws, 17 regions", "aws, 8 regions"]);
        let here = &Catalog::bundled().search("ap-northeast-2 load_balancer/alb_lcu")[0];
        assert_eq!(here.text, "$0.008 / LCU-hour");
    }
}
