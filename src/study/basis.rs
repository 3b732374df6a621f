//! The plan with its numbers as a study wants them.

use std::borrow::Cow;

use crate::{answer::Basis, experiment::in_the_mean, topology::Topology};

/// The plan as its numbers are to be taken: at the means of what is believed of them, or as they are written.
pub(super) fn on_basis(topology: &Topology, basis: Basis) -> Cow<'_, Topology> {
    match basis {
        Basis::Expected => Cow::Owned(in_the_mean(topology)),
        Basis::AsWritten => Cow::Borrowed(topology),
    }
}
