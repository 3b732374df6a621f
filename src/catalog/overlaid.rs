//! What a user's own files change, and how bad ones are refused.

use super::error::{CatalogError, FILES};
use super::{Catalog, EvidenceKind};
use crate::law::Law;

fn overlaid(file: &str, text: &str) -> Result<Catalog, CatalogError> {
    Catalog::bundled().overlay(&[(file, text)])
}

fn message(file: &str, text: &str) -> String {
    overlaid(file, text).map_or_else(|error| error.to_string(), |_| "taken".to_owned())
}

#[test]
fn an_overlay_says_only_what_differs() {
    let text = "dns-resolver: {numbers: {fails: 0.5/year}, in: {aws/us-east-1: {fails: 2/year}}}\ncarrier: null";
    let catalog = overlaid("dependencies.yaml", text).unwrap();
    let numbers = |region: &str| {
        catalog
            .dependency("aws", region, "dns-resolver")
            .unwrap()
            .numbers
            .clone()
    };
    assert_eq!(numbers("us-west-2").fails, Some(Law::of_rate(0.5)));
    assert_eq!(numbers("us-east-1").fails, Some(Law::of_rate(2.0)));
    assert_eq!(numbers("us-east-1").reach, 0.8);
    assert!(catalog.dependency("aws", "us-east-1", "carrier").is_none());
    assert!(catalog.service("vm").is_some());

    let places = "ncp: {about: Naver Cloud, regions: {KR: {place: Seoul, zones: [1, 2]}}}\n\
                  own: {about: Our cellar, regions: {here: {place: Seoul}}}";
    let catalog = overlaid("places.yaml", places).unwrap();
    assert_eq!(
        catalog.providers().len(),
        Catalog::bundled().providers().len() + 1
    );
    assert_eq!(catalog.region("ncp", "KR").unwrap().zones, ["1", "2"]);
    assert!(
        catalog
            .price("ncp", "KR", "vm_ondemand_linux", "s2-g3 (2 vCPU 8GB)")
            .is_some()
    );
}

#[test]
fn a_range_goes_with_the_number_it_was_for() {
    let rate_range = |text: &str| {
        let catalog = overlaid("services.yaml", text).unwrap();
        let vm = catalog.service("vm").unwrap();
        vm.own_source("hardware").unwrap().numbers.ranges()[0]
    };
    assert!(rate_range("").is_some());
    let replaced = "vm: {own: {hardware: {numbers: {fails: 1/year}}}}";
    assert!(rate_range(replaced).is_none());
    let ranged =
        "vm: {own: {hardware: {numbers: {fails: 1/year, fails_range: [0.5/year, 2/year]}}}}";
    assert!(rate_range(ranged).is_some());
    let longer = "vm: {own: {hardware: {numbers: {lasts: 1h}}}}";
    assert!(rate_range(longer).is_some());
}

#[test]
fn evidence_goes_with_the_number_it_was_for() {
    let kinds = |text: &str| {
        let catalog = overlaid("dependencies.yaml", text).unwrap();
        let numbers = catalog.dependency("aws", "us-west-2", "dns-resolver");
        let written = &numbers.unwrap().numbers.written;
        [0, 1].map(|number: usize| {
            let evidence = &written[number].as_ref().unwrap().evidence;
            (EvidenceKind::of(evidence).name(), evidence.len())
        })
    };
    let before = kinds("");
    assert_ne!(before[0].0, "given");
    let silent = "dns-resolver: {numbers: {fails: 0.02/year}}";
    assert_eq!(kinds(silent), [("given", 0), before[1]]);
    let ours = "{kind: counted, source: us, as_of: 2026-10, says: 0 in 4 years}";
    let said = |number: &str| {
        format!("dns-resolver: {{numbers: {{fails: 0.02/year, evidence: {{{number}: {ours}}}}}}}")
    };
    for number in ["fails", "all"] {
        assert_eq!(kinds(&said(number)), [("counted", 1), before[1]]);
    }
    // What is said of a number that stays replaces what was said of it; nothing is mixed.
    assert_eq!(kinds(&said("lasts")), [("given", 0), ("counted", 1)]);
    let message = message(
        "dependencies.yaml",
        "dns-resolver: {numbers: {fails: 0.02/year, evidence: our own count}}",
    );
    assert!(
        message.contains("`evidence: {fails: {kind: counted"),
        "{message}"
    );
}

#[test]
fn a_row_of_an_overlay_counts_whatever_its_date() {
    let text = "provider,region,service,sku,unit,usd,as_of,source\n\
                aws,ap-northeast-2,load_balancer,alb,hour,0.01,undated,our contract\n";
    let catalog = overlaid("prices.csv", text).unwrap();
    let price = catalog
        .price("aws", "ap-northeast-2", "load_balancer", "alb")
        .unwrap();
    assert_eq!(
        (price.price.usd, price.price.evidence.source.as_str()),
        (0.01, "our contract")
    );
    assert_eq!(
        catalog.prices().count(),
        Catalog::bundled().prices().count()
    );
}

fn says(file: &str, text: &str, words: [&str; 3]) {
    let message = message(file, text);
    for word in words {
        assert!(message.contains(word), "{word}: {message}");
    }
}

#[test]
fn a_bad_service_names_file_line_column_and_remedy() {
    let at = "--> services.yaml:1:";
    says(
        "service.yaml",
        "",
        ["`service.yaml` is not a file", "it has", "places.yaml"],
    );
    says(
        "services.yaml",
        "vm: {stand: zone}",
        [
            "service `vm` has no key `stand`",
            "--> services.yaml:1:6",
            "did you mean `stands`?",
        ],
    );
    says(
        "services.yaml",
        "vm:\n  own: {hardware: {common_cause: 140%}}",
        [
            "service `vm`: `own`: `hardware`: `common_cause`",
            "yaml:2:34",
            "over 100%",
        ],
    );
    says(
        "services.yaml",
        "vm: [1]",
        ["service `vm` must be a map", at, "`key: value`"],
    );
    says(
        "services.yaml",
        "[vm]",
        ["must be a map of entries", at, "`name: …` lines"],
    );
    says(
        "services.yaml",
        "vm: {",
        [
            "not valid YAML",
            at,
            "check indentation, quotes and brackets",
        ],
    );
    says(
        "services.yaml",
        "vm: {about: a}\nvm: {about: b}",
        ["`vm` is given twice", "yaml:2:1", "rename it"],
    );
    says(
        "services.yaml",
        "[1]: {}",
        ["a key must be a single word", at, "quotes"],
    );
    says(
        "services.yaml",
        "vm: {own: {hardware: {numbers: {lasts: {median: 1h, sigma: 1}}}}}",
        [
            "has exactly one form",
            at,
            "`{lognormal: {median: 90min, sigma: 0.8}}`",
        ],
    );
    says(
        "services.yaml",
        "vm: {own: {hardware: {of: network}}}",
        [
            "own `hardware` needs either `numbers` or `of`",
            at,
            "the dependency that it is",
        ],
    );
    says(
        "services.yaml",
        "vm: {offers: {aws: {disk: {price: a, per: replica}}}}",
        ["`a` is no row of the price list", at, "prices.csv"],
    );
    says(
        "services.yaml",
        "database: {failover: {succeeds: 90%}}",
        ["can fail, but does not say what then", at, "add `otherwise"],
    );
}

#[test]
fn any_other_bad_entry_does_so_too() {
    says(
        "dependencies.yaml",
        "backbone: {in: {aws: {fails: -1/year}}}",
        [
            "dependency `backbone`: `in`: `aws`: `fails`",
            "yaml:1:30",
            "is negative",
        ],
    );
    says(
        "dependencies.yaml",
        "own: {scope: zone, about: x}",
        [
            "dependency `own` has no `numbers`",
            "yaml:1:1",
            "add such as",
        ],
    );
    says(
        "dependencies.yaml",
        "own: {scope: zone, about: x, numbers: {fails: .nan}}",
        ["`numbers`: `fails`", "yaml:1:47", "write a rate"],
    );
    says(
        "dependencies.yaml",
        "own: {scope: zone, about: x, numbers: {fails: 1/year}}",
        ["dependency `own` has no `lasts`", "yaml:1:1", "30min..2h"],
    );
    says(
        "places.yaml",
        "x: {about: x, regions: {r: {place: p, zones: [a, a]}}}",
        ["names `a` twice", "yaml:1:50", "remove one of the two"],
    );
    says(
        "slas.yaml",
        "s: {provider: aws}",
        [
            "promise `s` has no `service`",
            "yaml:1:1",
            "in the provider's word",
        ],
    );
    says(
        "prices.csv",
        "provider,region\na,b\n",
        ["`prices.csv`, entry `line 2`: ", "", ""],
    );
    let head = "provider,region,service,sku,unit,usd,as_of,source\n";
    says(
        "prices.csv",
        &format!("{head}a,b,c,d,hour,inf,undated,me"),
        ["`prices.csv`, entry `a/b/c/d`: `inf` is not", "", ""],
    );
    says(
        "prices.csv",
        &format!("{head}a,b,,d,hour,1,undated,me"),
        ["`prices.csv`, entry `a/b//d`: `service` is empty", "", ""],
    );
}

/// Every law and every other word for a number that a plan knows.
#[test]
fn laws_and_numbers_are_written_as_in_plans() {
    let numbers = |text: &str| {
        let text = format!("own: {{scope: zone, about: x, numbers: {text}}}");
        let catalog = overlaid("dependencies.yaml", &text).unwrap_or_else(|it| panic!("{it}"));
        catalog.dependency("", "", "own").unwrap().numbers.clone()
    };
    let lasts = |law: &str| numbers(&format!("{{fails: 1/year, lasts: {law}}}")).lasts;
    assert_eq!(lasts("30min"), Law::Fixed(0.5));
    assert_eq!(lasts("30min..2h"), Law::of_quantiles(0.5, 2.0));
    assert_eq!(lasts("{mean: 4h}"), Law::Exponential { mean: 4.0 });
    let cut = Law::Exponential { mean: 4.0 }.cut(24.0);
    assert_eq!(lasts("{mean: 4h, most: 1d}"), cut);
    let (median, sigma) = (1.5, 0.8);
    assert_eq!(
        lasts("{lognormal: {median: 90min, sigma: 0.8}}"),
        Law::Lognormal { median, sigma }
    );
    let (low, high) = (60.0 / 3600.0, 120.0 / 3600.0);
    assert_eq!(lasts("{between: [60s, 120s]}"), Law::Uniform { low, high });
    assert_eq!(
        lasts("{weibull: {shape: 2, mean: 1h}}"),
        Law::weibull(2.0, 1.0)
    );
    assert_eq!(lasts("{observed: [1h, 3h]}"), Law::Observed(vec![1.0, 3.0]));
    let fails = |text: &str| numbers(text).fails;
    assert_eq!(
        fails("{mttf: 1000h, mttr: 1h}"),
        Some(Law::Exponential { mean: 1000.0 })
    );
    assert_eq!(
        fails("{availability: 50%, lasts: 2h}"),
        Some(Law::Exponential { mean: 2.0 })
    );
    assert_eq!(fails("{fails: never}"), None);
    let seen = numbers("{fails: {observed: {count: 2, over: 10y}}, lasts: 1h}");
    assert_eq!(seen.fails, Some(Law::of_rate(0.25)));
    let belief = seen.written[0].as_ref().unwrap().belief;
    let (count, years) = (2, 10.0);
    assert_eq!(
        belief,
        Some(crate::catalog::Belief::Counted { count, years })
    );
}

#[test]
fn a_name_that_nothing_has_is_refused() {
    let says = |file: &str, text: &str, words: &str| {
        let message = message(file, text);
        assert!(message.contains(words), "{message}");
    };
    says(
        "dependencies.yaml",
        "backbone: {in: {aws/us-east-9: {fails: 1/year}}}",
        "names `aws/us-east-9`",
    );
    says(
        "services.yaml",
        "vm: {uses: [dns-resolvr]}",
        "names `dns-resolvr`",
    );
    says(
        "services.yaml",
        "vm: {offers: {asw: {disk: {price: a/b, per: replica}}}}",
        "names `asw`",
    );
    // Removing what a service still uses would leave a hole too.
    says("dependencies.yaml", "registrar: null", "names `registrar`");
}

#[test]
fn no_text_breaks_it() {
    for text in [
        "[".repeat(10_000),
        "{a: ".repeat(1_000),
        "\0\u{1}\u{2}".to_owned(),
        "a: !x 1".to_owned(),
        "? {a: b}\n: c".to_owned(),
    ] {
        for file in FILES {
            assert!(overlaid(file, &text).is_err() || file.ends_with(".csv"));
        }
    }
    assert!(overlaid("services.yaml", "").is_ok());
    assert!(overlaid("prices.csv", "").is_ok());
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, last) in ('b'..='k').zip('a'..) {
        let many = vec![format!("*{last}"); 9].join(", ");
        bomb += &format!("{name}: &{name} [{many}]\n");
    }
    assert!(message("services.yaml", &bomb).contains("more than 200,000 values"));
}
