//! Providers, their regions and zones.

use super::decode::{Scalar, entries, from};
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// A cloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// `aws`.
    pub name: String,
    /// `Amazon Web Services`.
    pub about: String,
    /// Its regions.
    pub regions: Vec<Region>,
}

/// One region of a provider.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// `ap-northeast-2`.
    pub name: String,
    /// `Seoul`.
    pub place: String,
    /// `a`, `b`, `c`, `d`.
    pub zones: Vec<String>,
}

impl Provider {
    /// The region of that name.
    #[must_use]
    pub fn region(&self, name: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.name == name)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvider {
    about: String,
    regions: Mapping,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegion {
    place: String,
    zones: Vec<Scalar>,
}

/// One entry of `places.yaml`.
pub(super) fn decode(name: &str, value: &Value) -> Result<Provider, String> {
    let raw: RawProvider = from(value)?;
    let mut regions = Vec::new();
    for (region, value) in entries(&raw.regions) {
        let region = region?;
        let read: RawRegion =
            from(value).map_err(|message| format!("region `{region}`: {message}"))?;
        if read.zones.is_empty() {
            return Err(format!("region `{region}` has no zones"));
        }
        let zones = read.zones.into_iter().map(|zone| zone.0).collect();
        regions.push(Region {
            name: region,
            place: read.place,
            zones,
        });
    }
    Ok(Provider {
        name: name.to_owned(),
        about: raw.about,
        regions,
    })
}
