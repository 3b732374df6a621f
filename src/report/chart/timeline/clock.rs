//! Where the ticks of a stretch of time stand, in the steps that people count time in.

use super::super::axis::Tick;
use crate::units::MINUTES_PER_HOUR;

/// Most ticks of an axis.
const MOST: f64 = 8.0;
/// Steps [min].
const STEPS: [f64; 18] = [
    1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 360.0, 720.0, 1440.0, 2880.0, 7200.0,
    14400.0, 28800.0, 43200.0, 86400.0,
];
/// Minutes in a day.
const DAY: f64 = 1440.0;

/// The ticks between two hours of the year: `03:20` inside a day, `day 212` where one begins.
pub(super) fn ticks(from: f64, to: f64) -> Vec<Tick> {
    let (from, to) = (from * MINUTES_PER_HOUR, to * MINUTES_PER_HOUR);
    let least = (to - from) / MOST;
    let step = STEPS.into_iter().find(|step| *step >= least);
    let step = step.unwrap_or(86400.0);
    let first = (from / step).ceil() as i64;
    (first..)
        .map(|index| index as f64 * step)
        .take_while(|minute| *minute <= to)
        .map(|minute| Tick {
            value: minute / MINUTES_PER_HOUR,
            label: label(minute),
        })
        .collect()
}

fn label(minute: f64) -> String {
    let day = (minute / DAY).floor();
    let rest = minute - day * DAY;
    if rest == 0.0 {
        format!("day {:.0}", day + 1.0)
    } else {
        let hour = (rest / MINUTES_PER_HOUR).floor();
        format!("{hour:02.0}:{:02.0}", rest - hour * MINUTES_PER_HOUR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_few_and_readable() {
        let labels = |from: f64, to: f64| -> Vec<String> {
            ticks(from, to).into_iter().map(|tick| tick.label).collect()
        };
        assert_eq!(
            labels(24.0, 26.0),
            [
                "day 2", "00:15", "00:30", "00:45", "01:00", "01:15", "01:30", "01:45", "02:00"
            ]
        );
        assert_eq!(labels(0.0, 8760.0)[1], "day 61");
        for hours in [0.02, 0.3, 2.0, 7.0, 50.0, 400.0, 8760.0] {
            let count = ticks(1000.3, 1000.3 + hours).len();
            assert!((1..=9).contains(&count), "{hours}: {count}");
        }
    }
}
