//! Rows that the price list lacks for components. They are reported for all places and architectures at once: the cause
//! is the same, and mostly the remedy.

use super::elsewhere::{self, Row};
use super::unsold::in_words;
use crate::bill::PriceList;
use crate::diagnostic::quoted;
use crate::language::Problems;
use crate::language::Spanned;
use crate::plan::component::Component;
use crate::plan::names::Names;
use crate::scope::Scope;
use crate::topology::Shop;

/// Most places that are named where the price list lacks something.
const MOST_TOLD: usize = 4;
/// Most of them that are kept, as of all problems of a file.
const MOST_KEPT: usize = 300;

/// What the price list lacks, component by component and place by place.
#[derive(Default)]
pub(super) struct MissingRows(Vec<Gap>);

/// What the price list lacks for a component at a place.
struct Gap {
    component: Spanned<String>,
    /// What a price of the component would be for.
    covers: &'static str,
    /// `` `rds/storage` and no `rds/backup` at `aws/eu-central-1` ``.
    lacking: String,
    /// Rows of a price list that would do.
    rows: Vec<Row>,
}

impl MissingRows {
    /// Notes rows that the price list lacks for a component at a place: of each its `service/sku`, and what it would be a
    /// price for.
    pub(super) fn note(
        &mut self,
        component: &Component<'_>,
        shop: &Shop,
        rows: &[(&str, &str)],
        list: &PriceList<'_>,
    ) {
        let names: Vec<String> = rows.iter().map(|(path, _)| format!("`{path}`")).collect();
        let row = |(path, unit): &(&str, &str)| Row::missing(list, shop, path, unit);
        let gap = Gap {
            component: component.name.clone(),
            covers: if component.standing == Scope::Zone {
                "for each replica, disks included"
            } else {
                "for the whole of it"
            },
            lacking: format!("{} {}", names.join(" and no "), in_words(shop)),
            rows: rows.iter().map(row).collect(),
        };
        let known = |one: &Gap| one.component == gap.component && one.lacking == gap.lacking;
        if self.0.len() < MOST_KEPT && !self.0.iter().any(known) {
            self.0.push(gap);
        }
    }

    /// Complains about them all, once for each component.
    pub(super) fn tell(&self, world: &Names<'_>, problems: &Problems) {
        for (index, gap) in self.0.iter().enumerate() {
            let same = |other: &&Gap| other.component == gap.component;
            if self.0[..index].iter().any(|other| same(&other)) {
                continue;
            }
            let all: Vec<&Gap> = self.0[index..].iter().filter(same).collect();
            let told = all.iter().take(MOST_TOLD).map(|one| &*one.lacking);
            let told: Vec<&str> = told.collect();
            let rest = match all.len() - told.len() {
                0 => String::new(),
                more => format!(", and so at {more} more places,"),
            };
            let rows = || all.iter().flat_map(|one| &one.rows);
            let near = if rows().any(|row| row.of.is_some()) {
                ", here with the prices of the nearest region that has them"
            } else {
                ""
            };
            let pasted = elsewhere::pasted(rows().map(|row| &*row.text));
            problems.error(
                &gap.component.span,
                format!(
                    "the price list has no {}{rest} for component {}",
                    told.join(", no "),
                    quoted(&gap.component.value)
                ),
                "has no price",
                &format!(
                    "add `price: {}` to the component, {}; or lay rows over the price list with `--models DIR`, in DIR/prices.csv{near}:\n{pasted}",
                    world.example("120", "month"),
                    gap.covers
                ),
            );
        }
    }
}
