//! The Seoul shop in two zones. All times to failure are exponential, so failures are one Poisson stream of the summed
//! rate: whose turn it is takes one draw (Walker's alias method), and a source that is down already is passed over, which
//! a law without memory allows. What is down is a handful of ends; what it takes down, a nibble for each leaf of one word.

use rand_distr::{Distribution, StandardNormal};

use super::{
    Counted, Draws, Service, YEAR,
    numbers::{BITS, LEAVES, Shop},
};

/// Leaves that everything hangs on: dns and the two balancers.
const ALONE: u64 = 0xF_00FF;

/// An outage in progress.
#[derive(Clone, Copy)]
struct Ending {
    at: f64,
    takes: u64,
}

/// The database's two members: which one serves, or when the switch ends.
struct Database {
    serving: Option<usize>,
    switched: f64,
}

impl Shop {
    /// Runs for so many years.
    pub fn run(&self, years: u64) -> Counted {
        let mut draws = Draws::new();
        let mut busy = vec![0.0; self.sources.len()];
        let mut endings: Vec<Ending> = Vec::new();
        let mut database = Database {
            serving: Some(0),
            switched: f64::INFINITY,
        };
        let (mut lost, mut failure, mut ending) =
            (0u64, draws.exponential(self.between), f64::INFINITY);
        let (mut service, mut counted) = (Service::default(), Counted::default());
        counted.totals.reserve(years as usize);
        for year in 1..=years {
            let end = year as f64 * YEAR;
            loop {
                let now = failure.min(ending).min(database.switched);
                if now >= end {
                    break;
                }
                counted.events += 1;
                if now == failure {
                    failure = now + draws.exponential(self.between);
                    let turn = draws.unit() * self.alias.len() as f64;
                    let (share, other) = self.alias[turn as usize];
                    let source = if turn.fract() < share {
                        turn as usize
                    } else {
                        other
                    };
                    if self.sources[source].strikes.is_empty() {
                        lost += self.fail(source, now, &mut busy, &mut endings, &mut draws);
                    } else {
                        for &struck in &self.sources[source].strikes {
                            lost += self.fail(struck, now, &mut busy, &mut endings, &mut draws);
                        }
                    }
                } else if now == ending {
                    endings.retain(|outage| {
                        lost -= if outage.at == now { outage.takes } else { 0 };
                        outage.at != now
                    });
                }
                ending = endings
                    .iter()
                    .fold(f64::INFINITY, |first, outage| first.min(outage.at));
                database.follow(lost, now, self.switch, &mut draws);
                service.set(is_down(lost) || database.serving.is_none(), now);
            }
            counted.totals.push(service.end_year(end));
        }
        counted.outages = service.outages;
        counted
    }

    /// A source fails unless it is down; what it takes down.
    #[inline]
    fn fail(
        &self,
        source: usize,
        now: f64,
        busy: &mut [f64],
        endings: &mut Vec<Ending>,
        draws: &mut Draws,
    ) -> u64 {
        let numbers = &self.sources[source];
        if busy[source] > now {
            return 0;
        }
        let normal: f64 = StandardNormal.sample(&mut draws.0);
        let at = now + numbers.median * (numbers.sigma * normal).exp();
        busy[source] = at;
        if numbers.reach < 1.0 && draws.unit() >= numbers.reach {
            return 0;
        }
        let mut takes = numbers.takes;
        if numbers.hits < 1.0 {
            for leaf in 0..LEAVES.len() {
                if takes >> (leaf * BITS) & 1 == 1 && draws.unit() >= numbers.hits {
                    takes ^= 1 << (leaf * BITS);
                }
            }
        }
        endings.push(Ending { at, takes });
        takes
    }
}

impl Database {
    /// Both members' states may have changed: after a total loss, and where the one that was lost is back, whoever is up
    /// serves at once; the first serves where it can.
    #[inline]
    fn follow(&mut self, lost: u64, now: f64, switch: (f64, f64), draws: &mut Draws) {
        let up = [7, 8].map(|leaf| lost >> (leaf * BITS) & 0xF == 0);
        match (self.serving, up) {
            (Some(serving), _) if up[serving] => {
                if up[0] {
                    self.serving = Some(0);
                }
            }
            (Some(_), [false, false]) => self.serving = None,
            (Some(_), _) => {
                self.serving = None;
                self.switched = now + switch.0 + draws.unit() * (switch.1 - switch.0);
            }
            (None, [false, false]) => self.switched = f64::INFINITY,
            (None, _) if self.switched > now && self.switched.is_finite() && up != [true, true] => {
            }
            (None, _) => {
                self.serving = Some(usize::from(!up[0]));
                self.switched = f64::INFINITY;
            }
        }
    }
}

/// Whether the path does not hold, the database left aside.
#[inline]
fn is_down(lost: u64) -> bool {
    let both =
        |first: usize| lost >> (first * BITS) & 0xF != 0 && lost >> ((first + 1) * BITS) & 0xF != 0;
    lost & ALONE != 0 || both(2) || both(5)
}
