//! What is paid for: components by their own prices or the catalog's offers, then the lines of the bill.

use super::architect::Architect;
use crate::topology::Item;

/// Everything an architecture is charged for.
pub(super) fn items(_architect: &Architect<'_, '_, '_>) -> Vec<Item> {
    Vec::new()
}
