//! What happened in an outage of one life: what failed, what went wrong on the way back, and what brought the service back.

use serde::{Serialize, Serializer};

/// An outage's story.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// What failed, the largest charge first; only the first few.
    pub failed: Vec<Failed>,
    /// How many more failed.
    pub more: usize,
    /// The first switch that failed.
    pub misfortune: Option<Misfortune>,
    /// What brought the service back, where that is known.
    pub relief: Option<Relief>,
}

/// Something that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Failed {
    /// Full name of the source.
    pub source: String,
    /// How long something was down.
    pub lasts: Lasts,
}

/// How long something was down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lasts {
    /// The source itself, so long [h].
    Down(f64),
    /// What the source struck, so long [h]; a shock has no length of its own.
    Struck(f64),
    /// Nothing of it is recorded.
    Unknown,
}

/// A switch that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfortune {
    /// To a member, by name.
    SwitchTo(String),
    /// Of a group, by name.
    SwitchOf(String),
}

/// What brought the service back.
#[derive(Debug, Clone, PartialEq)]
pub enum Relief {
    /// Nothing: the year ended first.
    YearEnded,
    /// All members were down, and this one was the first that was up again.
    CameBack(String),
    /// The service was moved back to this member.
    ServesAgain(String),
    /// Another member took over.
    TookOver {
        /// Name of the member.
        member: String,
        /// After so long [h].
        after: f64,
    },
    /// A mitigation against a source that was still down.
    Mitigation {
        /// Full name of the source.
        source: String,
    },
}

/// Written in the report's words.
impl Serialize for Story {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
