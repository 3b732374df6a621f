//! The program: arguments to command to exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    spof::cli::main().into()
}
