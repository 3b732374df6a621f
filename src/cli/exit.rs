//! Exit codes, and the failures that lead to them.

use std::{io, path::Path, process::ExitCode};

use crate::diagnostic::{Diagnostic, SourceText};

/// How the program ends. The numbers are a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done; also when whoever read our output had enough of it.
    Done,
    /// 1: with `--require-goal`, no architecture meets the goal; `verify` agrees with all but what the plan states.
    GoalMissed,
    /// 2: the plan or the arguments are wrong; nothing was computed.
    BadInput,
    /// 70: our own fault, or the disk's.
    OurFault,
    /// 130: interrupted before there was any result, as shells have it. Later, what there is counts as done.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::GoalMissed => 1,
            Exit::BadInput => 2,
            Exit::OurFault => 70,
            Exit::Interrupted => 130,
        })
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// Problems of a plan, or of a file of the catalog, to be drawn over it.
    Plan(SourceText, Vec<Diagnostic>),
    /// Stopped before there was anything to report.
    Interrupted,
    /// Any other mistake in what was asked for, with what to do about it.
    Request(Diagnostic),
    /// Reading or writing failed.
    Io {
        /// What was being done, `write results.json`.
        doing: String,
        /// Why it failed.
        error: io::Error,
    },
}

impl Failure {
    /// A failed operation on a file.
    pub fn io(doing: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let doing = format!("{doing} `{}`", path.display());
        move |error| Self::Io { doing, error }
    }

    /// A path that the user gave and that does not work.
    pub fn request(doing: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let doing = format!("cannot {doing} `{}`", path.display());
        move |error| Self::Request(Diagnostic::error(format!("{doing}: {error}")))
    }

    /// Something that should not have happened.
    pub fn ours(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Io {
            doing: "finish the work".to_owned(),
            error: io::Error::other(error),
        }
    }
}
