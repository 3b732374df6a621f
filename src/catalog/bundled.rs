//! The world that comes with the program, from `models/`.

use super::lookup::Catalog;
use super::raw::Whose;
use super::size::Shapes;
use std::sync::LazyLock;

static BUNDLED: LazyLock<Catalog> = LazyLock::new(fresh);

fn fresh() -> Catalog {
    let files = [
        ("places.yaml", include_str!("../../models/places.yaml")),
        (
            "dependencies.yaml",
            include_str!("../../models/dependencies.yaml"),
        ),
        ("services.yaml", include_str!("../../models/services.yaml")),
        ("slas.yaml", include_str!("../../models/slas.yaml")),
    ];
    let mut catalog = Catalog::empty();
    catalog.shapes = Shapes::put_up(include_str!("../../models/sizes.csv"));
    for (place, text) in PRICES {
        catalog.prices.put_up(place, text);
    }
    // The files are part of the program and a test reads them, so this cannot fail in a program that was tested.
    catalog
        .laid_over(&files, Whose::Programs)
        .unwrap_or_else(|error| panic!("{error}"))
}

impl Catalog {
    /// The world that comes with the program; read once.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The same, nobody having asked for a price yet.
    #[cfg(test)]
    pub(crate) fn unread() -> Self {
        fresh()
    }
}

/// Regions with the text of their price files.
macro_rules! price_files {
    ($($place:literal)*) => {
        [$(($place, include_str!(concat!("../../models/prices/", $place, ".csv")))),*]
    };
}

/// The price files, `models/prices/PROVIDER/REGION.csv`.
const PRICES: [(&str, &str); 64] = price_files![
    "aws/ap-northeast-1"
    "aws/ap-northeast-2"
    "aws/ap-northeast-3"
    "aws/ap-south-1"
    "aws/ap-southeast-1"
    "aws/ap-southeast-2"
    "aws/ca-central-1"
    "aws/eu-central-1"
    "aws/eu-north-1"
    "aws/eu-west-1"
    "aws/eu-west-2"
    "aws/eu-west-3"
    "aws/global"
    "aws/sa-east-1"
    "aws/us-east-1"
    "aws/us-east-2"
    "aws/us-west-1"
    "aws/us-west-2"
    "azure/australiaeast"
    "azure/brazilsouth"
    "azure/canadacentral"
    "azure/centralindia"
    "azure/centralus"
    "azure/eastus"
    "azure/eastus2"
    "azure/francecentral"
    "azure/germanywestcentral"
    "azure/global"
    "azure/japaneast"
    "azure/koreacentral"
    "azure/northeurope"
    "azure/southeastasia"
    "azure/swedencentral"
    "azure/uksouth"
    "azure/westeurope"
    "azure/westus2"
    "cloudflare/global"
    "digitalocean/global"
    "gcp/asia-northeast1"
    "gcp/asia-northeast3"
    "gcp/asia-south1"
    "gcp/asia-southeast1"
    "gcp/australia-southeast1"
    "gcp/europe-north1"
    "gcp/europe-west1"
    "gcp/europe-west2"
    "gcp/europe-west3"
    "gcp/europe-west4"
    "gcp/europe-west9"
    "gcp/global"
    "gcp/northamerica-northeast1"
    "gcp/southamerica-east1"
    "gcp/us-central1"
    "gcp/us-east1"
    "gcp/us-east4"
    "gcp/us-west1"
    "hetzner/eu-central"
    "linode/br-gru"
    "linode/global"
    "linode/id-cgk"
    "ncp/JPN"
    "ncp/KR"
    "ncp/SGN"
    "vultr/global"
];

#[cfg(test)]
mod tests {
    use super::super::shelf::rows;
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_price_file_is_there_and_reads() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/models/prices");
        let mut found = Vec::new();
        for provider in std::fs::read_dir(folder).unwrap() {
            let provider = provider.unwrap();
            for file in std::fs::read_dir(provider.path()).unwrap() {
                let file = file.unwrap().file_name().into_string().unwrap();
                let provider = provider.file_name().into_string().unwrap();
                found.push(format!("{provider}/{}", file.trim_end_matches(".csv")));
            }
        }
        found.sort();
        assert_eq!(found, PRICES.map(|(place, _)| place));
        let mut all = 0;
        for (place, text) in PRICES {
            let rows = rows(place, text).unwrap();
            let paths: HashSet<String> = rows.iter().map(|row| row.path()).collect();
            assert_eq!(paths.len(), rows.len(), "{place} has a path twice");
            for row in &rows {
                assert_eq!(format!("{}/{}", row.provider, row.region), place);
                let date = row.price.evidence.as_of.trim_start_matches("undated");
                let numbers = |it: &str| it.chars().all(|c| c.is_ascii_digit());
                assert!(date.split('-').all(numbers), "{} {date}", row.path());
            }
            all += rows.len();
        }
        assert!(all > 7_900, "{all}");
    }
}
