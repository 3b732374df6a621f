//! Where a leaf stands among the sites of its architecture.

use crate::{plan::architecture::site::SiteId, scope::Scope};

/// Where a leaf stands, for splitting what is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// The site whose place it is; the first of several.
    pub(super) site: SiteId,
    /// How wide.
    pub(super) scope: Scope,
    /// Index of the zone in the site's list, for what stands in a zone.
    pub(super) zone: usize,
}
