//! What every module of the tests needs: the program, a folder to run it in, a plan that is read.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use spof::{
    build::{self, Reading},
    catalog::Catalog,
    diagnostic::{self, SourceText},
    topology::{Source, Topology},
};

/// The folder of the project.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The program, with nothing of the developer's own terminal about it and nothing on stdin.
pub fn spof() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spof"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// The program's answer to these arguments in this folder.
pub fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = spof();
    command.args(arguments).current_dir(folder);
    command.output().expect("spof runs")
}

/// An empty folder for the test of this name. No two tests may share a name.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Not there the first time.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What a command that succeeds prints on stdout.
#[track_caller]
pub fn printed(output: &Output) -> String {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    text(&output.stdout)
}

/// What a command that succeeds prints on stdout, as JSON.
#[track_caller]
pub fn json(output: &Output) -> Value {
    serde_json::from_str(&printed(output)).expect("JSON on stdout")
}

/// The topology of a plan without mistakes, and its warnings.
#[track_caller]
pub fn reading(name: &str, text: &str) -> Reading {
    let source = SourceText::new(name, text);
    match build::read(&source, Catalog::bundled()) {
        Ok(reading) => reading,
        Err(problems) => {
            let told = diagnostic::render(&problems, &source, false);
            panic!("{told}\n{text}")
        }
    }
}

/// The topology of a plan without mistakes.
#[track_caller]
pub fn read(text: &str) -> Topology {
    reading("plan.yaml", text).topology
}

/// The source of that name.
#[track_caller]
pub fn source<'a>(topology: &'a Topology, name: &str) -> &'a Source {
    let mut all = topology.sources.iter();
    let found = all.find(|source| source.name == name);
    found.unwrap_or_else(|| panic!("no source {name}"))
}
