//! The plan with its numbers as a study wants them.

use std::borrow::Cow;

use crate::{answer::Basis, experiment::in_the_mean, topology::Topology};

/// The plan as its numbers are to be taken: at the means of what is believed of them, or as they are written; and which of the two that is,
/// for where no number has a range they are taken as written.
pub(super) fn on_basis(topology: &Topology, basis: Basis) -> (Cow<'_, Topology>, Basis) {
    match basis {
        Basis::Expected if !topology.unknowns.is_empty() => {
            (Cow::Owned(in_the_mean(topology)), Basis::Expected)
        }
        _ => (Cow::Borrowed(topology), Basis::AsWritten),
    }
}
