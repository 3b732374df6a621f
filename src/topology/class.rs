//! Classes of requests with a goal of their own.
//!
//! A class is unserved while the service is down, and while the service is up as far as the class is not served. What it loses is
//! found as lost service is, of the same design with that class for all of its requests: one description of what is served, and
//! every engine that knows lost service knows this.

use std::borrow::Cow;

use super::architecture::{Architecture, ClassGoal, Part, Topology};

impl Architecture {
    /// The same, all of whose requests are of one class.
    fn of_class(&self, class: &ClassGoal) -> Self {
        let parts = self.parts.iter().filter(|part| part.name == class.name);
        let whole = |part: &Part| Part {
            share: 1.0,
            ..part.clone()
        };
        Self {
            name: format!("{}: {}", self.name, class.name),
            stated: None,
            parts: parts.map(whole).collect(),
            classes: Vec::new(),
            if_independent: None,
            ..self.clone()
        }
    }
}

impl Topology {
    /// The same, and behind its architectures one for each of their classes with a goal, in order: there lost service is what that
    /// class loses.
    #[must_use]
    pub fn with_classes(&self) -> Cow<'_, Self> {
        let each = self.architectures.iter();
        let each = each.flat_map(|it| it.classes.iter().map(|class| it.of_class(class)));
        let more: Vec<Architecture> = each.collect();
        if more.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut with = self.clone();
        with.architectures.extend(more);
        Cow::Owned(with)
    }
}
