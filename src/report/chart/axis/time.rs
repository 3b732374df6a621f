//! Axes of time, in the steps that people count time in.

use super::scale::{Axis, LEAST, Scale, extent, round_step};
use crate::report::words;

/// Minutes in a day.
const DAY: f64 = 1440.0;
/// Minutes in a second.
const SECOND: f64 = 1.0 / 60.0;
/// Marks of an axis of downtime, at most.
const MOST_STEPS: usize = 9;
/// Minutes in a year, more than which no year can be down.
const YEAR: f64 = 525_600.0;

/// An axis of minutes from zero, with at most six steps in the units that people use.
pub(in super::super) fn amounts(most: f64, place: (f64, f64)) -> Axis {
    let unit = match most {
        size if size < 2.0 => SECOND,
        size if size < 120.0 => 1.0,
        size if size < 2.0 * DAY => 60.0,
        _ => DAY,
    };
    let step = round_step(most / unit / 5.0) * unit;
    let values = (0..=5)
        .map(|index| f64::from(index) * step)
        .take_while(|&value| value <= most * 1.001);
    Axis::new(Scale::linear((0.0, most), place), values, label)
}

/// The axis of downtime: values [min a year], at least a decade of them.
pub(in super::super) fn downtime(values: &[f64], place: (f64, f64)) -> Axis {
    let usable = values.iter().copied().filter(|&value| value > 0.0);
    let usable = usable.map(|value| value.clamp(LEAST, YEAR).log10());
    // Without any downtime at all the axis still shows something: around a minute.
    let (least, most) = extent(usable).unwrap_or((-0.5, 0.5));
    let margin = 0.09 * (most - least) + 0.1;
    let short = (1.2 - (most - least + 2.0 * margin)).max(0.0) / 2.0;
    let scale = Scale::decades((least - margin - short, most + margin + short), place);
    // Several marks within a power of ten show that the axis is logarithmic.
    let (decades, fine) = (held(decades(), &scale), held(fine_steps(&scale), &scale));
    let steps = if fine.len() > MOST_STEPS {
        decades
    } else {
        fine
    };
    Axis::new(scale, steps, label)
}

/// Those of the steps that the scale holds.
fn held(mut steps: Vec<f64>, scale: &Scale) -> Vec<f64> {
    steps.retain(|&value| scale.holds(value));
    steps
}

/// A mark's length; a day is a day here, not 24 hours.
fn label(minutes: f64) -> String {
    if minutes == DAY {
        "1 day".to_owned()
    } else {
        words::short_minutes(minutes)
    }
}

/// Steps of about ten in the units that people use [min].
fn decades() -> Vec<f64> {
    let below = (1..=6).rev().map(|power| SECOND * 10f64.powi(-power));
    let usual = [
        SECOND,
        10.0 * SECOND,
        1.0,
        10.0,
        60.0,
        600.0,
        DAY,
        10.0 * DAY,
        100.0 * DAY,
    ];
    below.chain(usual).collect()
}

/// Finer steps for charts of less than three of the above [min], the finest where the scale is short.
fn fine_steps(scale: &Scale) -> Vec<f64> {
    let [small, seconds, hours, days]: [&'static [f64]; 4] = if scale.length() < 1.6 {
        [
            &[1.0, 2.0, 5.0],
            &[1.0, 2.0, 5.0, 10.0, 20.0, 30.0],
            &[1.0, 2.0, 5.0, 10.0],
            &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0],
        ]
    } else {
        [
            &[1.0, 3.0],
            &[1.0, 3.0, 10.0, 30.0],
            &[1.0, 3.0, 10.0],
            &[1.0, 3.0, 10.0, 30.0, 100.0, 300.0],
        ]
    };
    let times = |counts: &'static [f64], unit: f64| counts.iter().map(move |count| count * unit);
    let below = (1..=6).rev().flat_map(|power| {
        small
            .iter()
            .map(move |&digit| digit * SECOND * 10f64.powi(-power))
    });
    below
        .chain(times(seconds, SECOND))
        .chain(times(seconds, 1.0))
        .chain(times(hours, 60.0))
        .chain(times(days, DAY))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn downtime_in_human_steps() {
        let axis = downtime(&[0.5, 4000.0], (800.0, 100.0));
        assert_eq!(labels(&axis), ["1 min", "10 min", "1 h", "10 h", "1 day"]);
        assert!(axis.at(0.5) > axis.at(4000.0));
        let Axis { ticks, .. } = downtime(&[200.0], (800.0, 100.0));
        assert!(ticks.len() >= 3, "{ticks:?}");
        let Axis { scale, ticks } = downtime(&[0.0], (800.0, 100.0));
        assert!(ticks.len() >= 2 && scale.at(0.0) == 800.0, "{ticks:?}");
    }
}
