//! Places that are said to be covered: a plain shop has a bill there without a row of one's own, and so has a serverless API
//! as far as the catalog has its services.

use crate::common::reading;
use spof::bill::{bill, left_out};
use spof::catalog::Catalog;

/// Regions with prices for a balancer, machines, a managed database with storage, and traffic.
const COVERED: &[(&str, &[&str])] = &[
    (
        "aws",
        &[
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
        ],
    ),
    (
        "gcp",
        &[
            "asia-northeast1",
            "asia-northeast3",
            "asia-south1",
            "asia-southeast1",
            "australia-southeast1",
            "europe-north1",
            "europe-west1",
            "europe-west2",
            "europe-west3",
            "europe-west4",
            "europe-west9",
            "northamerica-northeast1",
            "southamerica-east1",
            "us-central1",
            "us-east1",
            "us-east4",
            "us-west1",
        ],
    ),
    (
        "azure",
        &[
            "australiaeast",
            "brazilsouth",
            "canadacentral",
            "centralindia",
            "centralus",
            "eastus2",
            "japaneast",
            "northeurope",
            "southeastasia",
            "swedencentral",
            "uksouth",
            "westeurope",
            "westus2",
        ],
    ),
];

/// What a shop is made of at a provider.
fn sizes(provider: &str) -> (&'static str, &'static str) {
    match provider {
        "aws" => ("t3.medium", "db.t3.medium"),
        "gcp" => ("e2-medium", "{vcpu: 2, ram: 4}"),
        _ => ("Standard_B2s", "D2ds_v5"),
    }
}

fn shop(provider: &str, region: &str) -> String {
    let (machine, database) = sizes(provider);
    let zones = &Catalog::bundled().region(provider, region).unwrap().zones;
    format!(
        "spof: 1
service: shop
path: [lb, web, db]
components:
  lb: {{service: load-balancer}}
  web: {{service: vm, size: {machine}}}
  db: {{service: database, product: postgresql, size: {database}, storage: 50 GB}}
traffic: {{out: 300 GB}}
architectures:
  two: {{sites: {{here: {provider}/{region}/{}+{}}}}}
",
        zones[0], zones[1]
    )
}

#[test]
fn a_plain_shop_over_two_zones_has_a_bill_in_every_covered_region() {
    for (provider, regions) in COVERED {
        for region in *regions {
            let topology = reading("shop.yaml", &shop(provider, region)).topology;
            let bill = bill(&topology, &topology.architectures[0], Catalog::bundled());
            let place = format!("{provider}/{region}");
            assert!(bill.lacks.is_empty(), "{place}: {:?}", bill.lacks);
            let has = |part: &str| {
                let mut lines = bill.lines.iter();
                lines.any(|line| line.name.starts_with(part) && line.monthly() > 0.0)
            };
            for part in ["lb", "web", "db", "traffic out"] {
                assert!(has(part), "{place} has no {part}: {:?}", bill.lines);
            }
            let dear = 150.0..1_500.0;
            assert!(dear.contains(&bill.monthly), "{place}: {}", bill.monthly);
        }
    }
}

/// What README.md says of how many places have prices.
#[test]
fn readme_counts_the_prices_and_the_places_that_have_some() {
    let catalog = Catalog::bundled();
    let covered: usize = COVERED.iter().map(|(_, regions)| regions.len()).sum();
    let coverage = catalog.coverage();
    let has_some = coverage
        .iter()
        .filter(|it| it.sold.iter().any(Option::is_some));
    let thousands = (catalog.prices().count() as f64 / 1_000.0).round();
    let said = format!(
        "The catalog has {thousands},000 prices; {} regions have some, and in {covered} a plain shop has a whole bill",
        has_some.count()
    );
    let readme = include_str!("../../README.md");
    let words: Vec<&str> = readme.split_whitespace().collect();
    assert!(words.join(" ").contains(&said), "{said}");
}

#[test]
fn an_azure_shop_comes_out_by_hand() {
    let topology = reading("shop.yaml", &shop("azure", "westeurope")).topology;
    let bill = bill(&topology, &topology.architectures[0], Catalog::bundled());
    // Gateway, two B2s, D2ds_v5 twice an hour; 2 × 50 GB of storage; 300 GB out.
    let hourly = 0.26 + 2.0 * 0.048 + 2.0 * 0.212;
    let by_hand = 730.0 * hourly + 100.0 * 0.1369 + 300.0 * 0.087;
    assert!(
        (bill.monthly - by_hand).abs() < 0.006,
        "{} {by_hand}",
        bill.monthly
    );
}

/// Requests, seconds of work, rows written and messages of an API without machines.
fn api(region: &str) -> String {
    format!(
        "spof: 1
service: api
path: [entrance, api, tables, files, jobs]
components:
  entrance: {{service: api-gateway}}
  api: {{service: function}}
  tables: {{service: key-value, storage: 10 GB}}
  files: {{service: object-storage, storage: 20 GB}}
  jobs: {{service: queue}}
architectures:
  serverless: {{sites: {{here: aws/{region}}}}}
bill:
  gateway: {{price: api_gateway/http_api_first_300M, quantity: 10M requests}}
  calls: {{price: function/lambda_requests, quantity: 10M requests}}
  work: {{price: function/lambda_duration_x86, quantity: 1.5M GB-seconds}}
  reads: {{price: key_value_database/dynamodb_on_demand_reads, quantity: 8M read units}}
  writes: {{price: key_value_database/dynamodb_on_demand_writes, quantity: 4M write units}}
  messages: {{price: queue/sqs_standard_over_1M, quantity: 5M requests}}
  notices: {{price: queue/sns_publish, quantity: 3M requests}}
traffic: {{out: 150 GB}}
"
    )
}

#[test]
fn a_serverless_api_needs_no_zone_and_has_a_bill() {
    for region in ["us-east-1", "us-east-2", "us-west-2"] {
        let topology = reading("api.yaml", &api(region)).topology;
        let bill = bill(&topology, &topology.architectures[0], Catalog::bundled());
        assert!(bill.lacks.is_empty(), "{region}: {:?}", bill.lacks);
        // 10 of gateway, 2 of calls, 25 of work, 1 of reads, 2.50 of writes, 2 of messages, 1.50 of notices, 2.50 of tables, 0.46 of
        // objects, 50 GB at 0.09.
        let use_of_it = 10.0 + 2.0 + 25.000_05 + 1.0 + 2.5 + 5.0 * 0.4 + 1.5;
        let by_hand = use_of_it + 10.0 * 0.25 + 20.0 * 0.023 + 50.0 * 0.09;
        assert!(
            (bill.monthly - by_hand).abs() < 0.006,
            "{region}: {} {by_hand}",
            bill.monthly
        );
        let mut sites = topology.architectures[0].sites.iter();
        assert!(sites.all(|site| site.zones.is_empty()));
        let purchases = &topology.architectures[0].purchases;
        let lacking = purchases.components.iter();
        let lacking = lacking.flat_map(|it| left_out(it, purchases, Catalog::bundled()));
        assert_eq!(
            lacking.map(|it| it.row).collect::<Vec<_>>(),
            [""; 0],
            "{region}"
        );
    }
}

#[test]
fn a_shape_is_sold_as_the_cheapest_size_that_holds_it() {
    // By a look through the price files: the cheapest with two processors and 4 GB.
    for (place, size) in [
        ("aws/eu-west-2/a", "t4g.medium"),
        ("gcp/europe-west3/a", "e2-medium"),
        ("azure/westeurope/1", "Standard_B2pls_v2"),
        ("hetzner/hel1", "cx23"),
        ("linode/eu-west", "g6-dedicated-2 (2 vCPU 4GB)"),
        ("vultr/fra", "vc2-2c-4gb (2 vCPU 4GB)"),
        ("ncp/KR/KR-1", "ci2-g3"),
    ] {
        let plan = format!(
            "{{spof: 1, service: s, path: [web], components: {{web: {{service: vm, size: {{vcpu: 2, ram: 4}}}}}}, architectures: {{one: {{sites: {{here: {place}}}}}}}}}"
        );
        let topology = reading("shape.yaml", &plan).topology;
        let bill = bill(&topology, &topology.architectures[0], Catalog::bundled());
        assert_eq!(bill.lines[0].name, format!("web {size}"), "{place}");
    }
    let database = |place: &str| {
        let plan = shop_at(place, "{vcpu: 2, ram: 4}");
        let topology = reading("shop.yaml", &plan).topology;
        let bill = bill(&topology, &topology.architectures[0], Catalog::bundled());
        bill.lines[0].name.clone()
    };
    assert_eq!(database("aws/eu-west-2/a+b"), "db db.t4g.medium multi-az");
    assert_eq!(
        database("azure/westeurope/1+2"),
        "db D2ads_v5 zone-redundant"
    );
    assert_eq!(database("gcp/europe-west3/a+b"), "db vcpu");
}

fn shop_at(place: &str, size: &str) -> String {
    format!(
        "{{spof: 1, service: s, path: [db], components: {{db: {{service: database, product: postgresql, size: {size}}}}}, architectures: {{one: {{sites: {{here: {place}}}}}}}}}"
    )
}
