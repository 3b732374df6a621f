//! Where a second site may stand: `--within eu`, `asia`, `aws/eu-*`, `hetzner`.

use crate::catalog::Region;

/// Parts of the world by degrees: south, north, west, east. Rough boxes that part the places of the catalog; a place may be in two.
const BOXES: [(&str, [f64; 4]); 8] = [
    ("europe", [35.0, 72.0, -25.0, 40.0]),
    ("asia", [-11.0, 60.0, 60.0, 150.0]),
    ("middle-east", [12.0, 37.0, 34.0, 60.0]),
    ("africa", [-36.0, 34.0, -18.0, 34.0]),
    ("north-america", [14.0, 72.0, -170.0, -50.0]),
    ("south-america", [-56.0, 14.0, -90.0, -30.0]),
    ("america", [-56.0, 72.0, -170.0, -30.0]),
    ("oceania", [-50.0, -11.0, 110.0, 180.0]),
];
/// Places of the catalog in Europe and not in the European Union (its members as of 2026).
const OUTSIDE_EU: [&str; 9] = [
    "London",
    "Cardiff",
    "Manchester",
    "Zurich",
    "Geneva",
    "Oslo",
    "Stavanger",
    "Istanbul",
    "Norway",
];

/// The words that name an area.
pub fn words() -> Vec<&'static str> {
    let boxes = BOXES.iter().map(|it| it.0);
    std::iter::once("eu").chain(boxes).collect()
}

/// Whether a region is meant by a pattern: a word for an area, a provider, or `provider/region` with `*` for any letters.
pub fn holds(pattern: &str, provider: &str, region: &Region) -> bool {
    let pattern = pattern.to_lowercase();
    if pattern == "eu" {
        return is_in("europe", region) && !OUTSIDE_EU.contains(&&*region.place);
    }
    if BOXES.iter().any(|(name, _)| *name == pattern) {
        return is_in(&pattern, region);
    }
    let place = region.place.to_lowercase().replace(' ', "-");
    let full = format!("{provider}/{}", region.name);
    pattern == provider || pattern == place || matches(&pattern, &full)
}

fn is_in(area: &str, region: &Region) -> bool {
    let Some((north, east)) = region.coordinates else {
        return false;
    };
    BOXES.iter().any(|(name, [from, to, west, last])| {
        *name == area && (*from..=*to).contains(&north) && (*west..=*last).contains(&east)
    })
}

/// The place of a region as a name.
pub fn slug(region: &Region) -> String {
    let place = region.place.to_lowercase().replace(' ', "-");
    let plain = place.chars();
    plain
        .filter(|it| it.is_alphanumeric() || *it == '-')
        .collect()
}

/// Whether a text has the form of a pattern in which `*` stands for any letters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        let Some(place) = rest.find(part) else {
            return false;
        };
        last = Some(part);
        rest = &rest[place + part.len()..];
    }
    rest.is_empty() || last.is_some_and(str::is_empty) || last.is_some_and(|it| text.ends_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    fn found(pattern: &str) -> Vec<String> {
        let providers = Catalog::bundled().providers().iter();
        let all = providers.flat_map(|it| it.regions.iter().map(move |region| (&it.name, region)));
        let held = all.filter(|(provider, region)| holds(pattern, provider, region));
        held.map(|(provider, region)| format!("{provider}/{}", region.name))
            .collect()
    }

    #[test]
    fn areas_and_patterns_name_regions() {
        let eu = found("eu");
        let has = |name: &str| eu.iter().any(|it| it == name);
        assert!(has("aws/eu-central-1") && has("gcp/europe-west1"));
        assert!(!has("aws/eu-west-2") && !has("aws/eu-central-2") && !has("aws/us-east-1"));
        assert!(found("europe").len() > eu.len());
        assert!(found("aws/eu-*").iter().all(|it| it.starts_with("aws/eu-")));
        assert_eq!(found("aws/*-central-1").len(), 5);
        assert!(found("*/none").is_empty());
        assert!(found("aws/eu").is_empty());
    }
}
