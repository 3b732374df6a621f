//! The command line: arguments in, exit code out. The only place that prints, reads the clock or touches files.

mod catalog;
mod check;
mod compare;
mod completions;
mod exit;
mod explain;
mod files;
mod importance;
mod init;
pub mod input;
mod interrupt;
mod made;
mod models;
mod output;
mod progress;
mod run;
mod schema;
mod screen;
mod search;
mod simulation;
mod stopwatch;
mod verify;

use clap::{
    CommandFactory, Parser, Subcommand, ValueEnum,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::diagnostic::nearest;

pub use exit::Exit;

/// Tells a small team what availability costs.
///
/// Describe your service and the ways you could deploy it in one YAML file. spof simulates thousands of years of
/// outages, repairs and failovers for all of them at once, prices each, and draws expected downtime against monthly
/// cost.
///
/// A first look takes three commands: `spof init > plan.yaml` writes a commented plan, `spof check plan.yaml` tells what
/// spof understood of it, `spof run plan.yaml` answers.
#[derive(Debug, Parser)]
#[command(name = "spof", version, propagate_version = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Whether to colour what is printed; `auto` does on a terminal unless NO_COLOR is set
    // Its place must be said: else it follows the number of commands.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = Colour::Auto,
        value_name = "WHEN",
        display_order = 900
    )]
    color: Colour,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Check(check::Arguments),
    Run(run::Arguments),
    Search(search::Arguments),
    Explain(explain::Arguments),
    Compare(compare::Arguments),
    Importance(importance::Arguments),
    Verify(verify::Arguments),
    Catalog(catalog::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// Prints the help that was asked for, or says on stderr what is wrong with the arguments.
fn refused(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        return screen::print(&error.render().ansi().to_string())
            .map_or_else(screen::failure, |()| Exit::Done);
    }
    screen::say(error.render().ansi().to_string().trim_end());
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand)
    {
        let command = Arguments::command();
        let known = command.get_subcommands().map(clap::Command::get_name);
        if let Some(near) = nearest(name, known) {
            screen::say(&format!("help: did you mean `{near}`?"));
        }
    }
    Exit::BadInput
}

/// Reads the arguments of this process and does what they say.
#[must_use]
pub fn main() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    match arguments.color {
        Colour::Auto => {}
        Colour::Always => anstream::ColorChoice::Always.write_global(),
        Colour::Never => anstream::ColorChoice::Never.write_global(),
    }
    let done = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Importance(arguments) => importance::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Catalog(arguments) => catalog::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    done.unwrap_or_else(screen::failure)
}
