//! Reading the files of a catalog, and laying a user's own over those that are there.
//!
//! The YAML is kept as it was read, so that an overlay can merge into it key by key, as `like` does in a plan; the merged
//! entries are then decoded afresh.

use super::error::{CatalogError, FILES};
use super::lookup::{Catalog, Raw};
use super::merge::{merge, settle};
use super::{decode, dependency, numbers, place, service, sla};
use serde_yaml::Value;

/// Whose files are laid over a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// The program's.
    Programs,
    /// A user's: their own rates do not drift.
    Users,
}

impl Catalog {
    /// This catalog with a user's own files (name, text) laid over it.
    ///
    /// The files have the names and the form of the bundled ones. Maps merge deeply, so an entry says only what differs;
    /// scalars and lists replace, and `null` removes. The rows of a price list replace those of the same path.
    ///
    /// # Errors
    /// At the first file or entry that is not understood; the message names both.
    pub fn overlay<N: AsRef<str>, T: AsRef<str>>(
        &self,
        files: &[(N, T)],
    ) -> Result<Self, CatalogError> {
        self.laid_over(files, Whose::Users)
    }

    /// The same with the files that come with the program.
    pub(super) fn laid_over<N: AsRef<str>, T: AsRef<str>>(
        &self,
        files: &[(N, T)],
        whose: Whose,
    ) -> Result<Self, CatalogError> {
        let mut catalog = self.clone();
        for (name, text) in files {
            let (name, text) = (name.as_ref(), text.as_ref());
            let Some(file) = FILES.into_iter().find(|file| *file == name) else {
                return Err(CatalogError::UnknownFile {
                    file: name.to_owned(),
                });
            };
            match file {
                "prices.csv" => {
                    catalog.prices.read(file, text)?;
                    continue;
                }
                "sizes.csv" => {
                    catalog.shapes.read(file, text)?;
                    continue;
                }
                _ => {}
            }
            let unreadable = |message: String| CatalogError::Unreadable {
                file: file.to_owned(),
                message,
            };
            let value: Value =
                serde_yaml::from_str(text).map_err(|error| unreadable(error.to_string()))?;
            match value {
                Value::Mapping(mut entries) => {
                    if whose == Whose::Users {
                        settle(&mut entries);
                    }
                    merge(catalog.raw.entry(file).or_default(), entries);
                }
                Value::Null => {}
                _ => return Err(unreadable("expected a map of entries by name".to_owned())),
            }
        }
        catalog.decode()?;
        Ok(catalog)
    }

    /// Turns the merged YAML into entries.
    fn decode(&mut self) -> Result<(), CatalogError> {
        self.providers = each(&self.raw, "places.yaml", place::decode)?;
        self.dependencies = each(&self.raw, "dependencies.yaml", dependency::decode)?
            .into_iter()
            .flatten()
            .collect();
        let splits = each(&self.raw, "dependencies.yaml", dependency::decode_split)?;
        self.splits = splits.into_iter().flatten().collect();
        let dependencies = &mut self.dependencies;
        self.services = each(&self.raw, "services.yaml", |name, value| {
            service::decode(name, value, dependencies)
        })?;
        let own = self.services.iter().flat_map(|service| &service.own);
        for of in own.filter_map(|source| source.of.as_ref()) {
            let all = dependencies.iter_mut().map(|(_, it)| it);
            all.filter(|it| it.name == *of)
                .for_each(|it| it.of_service = true);
        }
        numbers::join(self.dependencies.iter_mut().map(|(_, it)| &mut it.numbers));
        let own = self.services.iter_mut().flat_map(|it| &mut it.own);
        numbers::join(own.map(|source| &mut source.numbers));
        self.slas = each(&self.raw, "slas.yaml", sla::decode)?;
        self.check_references()
    }
}

/// Every entry of a file, decoded.
fn each<T>(
    raw: &Raw,
    file: &str,
    decode: impl Fn(&str, &Value) -> Result<T, String>,
) -> Result<Vec<T>, CatalogError> {
    let mut decoded = Vec::new();
    for (name, value) in raw.get(file).into_iter().flat_map(decode::entries) {
        let name = name.map_err(|message| CatalogError::entry(file, "?", message))?;
        decoded.push(
            decode(&name, value).map_err(|message| CatalogError::entry(file, &name, message))?,
        );
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::EvidenceKind;
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
            vm.own_source("hardware").unwrap().numbers.rate_range
        };
        assert!(rate_range("").is_some());
        let replaced = "vm: {own: {hardware: {numbers: {fails: 1/year}}}}";
        assert!(rate_range(replaced).is_none());
        let ranged =
            "vm: {own: {hardware: {numbers: {fails: 1/year, fails_range: [0.5/year, 2/year]}}}}";
        assert!(rate_range(ranged).is_some());
        let longer = "vm: {own: {hardware: {numbers: {lasts: {median: 1h}}}}}";
        assert!(rate_range(longer).is_some());
    }

    #[test]
    fn evidence_goes_with_the_number_it_was_for() {
        let kinds = |text: &str| {
            let catalog = overlaid("dependencies.yaml", text).unwrap();
            let numbers = catalog.dependency("aws", "us-west-2", "dns-resolver");
            let written = &numbers.unwrap().numbers.written;
            [0, 1].map(|number: usize| {
                let evidence = &written[number].evidence;
                (EvidenceKind::of(evidence).name(), evidence.len())
            })
        };
        let before = kinds("");
        assert_ne!(before[0].0, "given");
        let silent = "dns-resolver: {numbers: {fails: 0.02/year}}";
        assert_eq!(kinds(silent), [("given", 0), before[1]]);
        let ours = "{kind: counted, source: us, as_of: 2026-10, says: 0 in 4 years}";
        let said = |number: &str| {
            format!(
                "dns-resolver: {{numbers: {{fails: 0.02/year, evidence: {{{number}: {ours}}}}}}}"
            )
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

    #[test]
    fn a_bad_overlay_names_file_and_entry() {
        let begins = |file: &str, text: &str, start: &str| {
            let message = message(file, text);
            assert!(message.starts_with(start), "{message}");
        };
        begins(
            "service.yaml",
            "",
            "`service.yaml` is not a file of the catalog; it has places.yaml",
        );
        begins(
            "services.yaml",
            "vm: {stand: zone}",
            "`services.yaml`, entry `vm`: unknown field `stand`",
        );
        begins(
            "services.yaml",
            "vm: {own: {hardware: {common_cause: 140%}}}",
            "`services.yaml`, entry `vm`: own `hardware`",
        );
        begins("services.yaml", "vm: [1]", "`services.yaml`, entry `vm`: ");
        begins(
            "services.yaml",
            "[vm]",
            "`services.yaml` cannot be read: expected a map",
        );
        begins("services.yaml", "vm: {", "`services.yaml` cannot be read: ");
        begins(
            "services.yaml",
            "vm: {about: a}\nvm: {about: b}",
            "`services.yaml` cannot be read: ",
        );
        begins("services.yaml", "[1]: {}", "`services.yaml`, entry `?`: ");
        begins(
            "dependencies.yaml",
            "backbone: {in: {aws: {fails: -1/year}}}",
            "`dependencies.yaml`, entry `backbone`: in `aws`: `fails`",
        );
        begins(
            "dependencies.yaml",
            "own: {scope: zone, about: x}",
            "`dependencies.yaml`, entry `own`: `numbers` is missing",
        );
        begins(
            "dependencies.yaml",
            "own: {scope: zone, about: x, numbers: {fails: .nan}}",
            "`dependencies.yaml`, entry `own`: `fails`",
        );
        begins(
            "places.yaml",
            "x: {about: x, regions: {r: {place: p, zones: [a, a]}}}",
            "`places.yaml`, entry `x`: region `r`: zone `a` is listed twice",
        );
        begins(
            "slas.yaml",
            "s: {provider: aws}",
            "`slas.yaml`, entry `s`: missing field",
        );
        begins(
            "prices.csv",
            "provider,region\na,b\n",
            "`prices.csv`, entry `line 2`: ",
        );
        let head = "provider,region,service,sku,unit,usd,as_of,source\n";
        begins(
            "prices.csv",
            &format!("{head}a,b,c,d,hour,inf,undated,me"),
            "`prices.csv`, entry `a/b/c/d`: `inf` is not",
        );
        begins(
            "prices.csv",
            &format!("{head}a,b,,d,hour,1,undated,me"),
            "`prices.csv`, entry `a/b//d`: `service` is empty",
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
        assert!(message("services.yaml", &bomb).contains("cannot be read"));
    }
}
