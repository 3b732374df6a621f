//! Contestants in turn, and the table of what came out.

/// What one contestant did in one round.
#[derive(Debug, Clone, Copy)]
pub struct Ran {
    /// Mean downtime and its standard error [h a year].
    pub mean: f64,
    pub error: f64,
    /// Outages a year, where they are counted.
    pub outages: Option<f64>,
    pub years_a_second: f64,
    /// Where they are counted.
    pub events_a_second: Option<f64>,
}

/// One model, several ways.
pub struct Contest<'a> {
    title: &'static str,
    entries: Vec<(&'static str, Run<'a>)>,
}

/// Runs once; nothing where it cannot.
type Run<'a> = Box<dyn Fn() -> Option<Ran> + 'a>;

/// Standard errors that two means may lie apart.
const AGREEMENT: f64 = 4.0;
/// Share that outages a year may lie apart.
const ALIKE: f64 = 0.03;

impl<'a> Contest<'a> {
    /// Without contestants.
    pub fn new(title: &'static str) -> Self {
        let entries = Vec::new();
        Self { title, entries }
    }

    /// Adds a contestant; the first is what the others are compared with.
    pub fn enter(&mut self, name: &'static str, run: impl Fn() -> Option<Ran> + 'a) {
        self.entries.push((name, Box::new(run)));
    }

    /// Runs everybody once to see that they agree, then in turn, and prints medians: of years and events a second, and
    /// of the ratios within each round.
    pub fn print(self, rounds: usize) {
        let once: Vec<Option<Ran>> = self.entries.iter().map(|(_, run)| run()).collect();
        let ways = self.entries.iter().zip(&once);
        let ways: Vec<_> = ways
            .filter_map(|((name, run), ran)| Some((*name, run, ran.as_ref()?)))
            .collect();
        for (name, _, ran) in &ways {
            assert_alike(self.title, name, ways[0].2, ran);
        }
        let mut years = vec![Vec::new(); ways.len()];
        let mut events = vec![Vec::new(); ways.len()];
        let mut to_first = vec![Vec::new(); ways.len()];
        let mut to_last = vec![Vec::new(); ways.len()];
        for _ in 0..rounds {
            let round: Vec<Ran> = ways.iter().filter_map(|(_, run, _)| run()).collect();
            for (index, ran) in round.iter().enumerate() {
                years[index].push(ran.years_a_second);
                events[index].extend(ran.events_a_second);
                to_first[index].push(ran.years_a_second / round[0].years_a_second);
                to_last[index].push(ran.years_a_second / round[round.len() - 1].years_a_second);
            }
        }
        println!("\n{}, medians of {rounds} rounds", self.title);
        let last = ways.last().map_or("", |way| way.0);
        println!(
            "{:26} {:>12} {:>12} {:>12} {:>12} {:>14}",
            "",
            "h down/year",
            "years/s",
            "events/s",
            "to the first",
            format!("to {last}"),
        );
        for (index, (name, _, ran)) in ways.iter().enumerate() {
            println!(
                "{name:26} {:>12.4} {:>12.0} {:>12} {:>12.3} {:>14.1}",
                ran.mean,
                median(&mut years[index]),
                match events[index].len() {
                    0 => "-".to_owned(),
                    _ => format!("{:.1} M", median(&mut events[index]) / 1e6),
                },
                median(&mut to_first[index]),
                median(&mut to_last[index]),
            );
        }
    }
}

/// Stops where a contestant is about another model.
fn assert_alike(title: &str, name: &str, first: &Ran, ran: &Ran) {
    let errors = (ran.mean - first.mean).abs() / ran.error.hypot(first.error).max(1e-12);
    assert!(
        errors <= AGREEMENT,
        "{title}: the mean of {name}, {} h, is {errors:.1} standard errors from {} h",
        ran.mean,
        first.mean
    );
    if let (Some(outages), Some(first)) = (ran.outages, first.outages) {
        assert!(
            (outages / first - 1.0).abs() <= ALIKE,
            "{title}: {outages} outages a year by {name} and not {first}"
        );
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
