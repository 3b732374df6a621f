//! Ends of a run that is not left in peace: its folder cannot be written, or somebody interrupts it.

use crate::common::{run, scratch, spof, text};
use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

const PLAN: &str = "\
spof: 1
service: shop
world: none
path: [web]
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 5h}, price: 20/month}
architectures:
  one: {sites: {seoul: cloud/kr/a}}
  two: {sites: {seoul: cloud/kr/a+b}}
";

/// Where the default folder cannot be made, the text is there all the same, and then the reason.
#[test]
fn a_folder_that_cannot_be_written_keeps_no_answer_back() {
    let folder = scratch("cli-refused");
    fs::write(folder.join("plan.yaml"), PLAN).expect("the plan");
    // Whoever tests as root may write everywhere, but nobody makes a folder of a file.
    fs::write(folder.join("spof-out"), "a file").expect("the file");
    let output = run(&["run", "plan.yaml", "--years", "1024"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("two"));
    assert!(text(&output.stderr).contains("spof-out"));
    // Whoever names a folder is told at once.
    let output = run(&["run", "plan.yaml", "--out", "spof-out/x"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).is_empty());
}

/// Ctrl-C ends a run with what is complete, and that is said in the JSON and on stderr.
#[test]
fn an_interrupted_run_says_so() {
    let folder = scratch("cli-interrupted");
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/patterns/crews.yaml");
    let long = [
        "run",
        plan,
        "--years",
        "100000000",
        "--precision",
        "0.1%",
        "--format",
        "json",
    ];
    // How long it takes until something is complete depends on the machine.
    for wait in [200, 1_000, 5_000, 20_000] {
        let mut command = spof();
        command.args(long).current_dir(&folder);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("spof runs");
        thread::sleep(Duration::from_millis(wait));
        let killed = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(killed.is_ok_and(|killed| killed.success()));
        let output = child.wait_with_output().expect("an end");
        let said = text(&output.stderr);
        if output.status.code() == Some(0) {
            assert!(said.contains("interrupted"), "{said}");
            let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(value["stopped"], "interrupted");
            return;
        }
    }
    panic!("nothing was complete in 20 s");
}
