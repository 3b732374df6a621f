//! Axes of money.

use super::scale::{Axis, Scale, extent, round_step};
use crate::report::words;

/// A logarithmic axis of positive amounts, at least a decade of it, with a mark at every power of ten.
pub(in super::super) fn prices(values: &[f64], place: (f64, f64), currency: &str) -> Axis {
    let (least, most) = extent(values.iter().copied()).unwrap_or((10.0, 1000.0));
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
    let values = (low.floor() as i32..=high.ceil() as i32)
        .filter(|power| power.rem_euclid(every) == 0)
        .flat_map(|power| digits.iter().map(move |digit| digit * 10f64.powi(power)))
        .filter(|&value| scale.holds(value));
    Axis::new(scale, values, |value| words::money_short(value, currency))
}

/// An axis of costs [currency a month], from zero unless all costs are nearly alike.
pub(in super::super) fn money(costs: &[f64], place: (f64, f64), currency: &str) -> Axis {
    let (least, most) = extent(costs.iter().copied()).unwrap_or((0.0, 0.0));
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
    let values = (first..first + 20)
        .map(|index| index as f64 * step)
        .take_while(|&value| value <= high);
    Axis::new(Scale::linear((low, high), place), values, |value| {
        label(value, step, most, currency)
    })
}

/// An amount on the axis, all of an axis in the same unit: `$2,000`, `₩1,200k`.
fn label(value: f64, step: f64, most: f64, currency: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn money_in_round_steps() {
        assert_eq!(
            labels(&money(&[191.84, 1490.2], (0.0, 1.0), "USD")),
            ["$0", "$500", "$1,000", "$1,500"]
        );
        assert_eq!(
            labels(&money(&[715_722.0, 1_232_000.0], (0.0, 1.0), "KRW")),
            ["₩0", "₩500k", "₩1,000k"]
        );
        assert_eq!(
            labels(&money(&[0.0, 0.0], (0.0, 1.0), "USD")).first(),
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
            let Axis { scale, ticks } = money(&costs, (0.0, 1.0), "USD");
            assert!((2..=12).contains(&ticks.len()), "{costs:?}: {ticks:?}");
            assert!(costs.iter().all(|&cost| scale.holds(cost)), "{costs:?}");
        }
    }
}
