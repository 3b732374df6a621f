//! Whether every name that one entry says of another is there: a misspelt one would quietly change nothing. A merged catalog
//! comes in; the first name that is nowhere goes out as an error.

use super::lookup::Catalog;
use super::service::{ANY, Service};

/// What is wrong with an entry: its name, and the message.
type Strange<'a> = (&'a str, String);

impl Catalog {
    /// The first name that is nowhere: the file, the entry, and what is wrong with it.
    pub(super) fn check_references(&self) -> Result<(), (&'static str, &str, String)> {
        fn of(file: &'static str) -> impl Fn(Strange<'_>) -> (&'static str, &str, String) {
            move |(entry, message)| (file, entry, message)
        }
        self.check_dependencies().map_err(of("dependencies.yaml"))?;
        self.check_grounds().map_err(of("places.yaml"))?;
        self.check_whose().map_err(of("dependencies.yaml"))?;
        let mut each = self.services.iter().map(|it| self.check_service(it));
        each.try_for_each(|it| it).map_err(of("services.yaml"))
    }

    /// What takes down what, where it has numbers, and what became of it.
    fn check_dependencies(&self) -> Result<(), Strange<'_>> {
        let names = self.dependency_names();
        let mut parts = self.splits.iter();
        if let Some(split) = parts.find(|it| it.into.iter().any(|part| !names.contains(&&**part))) {
            let message = "`split_into` names what is no dependency".to_owned();
            return Err((&split.name, message));
        }
        for (place, dependency) in &self.dependencies {
            let mut struck = dependency.spreads_to.iter();
            if let Some((to, _)) = struck.find(|(to, _)| !names.contains(&&**to)) {
                let message = format!("`spreads_to` names `{to}`, which is no dependency");
                return Err((&dependency.name, message));
            }
            let known = match *place.path() {
                [provider, region] => self.region(provider, region).is_some(),
                [provider] => self.provider(provider).is_some(),
                _ => true,
            };
            if !known {
                let message = format!("`in` names `{place}`, which is not among the places");
                return Err((&dependency.name, message));
            }
        }
        Ok(())
    }

    /// What the things of vendors stand on.
    fn check_grounds(&self) -> Result<(), Strange<'_>> {
        let names = self.dependency_names();
        for provider in &self.providers {
            for (offered, on) in &provider.on {
                let strange = on.iter().find(|full| {
                    let (place, name) = full.rsplit_once('/').unwrap_or_default();
                    let mut path = place.split('/');
                    let (at, region) = (path.next().unwrap_or_default(), path.next());
                    let stands = region.is_none_or(|region| self.region(at, region).is_some());
                    self.provider(at).is_none() || !stands || !names.contains(&name)
                });
                let unknown = (!names.contains(&&**offered)).then_some(offered);
                if let Some(name) = unknown.or(strange) {
                    let message = format!("`on` names `{name}`, which is nowhere");
                    return Err((&provider.name, message));
                }
            }
        }
        Ok(())
    }

    /// Whose things the evidence is about.
    fn check_whose(&self) -> Result<(), Strange<'_>> {
        for (_, dependency) in &self.dependencies {
            let written = dependency.numbers.written.iter().flatten();
            let mut of = written.flat_map(|it| it.evidence.iter().flat_map(|it| &it.of));
            if let Some(name) = of.find(|name| self.provider(name).is_none()) {
                let message =
                    format!("`of` of its evidence names `{name}`, which is not among the places");
                return Err((&dependency.name, message));
            }
        }
        Ok(())
    }

    /// What a service uses, who sells it, and what is promised for it.
    fn check_service<'a>(&self, service: &'a Service) -> Result<(), Strange<'a>> {
        let is_dependency =
            |name: &String| self.dependencies.iter().any(|(_, it)| it.name == *name);
        let refuse = |message: String| Err((&*service.name, message));
        if let Some(name) = service.uses.iter().find(|name| !is_dependency(name)) {
            return refuse(format!(
                "`uses` names `{name}`, which is not among the dependencies"
            ));
        }
        let vendors = self.vendors();
        let sells = |name: &str| self.provider(name).is_some() || vendors.contains(&name);
        let mut sellers = service.tariffs.iter().map(|it| &it.provider);
        if let Some(name) = sellers.find(|name| !sells(name)) {
            return refuse(format!(
                "`offers` names `{name}`, which is neither a place nor in the prices"
            ));
        }
        let mut paid = service.usual.iter().map(|(provider, _)| provider);
        if let Some(name) = paid.find(|name| *name != ANY && !sells(name)) {
            return refuse(format!(
                "`usual` names `{name}`, which is neither a place nor in the prices"
            ));
        }
        let promised = service.promised.iter();
        let mut promised = promised.flat_map(|it| it.one.iter().chain(&it.several));
        if let Some(id) = promised.find(|id| self.sla(id).is_none()) {
            return refuse(format!("`slas` names `{id}`, which is no promise"));
        }
        let is_own = |name: &String| service.own_source(name).is_some();
        let mut covered = service.covers.iter();
        if let Some(name) = covered.find(|name| !is_own(name) && !is_dependency(name)) {
            return refuse(format!(
                "`covers` names `{name}`, which is neither an own source nor a dependency"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nowhere_is_refused() {
        for (file, text, words) in [
            (
                "services.yaml",
                "vm: {slas: {at: {aws: {one: aws-ec2}}}}",
                "`slas` names `aws-ec2`",
            ),
            (
                "services.yaml",
                "vm: {slas: {covers: [hardwear]}}",
                "`covers` names `hardwear`",
            ),
            (
                "services.yaml",
                "queue: {usual: {asw: [queue/sqs]}}",
                "`usual` names `asw`",
            ),
            (
                "services.yaml",
                "queue: {uses: [network, resolver]}",
                "`uses` names `resolver`",
            ),
            (
                "dependencies.yaml",
                "facility: {numbers: {evidence: {fails: {kind: counted, source: a log, of: [asw], as_of: 2026, says: x}}}}",
                "names `asw`",
            ),
            (
                "dependencies.yaml",
                "edge: {split_into: [back-bone]}",
                "`split_into` names",
            ),
            (
                "dependencies.yaml",
                "facility: {spreads_to: {zone-contrl: 50%}}",
                "`spreads_to` names `zone-contrl`",
            ),
            (
                "slas.yaml",
                "aws-lambda: {period: week}",
                "there is `month`, `quarter`",
            ),
            (
                "slas.yaml",
                "aws-lambda: {credits: [{below: 95%, credit: 100%}, {below: 99%, credit: 25%}]}",
                "the mildest breach comes first",
            ),
        ] {
            let laid = Catalog::bundled().overlay(&[(file, text)]);
            let message = laid.map_or_else(|error| error.to_string(), |_| "taken".to_owned());
            assert!(message.contains(words), "{text}: {message}");
        }
    }
}
