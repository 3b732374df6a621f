//! Where the problems of a file are gathered, so that all of them can be reported at once.

use crate::diagnostic::{Diagnostic, Severity, Span, suggestion};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// Most problems kept; the rest of a file this bad is not worth the memory.
const MOST: usize = 300;

/// The problems of one file. Shared by all readers of a file, hence the cells.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: RefCell<Vec<Diagnostic>>,
    seen: RefCell<HashSet<(String, Option<Span>)>>,
    /// Places of what was reported.
    places: RefCell<HashSet<usize>>,
    errors: Cell<usize>,
    reported: Cell<usize>,
    /// What money is in where none is named; empty for US dollars.
    currency: RefCell<String>,
}

impl Problems {
    /// Keeps a problem. The same problem at the same text, as `like` brings it about, is kept once.
    pub(crate) fn push(&self, problem: Diagnostic) {
        self.reported.set(self.reported.get() + 1);
        let place = problem.marks.first().map(|mark| mark.span.clone());
        let key = (problem.message.clone(), place);
        if self.found.borrow().len() >= MOST || !self.seen.borrow_mut().insert(key) {
            return;
        }
        if let Some(mark) = problem.marks.first() {
            self.places.borrow_mut().insert(mark.span.start);
        }
        if problem.severity == Severity::Error {
            self.errors.set(self.errors.get() + 1);
        }
        self.found.borrow_mut().push(problem);
    }

    /// Keeps an error with its place and label, and gives nothing, for use in an `else`.
    pub(crate) fn error(&self, span: &Span, message: impl Into<String>, label: &str, help: &str) {
        self.push(
            Diagnostic::error(message)
                .at(span.clone(), label)
                .help(help),
        );
    }

    /// Reports a name that nothing has, with the nearest one; `what` is the kind of thing meant, `dependency`.
    pub(crate) fn unknown(
        &self,
        span: &Span,
        message: String,
        name: &str,
        what: &str,
        known: &[&str],
    ) {
        let vowel = what.starts_with(['a', 'e', 'i', 'o', 'u']);
        let article = if vowel { "an" } else { "a" };
        self.error(
            span,
            message,
            &suggestion::label(name, known, &format!("not {article} {what}")),
            &suggestion::help(what, known),
        );
    }

    /// Whether a problem at this place would be a new one. Architectures read the common part again and again: what
    /// takes long to find, such as the nearest of many names, is said once.
    pub(crate) fn is_news(&self, span: &Span) -> bool {
        let known = self.is_full() || self.places.borrow().contains(&span.start);
        if known {
            self.reported.set(self.reported.get() + 1);
        }
        !known
    }

    /// What money of the plan is in, `KRW`: examples of how to write it depend on that.
    pub(crate) fn currency(&self) -> String {
        let currency = self.currency.borrow();
        if currency.is_empty() {
            "USD".to_owned()
        } else {
            currency.clone()
        }
    }

    /// Keeps the plan's currency.
    pub(crate) fn set_currency(&self, code: &str) {
        code.clone_into(&mut self.currency.borrow_mut());
    }

    /// How many errors there are; warnings do not count.
    pub(crate) fn errors(&self) -> usize {
        self.errors.get()
    }

    /// How often anything was reported, repetitions included: whether a part read without a problem shows in
    /// this number staying the same.
    pub(crate) fn reported(&self) -> usize {
        self.reported.get()
    }

    /// True once so many are found that looking further is useless.
    pub(crate) fn is_full(&self) -> bool {
        self.found.borrow().len() >= MOST
    }

    /// Everything found, in the order of the file.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|problem| problem.marks.first().map(|mark| mark.span.start));
        found
    }
}
