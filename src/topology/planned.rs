//! What is reported beside the downtime: planned work that does not count, what is lost while the service is up, lost data.

use std::borrow::Cow;

use super::{
    architecture::{Architecture, Balance},
    source::{Source, SourceId},
    table::Table,
};

impl Architecture {
    /// Whether it feels planned work whose time without service is reported apart.
    #[must_use]
    pub fn has_uncounted_work(&self, sources: &Table<SourceId, Source>) -> bool {
        let mut links = self.links.iter();
        links.any(|link| !sources[link.source].counts())
    }

    /// The same without that work: what its downtime is that of, for planned time is what there would not be without it.
    #[must_use]
    pub fn counted(&self, sources: &Table<SourceId, Source>) -> Cow<'_, Self> {
        if !self.has_uncounted_work(sources) {
            return Cow::Borrowed(self);
        }
        let links = self.links.iter();
        let links = links.filter(|link| sources[link.source].counts());
        Cow::Owned(Self {
            links: links.cloned().collect(),
            ..self.clone()
        })
    }
}

/// What can be lost beside the downtime.
impl Architecture {
    /// Whether requests can be lost while the service is up.
    #[must_use]
    pub fn loses_requests(&self) -> bool {
        let drains = |balance: &Balance| balance.drain.mean() > 0.0;
        !self.parts.is_empty() || self.balance.as_ref().is_some_and(drains)
    }

    /// Whether a move to another member can lose data.
    #[must_use]
    pub fn loses_data(&self) -> bool {
        let mut groups = self.groups.iter();
        groups.any(|group| {
            let lag = group.law.lag.as_ref();
            !group.links.is_empty() || lag.is_some_and(|lag| lag.mean() > 0.0)
        })
    }
}

impl Source {
    /// Whether what it takes down is downtime; not so planned work that is reported apart.
    fn counts(&self) -> bool {
        self.clock.as_ref().is_none_or(|clock| clock.counted)
    }
}
