//! `spof completions`: scripts by which a shell completes spof's arguments.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{
    exit::{Exit, Failure},
    screen,
};

/// Print a script that lets your shell complete spof's commands and options
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof completions bash > ~/.local/share/bash-completion/completions/spof"
)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    generate(
        arguments.shell,
        &mut super::Arguments::command(),
        "spof",
        &mut script,
    );
    screen::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
