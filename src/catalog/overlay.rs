//! Reading the files of a catalog, and laying a user's own over those that are there.
//!
//! The files are kept as trees, so that an overlay can merge into them key by key, as `like` does in a plan; the merged entries are
//! then read afresh, by maps of the language as a plan is.

use std::collections::BTreeMap;

use super::dependency::Shared;
use super::error::{CatalogError, FILES};
use super::lookup::Catalog;
use super::raw::{Raw, Whose};
use super::{numbers, place, service, sla};
use crate::diagnostic::{SourceText, quoted};
use crate::language::{Here, Kind, Node, Problems, parse};

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
        let mut texts = Texts::new();
        for (name, text) in files {
            let (name, text) = (name.as_ref(), text.as_ref());
            let Some(file) = FILES.into_iter().find(|file| *file == name) else {
                return Err(CatalogError::UnknownFile {
                    file: name.to_owned(),
                });
            };
            match file {
                "prices.csv" => catalog.prices.read(file, text)?,
                "sizes.csv" => catalog.shapes.read(file, text)?,
                _ => {
                    texts.insert(file, text);
                    let problems = Problems::default();
                    if let Some(root) = parse(text, &problems) {
                        catalog.raw.lay(file, root, whose, &problems);
                    }
                    refuse(file, &texts, problems)?;
                }
            }
        }
        catalog.read(|file, problems| refuse(file, &texts, problems), false)?;
        Ok(catalog)
    }

    /// This catalog with entries of a plan laid over it, by their files; what is wrong with them is reported where they stand.
    pub(crate) fn with_own(
        &self,
        files: Vec<(&'static str, Node)>,
        prices: &str,
        problems: &Problems,
    ) -> Option<Self> {
        // What the catalog asks of them is not the language of plans, whose tests must not see it.
        #[cfg(test)]
        let asked = crate::language::asked::take();
        let mut catalog = self.clone();
        catalog.prices.read("prices", prices).ok()?;
        for (file, root) in files {
            catalog.raw.lay(file, root, Whose::Users, problems);
        }
        let found = |_: &'static str, found: Problems| {
            let found = found.into_sorted();
            let fine = found.is_empty();
            found.into_iter().for_each(|problem| problems.push(problem));
            if fine { Ok(()) } else { Err(()) }
        };
        let read = catalog.read(found, true);
        #[cfg(test)]
        crate::language::asked::put_back(asked);
        read.ok().map(|()| catalog)
    }

    /// Reads the entries of all files, file by file; `found` is told what is wrong with one.
    fn read<E>(
        &mut self,
        found: impl Fn(&'static str, Problems) -> Result<(), E>,
        in_plan: bool,
    ) -> Result<(), E> {
        let raw = std::mem::take(&mut self.raw);
        self.providers = each(&raw, "places.yaml", "provider", &found, place::read)?;
        let mut splits = Vec::new();
        let things = each(
            &raw,
            "dependencies.yaml",
            "dependency",
            &found,
            |here, name| match Shared::read(here)? {
                Shared::Thing(thing) => thing.everywhere(name, in_plan, here),
                Shared::Split(parts) => {
                    splits.push(parts.named(name));
                    Some(Vec::new())
                }
            },
        )?;
        self.splits = splits;
        self.dependencies = things.into_iter().flatten().collect();
        let dependencies = &mut self.dependencies;
        self.services = each(&raw, "services.yaml", "service", &found, |here, name| {
            service::read(here, name, dependencies)
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
        self.slas = each(&raw, "slas.yaml", "promise", &found, sla::read)?;
        if let Err((file, entry, message)) = self.check_references() {
            let problems = Problems::default();
            let place = raw.place_of(file, entry);
            problems.error(&place, format!("{}: {message}", quoted(entry)), "", "");
            found(file, problems)?;
        }
        self.raw = raw;
        self.raw.forget_places();
        Ok(())
    }
}

/// The texts of the files that are laid over, by name.
type Texts<'a> = BTreeMap<&'static str, &'a str>;

/// Refuses a file if anything is wrong with it. What has no place in it is of a file below it.
fn refuse(file: &'static str, texts: &Texts<'_>, problems: Problems) -> Result<(), CatalogError> {
    let mut problems = problems.into_sorted();
    if problems.is_empty() {
        return Ok(());
    }
    for problem in &mut problems {
        problem.marks.retain(|mark| mark.span.end > 0);
    }
    Err(CatalogError::Refused {
        source_text: SourceText::new(file, texts.get(file).copied().unwrap_or_default()),
        problems,
    })
}

/// Every entry of a file, read. `what` is the kind of thing that it describes.
fn each<T, E>(
    raw: &Raw,
    file: &'static str,
    what: &str,
    found: &impl Fn(&'static str, Problems) -> Result<(), E>,
    mut read: impl FnMut(&Here<'_>, &str) -> Option<T>,
) -> Result<Vec<T>, E> {
    let problems = Problems::default();
    let mut all = Vec::new();
    for entry in raw.entries(file) {
        let what = format!("{what} {}", quoted(&entry.key));
        all.extend(read(&Here::of(entry, &what, &problems), &entry.key));
    }
    found(file, problems)?;
    Ok(all)
}
