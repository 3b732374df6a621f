//! Components where they stand. Names that are printed and by which draws are keyed are made here, from these facts.

use std::fmt;

/// A component at one place, told apart from itself elsewhere: `seoul/web`, `aws/db`, `registrar`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placed {
    /// Name in the plan, `web`.
    pub component: String,
    /// Where it is the only one of its name.
    pub within: Within,
}

/// Where a component is the only one of its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// At this site.
    Site(String),
    /// At this provider.
    Provider(String),
    /// Everywhere.
    Plan,
}

/// A replica of a component, or the whole of one that is not made of replicas: `seoul/web/1`, `aws/db`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica {
    /// The component where it stands.
    pub of: Placed,
    /// Which of its replicas, from 1; `None` for all of it.
    pub number: Option<u32>,
}

impl fmt::Display for Placed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.within {
            Within::Site(name) | Within::Provider(name) => write!(out, "{name}/{}", self.component),
            Within::Plan => out.write_str(&self.component),
        }
    }
}

impl fmt::Display for Replica {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(out, "{}/{number}", self.of),
            None => self.of.fmt(out),
        }
    }
}
