//! What an architecture takes long to forget, so that its steady state lies far from any beginning.

/// What the state of an architecture still depends on long after it began.
#[derive(Debug, Clone, PartialEq)]
pub enum Memory {
    /// Outages of this source that began long ago: it is struck, waits for a crew or sleeps, or others overlap with it.
    Outages {
        /// Its name.
        source: String,
    },
    /// How old this source is: what depends on its use or is renewed by others has no age to begin with.
    Age {
        /// Its name.
        source: String,
    },
    /// The queue before a crew.
    Queue {
        /// The crew's name.
        crew: String,
        /// The work that all its sources bring when they are up, as a share of what it can do; `None` if it never works.
        load: Option<f64>,
    },
    /// How long this group takes to go back to a more preferred member.
    Failback {
        /// The group's name.
        group: String,
    },
    /// Who serves in this group, which never goes back and whose members are unlike.
    Stay {
        /// The group's name.
        group: String,
    },
    /// How long a lost site still gets requests.
    Drain,
}
