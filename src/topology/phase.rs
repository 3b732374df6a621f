//! What a failover group can be doing: the names that the engine and the exact chain share.

/// What a group is doing. A member is its place in [`super::Group::members`].
///
/// ```text
/// Serving ─loss─► Detecting ─► Deciding ─► Awaiting ─► Switching ─┬─► Serving (the target)
///    ▲                                                            ├─► Recovering ─► Serving
///    └───────────── the active is back, at any moment             ├─► Stuck
///                   (but while it is Botched)                     └─► Botched ─► Serving
/// ```
///
/// Only the names are shared. When a group goes from one phase to the next is written twice, in the engine and in the
/// Markov chain of `exact`, so that each checks the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The active member serves.
    Serving,
    /// The loss of the active member has not been noticed yet.
    Detecting,
    /// No member is up to switch to.
    AllDown,
    /// Whether to switch to this member is being decided.
    Deciding(u32),
    /// The switch to this member waits for what the member requires.
    Awaiting(u32),
    /// This member is starting to serve.
    Switching(u32),
    /// The switch to this member did not work and is being repaired.
    Recovering(u32),
    /// The switch did not work, and only the return of the active member helps.
    Stuck,
    /// The switch to this member did harm: nothing serves, whoever is up, until that is put right.
    Botched(u32),
    /// Service is moving back to this more preferred member, at a loss.
    FailingBack(u32),
}

impl Phase {
    /// The member that the phase is about, if it is not the active one.
    #[must_use]
    pub fn target(self) -> Option<u32> {
        match self {
            Self::Serving | Self::Detecting | Self::AllDown | Self::Stuck => None,
            Self::Deciding(target)
            | Self::Awaiting(target)
            | Self::Switching(target)
            | Self::Recovering(target)
            | Self::Botched(target)
            | Self::FailingBack(target) => Some(target),
        }
    }
}
