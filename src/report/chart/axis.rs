//! The two scales: money is linear, downtime logarithmic with the steps that people count time in.

use super::super::words;

/// Minutes in a day.
const DAY: f64 = 1440.0;
/// Minutes in a second.
const SECOND: f64 = 1.0 / 60.0;
/// Minutes in a year, more than which no year can be down.
pub(super) const YEAR: f64 = 525_600.0;
/// The least downtime that the axis can show [min]: a microsecond.
pub(super) const LEAST: f64 = SECOND / 1e6;

/// One mark of an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Where, in the axis's unit.
    pub(super) value: f64,
    /// What is written there.
    pub(super) label: String,
}

/// A stretch of values laid along a stretch of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// Least and greatest value; logarithms where `log`.
    range: (f64, f64),
    /// Where these two lie in the drawing.
    place: (f64, f64),
    /// Whether equal ratios take equal room.
    log: bool,
}

impl Scale {
    /// Where a value lies; values beyond the ends lie at the ends, and what is not a number at the lower one.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (self.along(value) - self.range.0) / (self.range.1 - self.range.0);
        let share = if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        };
        self.place.0 + share * (self.place.1 - self.place.0)
    }

    /// Whether a value lies between the ends.
    pub(super) fn holds(&self, value: f64) -> bool {
        (self.range.0..=self.range.1).contains(&self.along(value))
    }

    /// A value in the unit of the range.
    fn along(&self, value: f64) -> f64 {
        if self.log {
            value.max(LEAST).log10()
        } else {
            value
        }
    }

    /// Equal ratios take equal room; both ends positive.
    pub(super) fn logarithmic((low, high): (f64, f64), place: (f64, f64)) -> Self {
        Scale {
            range: (low.log10(), high.log10()),
            place,
            log: true,
        }
    }
}

/// An axis of minutes from zero, with at most six steps in the units that people use.
pub(super) fn amounts(most: f64, place: (f64, f64)) -> (Scale, Vec<Tick>) {
    let scale = Scale {
        range: (0.0, most),
        place,
        log: false,
    };
    let unit = match most {
        size if size < 2.0 => SECOND,
        size if size < 120.0 => 1.0,
        size if size < 2.0 * DAY => 60.0,
        _ => DAY,
    };
    let step = round_step(most / unit / 5.0) * unit;
    let ticks = (0..=5)
        .map(|index| f64::from(index) * step)
        .take_while(|&value| value <= most * 1.001)
        .map(|value| Tick {
            value,
            label: time_tick(value),
        })
        .collect();
    (scale, ticks)
}

/// A logarithmic axis of lengths of time [min] that holds these, with a little room at both ends.
pub(super) fn durations(values: &[f64], place: (f64, f64)) -> (Scale, Vec<Tick>) {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(0.0, f64::max);
    let scale = Scale::logarithmic(
        (
            least.max(LEAST) / 1.1,
            (most * 1.1).max(least.max(LEAST) * 10.0),
        ),
        place,
    );
    let fine = fine_steps(if scale.range.1 - scale.range.0 < 1.6 {
        3
    } else {
        2
    });
    let inside = |steps: &[f64]| steps.iter().filter(|&&value| scale.holds(value)).count();
    let decades = decades();
    let steps = if inside(&decades) >= 4 || inside(&fine) > 8 {
        decades
    } else {
        fine
    };
    let ticks = time_ticks(steps, &scale);
    (scale, ticks)
}

/// A logarithmic axis of positive amounts of money, at least a decade of it, with a tick at every power of ten.
pub(super) fn prices(values: &[f64], place: (f64, f64), currency: &str) -> (Scale, Vec<Tick>) {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(0.0, f64::max);
    let (least, most) = if least.is_finite() {
        (least, most)
    } else {
        (10.0, 1000.0)
    };
    let (low, high) = (least.log10() - 0.15, most.log10() + 0.15);
    let short = ((1.2 - (high - low)) / 2.0).max(0.0);
    let (low, high) = (low - short, high + short);
    let scale = Scale::logarithmic((10f64.powf(low), 10f64.powf(high)), place);
    let digits: &[f64] = if high - low < 2.2 {
        &[1.0, 2.0, 5.0]
    } else {
        &[1.0]
    };
    let every = ((high - low) / 7.0).ceil().max(1.0) as i32;
    let ticks = (low.floor() as i32..=high.ceil() as i32)
        .filter(|power| power.rem_euclid(every) == 0)
        .flat_map(|power| digits.iter().map(move |digit| digit * 10f64.powi(power)))
        .filter(|&value| scale.holds(value))
        .map(|value| Tick {
            value,
            label: words::money_short(value, currency),
        })
        .collect();
    (scale, ticks)
}

/// The cost axis: values [currency a month], from zero unless all costs are nearly alike.
pub(super) fn money(costs: &[f64], place: (f64, f64), currency: &str) -> (Scale, Vec<Tick>) {
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let most = costs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (least, most) = if least.is_finite() {
        (least, most)
    } else {
        (0.0, 0.0)
    };
    let spread = most - least;
    let near_zero = least >= 0.0 && spread > 0.3 * most;
    let (low, high) = if spread <= 1e-9 * most.abs() {
        if most <= 0.0 {
            (most.min(0.0) * 2.0, 1.0)
        } else {
            (0.0, most * 1.8)
        }
    } else if near_zero {
        (0.0, 1.2 * most)
    } else {
        (least - 0.35 * spread, most + 0.35 * spread)
    };
    // A point at zero stands beside the axis, not on its labels.
    let low = if least >= 0.0 && least < 0.03 * high {
        -0.03 * high
    } else {
        low
    };
    let step = round_step((high - low) / 5.5);
    let first = (low / step).ceil() as i64;
    let ticks = (first..first + 20)
        .map(|index| index as f64 * step)
        .take_while(|&value| value <= high)
        .map(|value| Tick {
            value,
            label: money_tick(value, step, most, currency),
        })
        .collect();
    (
        Scale {
            range: (low, high),
            place,
            log: false,
        },
        ticks,
    )
}

/// The least of 1, 2, 2.5, 5 times a power of ten that is not below the given step.
fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|&round| round >= step * 0.999)
        .unwrap_or(step)
}

/// An amount on the axis, all of an axis in the same unit: `$2,000`, `₩1,200k`.
fn money_tick(value: f64, step: f64, most: f64, currency: &str) -> String {
    let (unit, letter) = if most >= 1e8 {
        (1e6, "M")
    } else if most >= 1e5 {
        (1e3, "k")
    } else {
        (1.0, "")
    };
    let step = step / unit;
    let digits = if step.fract() == 0.0 {
        0
    } else if unit == 1.0 {
        // Cents come in pairs, and smaller steps need what they need.
        (1.0 - step.log10().floor()).clamp(2.0, 12.0) as usize
    } else {
        (1.0 - step.log10().floor()).clamp(1.0, 12.0) as usize
    };
    words::with_symbol(value, currency, |size| {
        let letter = if size == 0.0 { "" } else { letter };
        format!(
            "{}{letter}",
            words::grouped(size / unit, if size == 0.0 { 0 } else { digits })
        )
    })
}

/// The downtime axis: values [min a year], at least a decade of them.
pub(super) fn downtime(values: &[f64], place: (f64, f64)) -> (Scale, Vec<Tick>) {
    let usable = || {
        values
            .iter()
            .copied()
            .filter(|&value| value > 0.0)
            .map(|value| value.clamp(LEAST, YEAR).log10())
    };
    let least = usable().fold(f64::INFINITY, f64::min);
    let most = usable().fold(f64::NEG_INFINITY, f64::max);
    // Without any downtime at all the axis still shows something: around a minute.
    let (least, most) = if least.is_finite() {
        (least, most)
    } else {
        (-0.5, 0.5)
    };
    let margin = 0.09 * (most - least) + 0.1;
    let short = (1.2 - (most - least + 2.0 * margin)).max(0.0) / 2.0;
    let low = least - margin - short;
    let high = most + margin + short;
    let scale = Scale {
        range: (low, high),
        place,
        log: true,
    };
    let inside = |ticks: &[f64]| ticks.iter().filter(|&&value| scale.holds(value)).count();
    let decades = decades();
    let steps = if inside(&decades) >= 3 {
        decades
    } else {
        fine_steps(if high - low < 1.6 { 3 } else { 2 })
    };
    let ticks = time_ticks(steps, &scale);
    (scale, ticks)
}

/// A tick at each of the steps that the scale holds [min].
fn time_ticks(steps: Vec<f64>, scale: &Scale) -> Vec<Tick> {
    let held = steps.into_iter().filter(|&value| scale.holds(value));
    held.map(|value| Tick {
        value,
        label: time_tick(value),
    })
    .collect()
}

/// A tick's length; a day is a day here, not 24 hours.
fn time_tick(minutes: f64) -> String {
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

/// Finer steps for charts of less than three of the above [min]: `per` of them a decade.
fn fine_steps(per: usize) -> Vec<f64> {
    let seconds: &[f64] = if per == 3 {
        &[1.0, 2.0, 5.0, 10.0, 20.0, 30.0]
    } else {
        &[1.0, 3.0, 10.0, 30.0]
    };
    let hours: &[f64] = if per == 3 {
        &[1.0, 2.0, 5.0, 10.0]
    } else {
        &[1.0, 3.0, 10.0]
    };
    let days: &[f64] = if per == 3 {
        &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0]
    } else {
        &[1.0, 3.0, 10.0, 30.0, 100.0, 300.0]
    };
    let small: &[f64] = if per == 3 {
        &[1.0, 2.0, 5.0]
    } else {
        &[1.0, 3.0]
    };
    let below = (1..=6).rev().flat_map(|power| {
        small
            .iter()
            .map(move |&digit| digit * SECOND * 10f64.powi(-power))
    });
    below
        .chain(seconds.iter().map(|&count| count * SECOND))
        .chain(seconds.iter().copied())
        .chain(hours.iter().map(|&count| count * 60.0))
        .chain(days.iter().map(|&count| count * DAY))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn downtime_in_human_steps() {
        let (scale, ticks) = downtime(&[0.5, 4000.0], (800.0, 100.0));
        assert_eq!(labels(&ticks), ["1 min", "10 min", "1 h", "10 h", "1 day"]);
        assert!(scale.at(0.5) > scale.at(4000.0));
        let (_, ticks) = downtime(&[200.0], (800.0, 100.0));
        assert!(ticks.len() >= 3, "{ticks:?}");
        let (scale, ticks) = downtime(&[0.0], (800.0, 100.0));
        assert!(ticks.len() >= 2 && scale.at(0.0) == 800.0, "{ticks:?}");
    }

    #[test]
    fn money_in_round_steps() {
        assert_eq!(
            labels(&money(&[191.84, 1490.2], (0.0, 1.0), "USD").1),
            ["$0", "$500", "$1,000", "$1,500"]
        );
        assert_eq!(
            labels(&money(&[715_722.0, 1_232_000.0], (0.0, 1.0), "KRW").1),
            ["₩0", "₩500k", "₩1,000k"]
        );
        assert_eq!(
            labels(&money(&[0.0, 0.0], (0.0, 1.0), "USD").1).first(),
            Some(&"$0")
        );
        for costs in [
            vec![],
            vec![511.23; 3],
            vec![500.0, 500.4],
            vec![-3.0, 5.0],
            vec![1e-3, 3e-3],
            vec![1e12],
        ] {
            let (scale, ticks) = money(&costs, (0.0, 1.0), "USD");
            assert!((2..=12).contains(&ticks.len()), "{costs:?}: {ticks:?}");
            assert!(costs.iter().all(|&cost| scale.holds(cost)), "{costs:?}");
        }
    }
}
