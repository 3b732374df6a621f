//! What the scenarios of a run cost: the shop from the start of the process to its page on disk, with its 400 scenarios and as
//! written, in turn, by the clock.
//!
//! ```text
//! cargo bench --bench scenarios
//! ```
//!
//! The ratio travels between machines, the time does not. What is aimed at is half a second on two cores.

#![expect(clippy::print_stdout, reason = "a benchmark tells its ratios")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// Runs of either kind; an odd number has a median.
const ROUNDS: usize = 15;

fn main() {
    // `cargo test --benches` only asks whether it starts.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scenarios");
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/seoul-shop.yaml");
    let run = |more: &[&str]| seconds(&plan, &folder, more);
    // The first of each reads the program from the disk.
    run(&["--as-written"]);
    run(&[]);
    let (mut with, mut without, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (as_written, all) = (run(&["--as-written"]), run(&[]));
        ratios.push(all / as_written);
        without.push(as_written);
        with.push(all);
    }
    println!("Seoul shop, start of the process to its page on disk, medians of {ROUNDS}:");
    println!("  as written            {:.3} s", median(without));
    println!("  with 400 scenarios    {:.3} s", median(with));
    println!("  ratio                 {:.2}", median(ratios));
}

/// How long one run takes by the clock.
fn seconds(plan: &Path, folder: &PathBuf, more: &[&str]) -> f64 {
    let begin = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_spof"))
        .arg("run")
        .arg(plan)
        .arg("--out")
        .arg(folder)
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let seconds = begin.elapsed().as_secs_f64();
    assert!(
        status.is_ok_and(|status| status.success()),
        "the program does not run"
    );
    seconds
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}
