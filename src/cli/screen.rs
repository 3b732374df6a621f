//! What goes to the terminal: data to stdout, talk to stderr, colour only where it is wanted.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use super::exit::{Exit, Failure};
use crate::{
    diagnostic::{self, Diagnostic, SourceText, visible_but_colour},
    report::TableStyle,
};

/// Writes data to stdout.
pub fn print(text: &str) -> Result<(), Failure> {
    let written = anstream::stdout()
        .lock()
        .write_all(visible_but_colour(text).as_bytes())
        .and_then(|()| io::stdout().flush());
    written.map_err(|error| Failure::Io {
        doing: "write to stdout".to_owned(),
        error,
    })
}

/// Says something on stderr. That nobody listens is no failure.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}", visible_but_colour(text));
}

/// Draws problems over the plan they are about, on stderr.
pub fn problems(source: &SourceText, problems: &[Diagnostic]) {
    let colour = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
    let drawn = diagnostic::render(problems, source, colour);
    say(&format!(
        "{drawn}{}: {}",
        source.name,
        diagnostic::count(problems)
    ));
}

/// Says on stderr what is wrong with a request that no file is to blame for.
fn problem(problem: Diagnostic) {
    let help = problem
        .help
        .map(|help| format!("\nhelp: {help}"))
        .unwrap_or_default();
    say(&format!("error: {}{help}", problem.message));
}

/// Says on stderr why a command could not do its work, and gives the exit code for it.
pub fn failure(failure: Failure) -> Exit {
    match failure {
        Failure::Plan(source, found) => {
            problems(&source, &found);
            Exit::BadInput
        }
        Failure::Interrupted => {
            problem(Diagnostic::error(
                "stopped before the first 1,024 years were complete; nothing was written",
            ));
            Exit::Interrupted
        }
        Failure::Request(request) => {
            problem(request);
            Exit::BadInput
        }
        Failure::Io { error, .. } if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Failure::Io { doing, error } => {
            problem(Diagnostic::error(format!("cannot {doing}: {error}")));
            Exit::OurFault
        }
    }
}

/// How tables on stdout look: as wide as the terminal, coloured where that is wanted.
pub fn style() -> TableStyle {
    TableStyle {
        width: width(),
        colour: colour(),
    }
}

/// Whether what goes to stdout may be coloured.
pub fn colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// How wide what goes to stdout may be [columns]: as the terminal or COLUMNS has it, else 120.
fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let stated = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal
        .or_else(stated)
        .map_or(120, |width: usize| width.clamp(40, 500))
}
