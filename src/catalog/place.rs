//! Providers, their regions and zones.

use super::decode::{Scalar, entries, from};
use super::traffic::{self, Traffic};
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// The one zone of a region that sells none: for planning it is one building.
pub const ALL: &str = "all";

/// A cloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// `aws`.
    pub name: String,
    /// `Amazon Web Services`.
    pub about: String,
    /// Its regions; none of a vendor whose places one cannot choose.
    pub regions: Vec<Region>,
    /// What it offers that stands on things of others, and on which: `container-registry` on `aws/us-east-1/object-store`.
    pub on: Vec<(String, Vec<String>)>,
    /// What it charges for moving data.
    pub traffic: Traffic,
    /// The provider whose numbers hold for what nothing is said of here.
    pub like: Option<String>,
}

/// One region of a provider.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// `ap-northeast-2`.
    pub name: String,
    /// `Seoul`.
    pub place: String,
    /// `a`, `b`, `c`, `d`; never empty: [`ALL`] alone where one cannot choose.
    pub zones: Vec<String>,
    /// Degrees north and east; `None` where nobody says.
    pub coordinates: Option<(f64, f64)>,
    /// The region of the price list that it is sold at, where that has another name.
    pub prices_of: Option<String>,
    /// The area whose disasters it shares with regions of others: `seoul`.
    pub metro: Option<String>,
}

impl Region {
    /// Whether one can choose a zone there.
    #[must_use]
    pub fn has_zones(&self) -> bool {
        self.zones != [ALL]
    }
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
    #[serde(default)]
    regions: Mapping,
    #[serde(default)]
    on: Mapping,
    traffic: Option<Value>,
    like: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegion {
    place: String,
    #[serde(default)]
    zones: Vec<Scalar>,
    coordinates: Option<(f64, f64)>,
    prices_of: Option<String>,
    metro: Option<String>,
}

/// One entry of `places.yaml`.
pub(super) fn decode(name: &str, value: &Value) -> Result<Provider, String> {
    let raw: RawProvider = from(value)?;
    check_name(name)?;
    let mut regions = Vec::new();
    for (region, value) in entries(&raw.regions) {
        let region = region?;
        let within = |message: String| format!("region `{region}`: {message}");
        check_name(&region).map_err(within)?;
        let read: RawRegion = from(value).map_err(within)?;
        if let Some(metro) = &read.metro {
            check_name(metro).map_err(within)?;
        }
        let mut zones: Vec<String> = read.zones.into_iter().map(|zone| zone.0).collect();
        if zones.is_empty() {
            zones.push(ALL.to_owned());
        }
        let on_earth = |(north, east): (f64, f64)| north.abs() <= 90.0 && east.abs() <= 180.0;
        if !read.coordinates.is_none_or(on_earth) {
            return Err(within(
                "`coordinates` are degrees north and east".to_owned(),
            ));
        }
        for (index, zone) in zones.iter().enumerate() {
            check_name(zone).map_err(within)?;
            if zones[..index].contains(zone) {
                return Err(within(format!("zone `{zone}` is listed twice")));
            }
        }
        regions.push(Region {
            name: region,
            place: read.place,
            zones,
            coordinates: read.coordinates,
            prices_of: read.prices_of,
            metro: read.metro,
        });
    }
    let on = entries(&raw.on).map(|(offered, on)| Ok((offered?, from(on)?)));
    Ok(Provider {
        name: name.to_owned(),
        like: raw.like,
        about: raw.about,
        regions,
        on: on
            .collect::<Result<_, String>>()
            .map_err(|message| format!("`on`: {message}"))?,
        traffic: raw
            .traffic
            .as_ref()
            .map(traffic::decode)
            .transpose()
            .map_err(|message| format!("`traffic`: {message}"))?
            .unwrap_or_default(),
    })
}

/// A plan writes a place as `aws/ap-northeast-2/a+c`, so its names can hold neither of the two signs.
fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name.contains(['/', '+']) || name.contains(char::is_whitespace) {
        return Err(format!(
            "`{name}` cannot be a name: it must be one word without `/` and `+`"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Provider, String> {
        decode("ncp", &serde_yaml::from_str(text).unwrap())
    }

    #[test]
    fn zones_may_be_letters_or_numbers() {
        let provider = read("{about: x, regions: {KR: {place: Seoul, zones: [1, b]}}}").unwrap();
        assert_eq!(provider.region("KR").unwrap().zones, ["1", "b"]);
    }

    #[test]
    fn a_place_that_could_not_be_written_in_a_plan_is_refused() {
        for regions in [
            "{r: {place: p, coordinates: [91, 0]}}",
            "{r: {place: p, coordinates: [.nan, 0]}}",
            "{r: {place: p, coordinates: 7}}",
            "{r: {place: p, zones: [a, a]}}",
            "{r: {place: p, zones: [a+b]}}",
            "{a/b: {place: p, zones: [a]}}",
        ] {
            assert!(
                read(&format!("{{about: x, regions: {regions}}}")).is_err(),
                "{regions}"
            );
        }
    }
}
