//! Providers, their regions and zones.

use serde_json::{Value as Json, json};

use super::traffic::Traffic;
use crate::diagnostic::Span;
use crate::language::{
    ByName, Definitions, Dependencies, Here, Kind, List, Name, Names, Node, Spanned, Text, Value,
    map, scalar,
};

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
    /// What it charges for moving data; `None` where nobody says.
    pub traffic: Option<Traffic>,
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

map! {
    /// A cloud, a hoster, a vendor.
    pub(crate) struct Cloud(name: "catalog-places") {
        /// Its name in full.
        about: Text = need("add its name in full, such as `about: Amazon Web Services`"),
        /// Its regions by name.
        regions: ByName<Area> = or("one cannot choose where its things are"),
        /// What it offers that stands on things of others, and on which: `container-registry: [aws/us-east-1/object-store]`.
        on: ByName<List<Dependencies>> = or("nothing does"),
        /// What it charges for moving data.
        traffic: Option<Traffic> = or("nobody says"),
        /// A provider whose numbers hold for all that nothing is said of here, with wider ranges.
        like: Option<Name> = or("nobody's"),
    }
}

map! {
    /// A region.
    pub(crate) struct Area(name: "catalog-regions") {
        /// Where it is, for people.
        place: Text = need("say where it is, such as `place: Seoul`"),
        /// Its zones.
        zones: List<Names> = or("one building, of which one cannot choose a part"),
        /// Degrees north and east.
        coordinates: Option<Coordinates> = or("nobody says"),
        /// The region of the price list that it is sold at, where that has another name.
        prices_of: Option<Name> = or("its own"),
        /// The metro area whose disasters it shares, `seoul`.
        metro: Option<Name> = or("none"),
    }
}

/// Degrees north and east.
pub(crate) struct Coordinates;

impl Kind for Coordinates {
    type Value = (f64, f64);
    const NAME: &'static str = "two numbers";

    fn read(here: &Here<'_>) -> Option<(f64, f64)> {
        let degrees = |node: &Node, most: f64| match &node.value {
            Value::Scalar(text) => { text.parse::<f64>().ok() }.filter(|it| it.abs() <= most),
            _ => None,
        };
        if let Value::Sequence(nodes) = &here.node.value
            && let [north, east] = nodes.as_slice()
            && let (Some(north), Some(east)) = (degrees(north, 90.0), degrees(east, 180.0))
        {
            return Some((north, east));
        }
        here.problems.error(
            &here.node.span,
            format!("{} are degrees north and east", here.what),
            "not a place on earth",
            "write such as `[37.6, 127.0]`",
        );
        None
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
    }
}

/// One entry of `places.yaml`.
pub(super) fn read(here: &Here<'_>, name: &str) -> Option<Provider> {
    let cloud = Cloud::read(here)?;
    let check = |name: &str, span: &Span, what: &str| {
        scalar::check_name(name, span, what, here.problems);
    };
    check(name, here.place, "a provider");
    let region = |(name, area): (Spanned<String>, Area)| {
        check(&name.value, &name.span, "a region");
        for zone in &area.zones {
            check(&zone.value, &zone.span, "a zone");
        }
        if let Some(metro) = &area.metro {
            check(metro, &name.span, "a metro area");
        }
        let mut zones: Vec<String> = area.zones.into_iter().map(|zone| zone.value).collect();
        if zones.is_empty() {
            zones.push(ALL.to_owned());
        }
        Region {
            name: name.value,
            place: area.place,
            zones,
            coordinates: area.coordinates,
            prices_of: area.prices_of,
            metro: area.metro,
        }
    };
    let on = cloud.on.into_iter().map(|(offered, on)| {
        let on = on.into_iter().map(|on| on.value);
        (offered.value, on.collect())
    });
    Some(Provider {
        name: name.to_owned(),
        about: cloud.about,
        regions: cloud.regions.into_iter().map(region).collect(),
        on: on.collect(),
        traffic: cloud.traffic,
        like: cloud.like,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Problems, parse};

    fn read(text: &str) -> Result<Provider, String> {
        let problems = Problems::default();
        let node = parse(text, &problems).unwrap();
        let (place, what) = (&node.span, "provider `ncp`");
        let here = Here {
            node: &node,
            what,
            place,
            problems: &problems,
        };
        let read = super::read(&here, "ncp");
        let said = problems.into_sorted().pop();
        said.map_or_else(|| Ok(read.unwrap()), |it| Err(it.message))
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
