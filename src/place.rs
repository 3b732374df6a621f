//! Failure domains: what fails together because it stands in one place or belongs to one provider.

use crate::scope::Scope;
use std::fmt;

/// A failure domain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {
    /// Everybody: `world`.
    World,
    /// The whole service, wherever it runs.
    Service,
    /// `aws`.
    Provider(String),
    /// `aws/ap-northeast-2`.
    Region {
        /// `aws`.
        provider: String,
        /// `ap-northeast-2`.
        region: String,
    },
    /// `aws/ap-northeast-2/a`.
    Zone {
        /// `aws`.
        provider: String,
        /// `ap-northeast-2`.
        region: String,
        /// `a`.
        zone: String,
    },
    /// A city and its surroundings, with regions of several providers: `metro/seoul`.
    Metro(String),
    /// A site of the plan, by its name: `site/seoul`.
    Site(String),
}

impl Domain {
    /// The provider whose it is, if it is one's: `aws` of `aws/ap-northeast-2`.
    #[must_use]
    pub fn provider(&self) -> Option<&str> {
        match self {
            Self::Provider(provider)
            | Self::Region { provider, .. }
            | Self::Zone { provider, .. } => Some(provider),
            Self::World | Self::Service | Self::Metro(_) | Self::Site(_) => None,
        }
    }

    /// A region.
    #[must_use]
    pub fn region(provider: &str, region: &str) -> Self {
        Self::Region {
            provider: provider.to_owned(),
            region: region.to_owned(),
        }
    }

    /// A zone.
    #[must_use]
    pub fn zone(provider: &str, region: &str, zone: &str) -> Self {
        Self::Zone {
            provider: provider.to_owned(),
            region: region.to_owned(),
            zone: zone.to_owned(),
        }
    }

    /// How wide it is.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Self::World => Scope::World,
            Self::Service => Scope::Service,
            Self::Provider(_) => Scope::Provider,
            Self::Region { .. } => Scope::Region,
            Self::Zone { .. } => Scope::Zone,
            Self::Metro(_) => Scope::Metro,
            Self::Site(_) => Scope::Site,
        }
    }

    /// Its place as provider, region and zone, as far as it is that narrow; empty for what is not a place of a provider.
    #[must_use]
    pub fn path(&self) -> Vec<&str> {
        match self {
            Self::World | Self::Service | Self::Metro(_) | Self::Site(_) => Vec::new(),
            Self::Provider(provider) => vec![provider],
            Self::Region { provider, region } => vec![provider, region],
            Self::Zone {
                provider,
                region,
                zone,
            } => vec![provider, region, zone],
        }
    }

    /// The region that it is or lies in.
    #[must_use]
    pub fn region_around(&self) -> Option<Self> {
        match self {
            Self::Region { provider, region }
            | Self::Zone {
                provider, region, ..
            } => Some(Self::region(provider, region)),
            _ => None,
        }
    }

    /// The full name of something in it: `aws/ap-northeast-2/dns-resolver`, `site/seoul/network`, `world/registrar`; what
    /// belongs to the service has its own name alone.
    #[must_use]
    pub fn full_name(&self, name: &str) -> String {
        match self {
            Self::Service => name.to_owned(),
            domain => format!("{domain}/{name}"),
        }
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::World => out.write_str("world"),
            Self::Service => out.write_str("service"),
            Self::Metro(metro) => write!(out, "metro/{metro}"),
            Self::Site(site) => write!(out, "site/{site}"),
            domain => out.write_str(&domain.path().join("/")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_begin_with_the_domain() {
        let zone = Domain::zone("aws", "ap-northeast-2", "a");
        assert_eq!(zone.full_name("facility"), "aws/ap-northeast-2/a/facility");
        assert_eq!(
            zone.region_around(),
            Some(Domain::region("aws", "ap-northeast-2"))
        );
        assert_eq!(
            Domain::Site("seoul".to_owned()).full_name("lan"),
            "site/seoul/lan"
        );
        assert_eq!(
            Domain::Metro("seoul".to_owned()).full_name("disaster"),
            "metro/seoul/disaster"
        );
        assert_eq!(Domain::World.full_name("registrar"), "world/registrar");
        assert_eq!(Domain::Service.full_name("release"), "release");
    }
}
