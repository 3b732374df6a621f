//! Which region is near another, and which near one has a price that is missing.

use super::lookup::Catalog;
use super::price::PriceRow;

/// Mean radius of the earth [km].
const EARTH: f64 = 6371.0;

impl Catalog {
    /// The row of a `service/sku` in the region of that provider which is nearest to a place and has one, and how far
    /// that is [km]; infinite where nobody says where the two are.
    #[must_use]
    pub fn nearest_price(
        &self,
        provider: &str,
        region: &str,
        within: &str,
    ) -> Option<(&PriceRow, f64)> {
        let here = self.coordinates(provider, region);
        let regions = self.prices.regions(provider).into_iter();
        let rows = regions.filter(|other| *other != region && *other != "global");
        let rows = rows.filter_map(|other| {
            let row = self.prices.newest(provider, other, within)?;
            let there = self.coordinates(provider, other);
            let far = here.zip(there).map(|(here, there)| distance(here, there));
            Some((row, far.unwrap_or(f64::INFINITY)))
        });
        rows.min_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// Where a region is; of a region of the price list, where the first of its places is.
    fn coordinates(&self, provider: &str, region: &str) -> Option<(f64, f64)> {
        let regions = &self.provider(provider)?.regions;
        let sold_at = |it: &&super::place::Region| it.prices_of.as_deref() == Some(region);
        let named = regions.iter().find(|it| it.name == region);
        named.or_else(|| regions.iter().find(sold_at))?.coordinates
    }
}

/// Along a great circle, by the haversine formula [km]; coordinates are degrees north and east.
fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let (north, east) = (half(one.0, other.0), half(one.1, other.1));
    let squeeze = one.0.to_radians().cos() * other.0.to_radians().cos();
    2.0 * EARTH * (north + squeeze * east).sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_an_atlas() {
        // London to Paris 344 km, Seoul to Tokyo 1,160 km, Auckland to Santiago over the date line 9,670 km.
        for (one, other, far) in [
            ((51.5, -0.1), (48.9, 2.4), 344.0),
            ((37.6, 127.0), (35.7, 139.7), 1_160.0),
            ((-36.8, 174.8), (-33.4, -70.7), 9_670.0),
        ] {
            let found = distance(one, other);
            assert!((found / far - 1.0_f64).abs() < 0.02, "{found} {far}");
        }
    }

    #[test]
    fn a_missing_price_is_found_in_the_nearest_region_that_has_it() {
        let catalog = Catalog::bundled();
        let path = "database_storage/rds_gp2_multi_az";
        let (row, far) = catalog.nearest_price("aws", "eu-north-1", path).unwrap();
        assert_eq!(row.region, "eu-central-1");
        assert!((1_000.0..1_400.0).contains(&far), "{far}");
        assert!(
            catalog
                .nearest_price("aws", "eu-north-1", "no/such")
                .is_none()
        );
    }
}
