//! The scripts in simpy, run by python3 where it is there.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde::Serialize;

use super::contest::Ran;

/// A script beside the benchmark and what it is given.
pub struct Script {
    path: String,
    years: u64,
    input: Vec<u8>,
}

impl Script {
    /// The script of this name; `numbers` go to its stdin as JSON.
    pub fn new(name: &str, years: u64, numbers: Option<&impl Serialize>) -> Self {
        Self {
            path: format!("{}/benches/{name}", env!("CARGO_MANIFEST_DIR")),
            years,
            input: numbers
                .and_then(|numbers| serde_json::to_vec(numbers).ok())
                .unwrap_or_default(),
        }
    }

    /// Runs it; the time is its own, without that of starting Python.
    pub fn run(&self) -> Option<Ran> {
        let printed = self.printed();
        if printed.is_none() {
            eprintln!("without simpy: skipped, for want of python3 with simpy (pip install simpy)");
        }
        let printed = printed?;
        let words = |of: &str| -> Option<Vec<f64>> {
            let line = printed.lines().find_map(|line| line.strip_prefix(of))?;
            line.split_whitespace()
                .map(|word| word.parse().ok())
                .collect()
        };
        let mean = words("mean ")?;
        Some(Ran {
            mean: *mean.first()?,
            error: *mean.get(1)?,
            outages: None,
            years_a_second: *words("years/s ")?.first()?,
            events_a_second: words("events/s ").and_then(|words| words.first().copied()),
        })
    }

    fn printed(&self) -> Option<String> {
        let mut child = Command::new("python3")
            .args([&self.path, &self.years.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        // A child that does not read its stdin may be gone by now; what it says is judged by its exit code.
        let _ = child.stdin.take()?.write_all(&self.input);
        let output = child.wait_with_output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(text)
    }
}
