//! Finding things in the catalog by words, for `spof catalog`. Gives plain entries; `cli` prints them.

use super::lookup::Catalog;
use super::numbers::Numbers;
use super::service::Per;
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
    /// What it rests on, and from when.
    pub evidence: String,
}

impl Catalog {
    /// Every entry in which all of these words occur (upper and lower case alike), in the order of the catalog; without
    /// any word, every entry.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<Hit> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let mut hits = self.listing();
        hits.retain(|hit| {
            let all =
                format!("{} {} {} {}", hit.name, hit.place, hit.text, hit.evidence).to_lowercase();
            words.iter().all(|word| all.contains(word))
        });
        hits
    }

    fn listing(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for provider in self.providers() {
            for region in &provider.regions {
                hits.push(Hit {
                    section: Section::Place,
                    name: format!("{}/{}", provider.name, region.name),
                    place: region.place.clone(),
                    text: format!("{}, zones {}", provider.about, region.zones.join(", ")),
                    evidence: String::new(),
                });
            }
        }
        for (place, dependency) in self.dependencies() {
            let implied = if dependency.implied {
                "; implied"
            } else {
                "; by `uses`"
            };
            hits.push(Hit {
                section: Section::Dependency,
                name: dependency.name.clone(),
                place: place_of(place, dependency.scope),
                text: format!(
                    "{}{implied}: {}",
                    dependency.about,
                    describe(&dependency.numbers)
                ),
                evidence: dated(&dependency.numbers.evidence, &dependency.numbers.as_of),
            });
        }
        self.list_services(&mut hits);
        for price in self.prices() {
            hits.push(Hit {
                section: Section::Price,
                name: format!("{}/{}", price.service, price.sku),
                place: format!("{}/{}", price.provider, price.region),
                text: format!("${} / {}", price.price.usd, price.price.unit),
                evidence: dated(&price.price.evidence(), &price.price.as_of),
            });
        }
        self.list_slas(&mut hits);
        hits
    }

    fn list_services(&self, hits: &mut Vec<Hit>) {
        for service in self.services() {
            let mut text = service.about.clone();
            if !service.uses.is_empty() {
                text += &format!("; uses {}", service.uses.join(", "));
            }
            if !service.own.is_empty() {
                let own: Vec<&str> = service
                    .own
                    .iter()
                    .map(|source| source.name.as_str())
                    .collect();
                text += &format!("; fails by {}", own.join(", "));
            }
            if let Some(law) = &service.failover {
                text += &format!("; replicas take over within {}", format_law(&law.switch));
            }
            hits.push(Hit {
                section: Section::Service,
                name: service.name.clone(),
                place: format!("one per {}", scope_word(service.standing)),
                text,
                evidence: service.failover_evidence.clone(),
            });
        }
        for service in self.services() {
            for source in &service.own {
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
                    evidence: dated(&source.numbers.evidence, &source.numbers.as_of),
                });
            }
        }
    }

    fn list_slas(&self, hits: &mut Vec<Hit>) {
        for sla in self.slas() {
            let mut text = format!("{}, {}", sla.service, sla.scope);
            if let Some(uptime) = sla.uptime {
                text += &format!(": {} a {}", format_share(uptime), sla.period);
            }
            for credit in &sla.credits {
                text += &format!(
                    "; below {} pays {}",
                    format_share(credit.below),
                    format_share(credit.credit)
                );
            }
            for more in [&sla.terms, &sla.note] {
                if !more.is_empty() {
                    text += &format!("; {more}");
                }
            }
            let mut evidence = dated(&sla.source, &sla.as_of);
            if !sla.from_memory.is_empty() {
                evidence += &format!("; from memory: {}", sla.from_memory.join(", "));
            }
            hits.push(Hit {
                section: Section::Sla,
                name: sla.id.clone(),
                place: sla.provider.clone(),
                text,
                evidence: format!("{evidence}; {}, confidence {}", sla.basis, sla.confidence),
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
    if let Some(range) = numbers.rate_range {
        text += &format!(" ({} to {})", plain(range.low), plain(range.high));
    }
    text += &format!(", {}", format_law(&numbers.lasts));
    if let Some(range) = numbers.length_range {
        text += &format!(
            " (median {} to {})",
            format_duration(range.low),
            format_duration(range.high)
        );
    }
    for (word, share, range) in [
        ("reaches us", numbers.reach, numbers.reach_range),
        ("hits", numbers.hits, numbers.hits_range),
    ] {
        if share < 1.0 {
            text += &format!(", {word} {}", format_share(share));
            if let Some(range) = range {
                text += &format!(
                    " ({} to {})",
                    format_share(range.low),
                    format_share(range.high)
                );
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
        other => format!("mean {}", format_duration(other.mean())),
    }
}

/// A rate without the rounding errors of floating point.
fn plain(number: f64) -> String {
    let text = format!("{number:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn place_of(place: &Domain, scope: Scope) -> String {
    match (place, scope) {
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
        Scope::Provider => "provider",
        Scope::Service => "service",
        Scope::World => "world",
    }
}

fn dated(text: &str, as_of: &str) -> String {
    if as_of.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({as_of})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_occur_wherever_they_stand() {
        let hits = Catalog::bundled().search("SEOUL resolver");
        let names: Vec<&str> = hits.iter().map(|hit| hit.name.as_str()).collect();
        assert_eq!(names, ["dns-resolver", "aws-route53-resolver-endpoints"]);
        let text = "0.01 a year (0.001 to 0.04), median 90 min, sigma 0.8 (median 45 min to 3 h), reaches us 80% (40% to 100%)";
        assert!(hits[0].text.ends_with(text), "{}", hits[0].text);
        assert_eq!(hits[0].place, "any region");
    }

    #[test]
    fn no_word_lists_everything_and_nonsense_nothing() {
        let catalog = Catalog::bundled();
        assert!(catalog.search("").len() > catalog.prices().count());
        assert!(catalog.search("flux-capacitor").is_empty());
        let price = &catalog.search("ap-northeast-2 load_balancer/alb_lcu")[0];
        assert_eq!(price.text, "$0.008 / LCU-hour");
    }
}
