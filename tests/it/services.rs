//! Who uses what of the catalog: vendors by name, cities, what falls together in a region, clusters and their machines.

use crate::common::{read, reading, source};
use spof::bill::bill;
use spof::catalog::Catalog;
use spof::experiment::{Method, Options};
use spof::study::study;
use spof::topology::{Architecture, Topology};
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

/// A plan with these components, all in the path, at one site.
fn plan(place: &str, components: &[(&str, &str)]) -> String {
    let names: Vec<&str> = components.iter().map(|(name, _)| *name).collect();
    let lines = components
        .iter()
        .map(|(name, what)| format!("  {name}: {what}\n"));
    format!(
        "spof: 1\nservice: s\npath: [{}]\ncomponents:\n{}architectures:\n  one: {{sites: {{here: {place}}}}}\n",
        names.join(", "),
        lines.collect::<String>()
    )
}

/// The full names of what a design feels.
fn felt(topology: &Topology, design: &Architecture) -> BTreeSet<String> {
    let felt = design.felt(&topology.sources).into_iter();
    felt.map(|id| topology.sources[id].name.clone()).collect()
}

fn felt_of(text: &str) -> BTreeSet<String> {
    let topology = read(text);
    felt(&topology, &topology.architectures[0])
}

#[test]
fn what_stands_with_one_vendor_shares_its_outages() {
    let named = felt_of(&plan(
        "aws/eu-west-1",
        &[
            ("site", "{service: cdn, at: cloudflare}"),
            ("pictures", "{service: cdn, at: cloudflare}"),
            (
                "names",
                "{service: authoritative-dns, at: cloudflare, price: 0}",
            ),
        ],
    ));
    assert!(named.contains("cloudflare/cdn-service"));
    assert!(named.contains("cloudflare/dns-service"));
    assert!(
        !named
            .iter()
            .any(|name| name.starts_with("site/") || name.starts_with("pictures/"))
    );
    // Of vendors that have no names each is one of its own.
    let unnamed = felt_of(&plan(
        "aws/eu-west-1",
        &[("site", "{service: cdn}"), ("pictures", "{service: cdn}")],
    ));
    assert_eq!(
        unnamed,
        ["pictures/service", "site/service"]
            .map(str::to_owned)
            .into()
    );
}

#[test]
fn numbers_of_ones_own_make_it_ones_own() {
    for own in [
        "fails: 1/year, lasts: 1h",
        "service_outage: {fails: 0.5/year}",
        "reach: 10%",
    ] {
        let what = format!("{{service: cdn, at: cloudflare, {own}}}");
        let felt = felt_of(&plan("aws/eu-west-1", &[("site", &what)]));
        assert!(
            felt.iter().all(|name| name.starts_with("site/")),
            "{own}: {felt:?}"
        );
    }
    let twice = felt_of(&plan(
        "aws/eu-west-1",
        &[
            ("one", "{service: function}"),
            ("two", "{service: function}"),
        ],
    ));
    let functions = twice.iter().filter(|name| name.contains("function"));
    assert_eq!(
        functions.collect::<Vec<_>>(),
        ["aws/eu-west-1/function-service"]
    );
}

#[test]
fn a_vendor_falls_with_what_it_stands_on() {
    let sign_in = plan(
        "gcp/europe-west1",
        &[("sign-in", "{service: identity, at: auth0}")],
    );
    let expected = ["auth0/identity-service", "cloudflare/cdn-service"];
    assert!(
        expected
            .iter()
            .all(|name| felt_of(&sign_in).contains(*name))
    );
    let launch = "spof: 1
service: s
path: [web]
components:
  web: {service: vm, price: 0}
architectures:
  one: {sites: {here: gcp/europe-west1/b, there: gcp/europe-west3/a}, failover: {switch: 5min, requires: [docker-hub/container-registry, ci, zone-control]}}
";
    let felt = felt_of(launch);
    for name in [
        "docker-hub/container-registry",
        "aws/us-east-1/key-value-store",
        "world/ci",
        "gcp/europe-west3/a/zone-control",
    ] {
        assert!(felt.contains(name), "{name}: {felt:?}");
    }
}

#[test]
fn two_clouds_in_one_city_are_not_two_places() {
    let felt = felt_of(
        "spof: 1
service: s
path: [web]
components:
  web: {service: vm, price: 0}
override:
  metro/seoul/metro-disaster: {fails: 0.1/year}
architectures:
  one: {sites: {a: aws/ap-northeast-2/a, b: gcp/asia-northeast3/a, c: azure/japaneast/1}, active-active: {needs: 1}}
",
    );
    let metros = felt.iter().filter(|name| name.starts_with("metro/"));
    assert_eq!(
        metros.collect::<Vec<_>>(),
        ["metro/seoul/metro-disaster", "metro/tokyo/metro-disaster"]
    );
}

#[test]
fn regions_near_one_another_share_a_metro() {
    let providers = Catalog::bundled().providers().iter();
    let regions = providers.flat_map(|it| it.regions.iter().map(move |region| (&it.name, region)));
    let regions: Vec<_> = regions.collect();
    for (provider, region) in &regions {
        for (other, neighbour) in regions.iter().filter(|(name, _)| name != provider) {
            let Some(((a, b), (c, d))) = region.coordinates.zip(neighbour.coordinates) else {
                continue;
            };
            // A degree is 111 km; on a map that is flat as far as a city goes.
            let (north, east) = (111.2 * (a - c), 111.2 * (b - d) * a.to_radians().cos());
            let far = north.hypot(east);
            assert!(
                (far - 50.0).abs() > 0.5,
                "{provider} {other} {}",
                region.name
            );
            let share = region.metro.is_some() && region.metro == neighbour.metro;
            // A chain of neighbours may be longer, and London is one by name.
            assert!(far > 50.0 || share, "{}: {far} km to {other}", region.name);
            assert!(
                far < 120.0 || !share,
                "{}: {far} km to {other}",
                region.name
            );
        }
    }
}

#[test]
fn in_virginia_functions_and_queues_fall_with_the_key_value_store() {
    let api = |region: &str| {
        read(&plan(
            &format!("aws/{region}"),
            &[
                ("code", "{service: function}"),
                ("jobs", "{service: queue}"),
            ],
        ))
    };
    let (east, west) = (api("us-east-1"), api("us-west-2"));
    for name in ["function-service", "queue-service"] {
        let struck = &source(&east, &format!("aws/us-east-1/{name}")).struck_by;
        let by: Vec<&str> = struck.iter().map(|it| &*east.sources[it.by].name).collect();
        assert_eq!(by, ["aws/us-east-1/key-value-store"], "{name}");
        assert!(
            source(&west, &format!("aws/us-west-2/{name}"))
                .struck_by
                .is_empty()
        );
    }
}

#[test]
fn pods_outlive_their_control_plane_which_is_paid_once() {
    let groups = [
        ("web", "{service: node-group, size: t3.medium}"),
        ("jobs", "{service: node-group, size: t3.large}"),
    ];
    let pods = plan("aws/eu-west-1/a+b", &groups);
    assert!(!felt_of(&pods).contains("aws/eu-west-1/control-plane"));
    let with = [groups[0], groups[1], ("cluster", "{service: kubernetes}")];
    let named = plan("aws/eu-west-1/a+b", &with);
    assert!(felt_of(&named).contains("aws/eu-west-1/control-plane"));
    for text in [pods, named] {
        let topology = read(&text);
        let bill = bill(&topology, &topology.architectures[0], Catalog::bundled());
        assert!(bill.lacks.is_empty(), "{:?}", bill.lacks);
        let clusters = bill
            .lines
            .iter()
            .filter(|line| line.name.ends_with("cluster"));
        let paid: Vec<f64> = clusters.map(spof::bill::Line::monthly).collect();
        assert_eq!(paid, [73.0], "{text}");
    }
}

#[test]
fn what_is_usually_paid_is_sold_somewhere_and_vendors_stand_on_what_there_is() {
    let catalog = Catalog::bundled();
    for service in catalog.services() {
        for (provider, rows) in &service.usual {
            // In words where no list has a price.
            for row in rows.iter().filter_map(|usual| usual.row.as_ref()) {
                let mut all = catalog.prices_of(provider);
                let found = all.any(|it| format!("{}/{}", it.service, it.sku) == *row);
                assert!(found, "{}: {provider} {row}", service.name);
            }
        }
    }
    let stands = catalog.providers().iter().filter(|it| !it.on.is_empty());
    assert!(stands.count() >= 4);
}

#[test]
fn a_vendor_is_no_place_for_a_site() {
    let text = plan("cloudflare/fra/a", &[("web", "{service: vm, price: 0}")]);
    let source = spof::diagnostic::SourceText::new("plan.yaml", text);
    let problems = spof::build::read(&source, Catalog::bundled()).unwrap_err();
    let told = spof::diagnostic::render(&problems, &source, false);
    assert!(told.contains("`cloudflare` has no places"), "{told}");
}

#[test]
fn a_shop_in_three_clouds_and_a_serverless_api_have_a_bill_and_a_result() {
    let shop = |machine: &str, database: &str| {
        [
            ("lb", "{service: load-balancer}".to_owned()),
            (
                "web",
                format!("{{service: vm, size: {machine}, storage: 30 GB}}"),
            ),
            (
                "db",
                format!(
                    "{{service: database, product: postgresql, size: {database}, storage: 50 GB}}"
                ),
            ),
        ]
    };
    let shops = [
        (
            "gcp/europe-west3/a+b",
            shop("e2-medium", "{vcpu: 2, ram: 4}"),
        ),
        ("azure/westeurope/1+2", shop("Standard_B2s", "D2ds_v5")),
        ("aws/eu-west-2/a+b", shop("t3.medium", "db.t3.medium")),
    ];
    let mut plans: Vec<String> = Vec::new();
    for (place, components) in &shops {
        let components: Vec<(&str, &str)> = components
            .iter()
            .map(|(name, what)| (*name, &**what))
            .collect();
        plans.push(plan(place, &components) + "traffic: {out: 300 GB}\n");
    }
    for region in ["aws/us-east-1", "aws/us-west-2"] {
        let api = [
            ("entrance", "{service: api-gateway}"),
            ("code", "{service: function}"),
            ("tables", "{service: key-value, storage: 20 GB}"),
            ("jobs", "{service: queue}"),
        ];
        plans.push(
            plan(region, &api)
                + "traffic: {out: 150 GB}
bill:
  entrance: {price: api_gateway/http_api_first_300M, quantity: 10M requests}
  calls: {price: function/lambda_requests, quantity: 10M requests}
  work: {price: function/lambda_duration_x86, quantity: 1.5M GB-seconds}
  reads: {price: key_value_database/dynamodb_on_demand_reads, quantity: 8M read units}
  writes: {price: key_value_database/dynamodb_on_demand_writes, quantity: 4M write units}
  jobs: {price: queue/sqs_standard_over_1M, quantity: 5M requests}
",
        );
    }
    for text in plans {
        let reading = reading("plan.yaml", &text);
        assert_eq!(reading.warnings, [], "{text}");
        let topology = reading.topology;
        let design = &topology.architectures[0];
        let bill = bill(&topology, design, Catalog::bundled());
        assert!(
            bill.lacks.is_empty() && bill.monthly > 30.0,
            "{text}: {:?}",
            bill.lacks
        );
        let options = Options {
            seed: 1,
            precision: 0.05,
            years: Some(1024),
            method: Method::Best,
        };
        let stop = AtomicBool::new(false);
        let results = study(&topology, Catalog::bundled(), options, &|_| {}, &stop);
        let downtime = results.architectures[0].downtime.mean;
        assert!((1.0..2_000.0).contains(&downtime), "{text}: {downtime} min");
    }
}
