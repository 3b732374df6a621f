//! Two of three nodes behind one shared thing: four next times, the earliest is dealt with.

use super::{Counted, Draws, Service, YEAR};

/// Mean time up and mean outage of the nodes and, last, of the shared thing [h].
const MEANS: [(f64, f64); 4] = [
    (1000.0, 10.0),
    (1000.0, 10.0),
    (1000.0, 10.0),
    (20_000.0, 2.0),
];
/// What going down adds to the state: nodes are counted, the shared thing counts for as many as it takes.
const WEIGHT: [u32; 4] = [1, 1, 1, 2];

/// Runs for so many years.
pub fn run(years: u64) -> Counted {
    let mut draws = Draws::new();
    let mut next = MEANS.map(|(up, _)| draws.exponential(up));
    let mut is_down = [false; 4];
    let mut lost = 0;
    let mut service = Service::default();
    let mut counted = Counted::default();
    counted.totals.reserve(years as usize);
    for year in 1..=years {
        let end = year as f64 * YEAR;
        loop {
            let (low, high) = (
                usize::from(next[1] < next[0]),
                2 + usize::from(next[3] < next[2]),
            );
            let first = if next[high] < next[low] { high } else { low };
            let now = next[first];
            if now >= end {
                break;
            }
            counted.events += 1;
            is_down[first] = !is_down[first];
            next[first] = if is_down[first] {
                lost += WEIGHT[first];
                now + draws.exponential(MEANS[first].1)
            } else {
                lost -= WEIGHT[first];
                now + draws.exponential(MEANS[first].0)
            };
            service.set(lost >= 2, now);
        }
        counted.totals.push(service.end_year(end));
    }
    counted.outages = service.outages;
    counted
}
