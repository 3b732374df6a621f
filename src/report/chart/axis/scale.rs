//! A stretch of values along a stretch of the drawing, and its marks.

/// Less than this lies at the lower end of every logarithmic scale; of downtime [min] a microsecond.
pub(in super::super) const LEAST: f64 = 1.0 / 60.0 / 1e6;

/// One mark of an axis.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Tick {
    /// Where, in the axis's unit.
    pub(in super::super) value: f64,
    /// What is written there.
    pub(in super::super) label: String,
}

/// A scale with its marks.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Axis {
    /// Where values lie.
    pub(in super::super) scale: Scale,
    /// The marks in order of their values.
    pub(in super::super) ticks: Vec<Tick>,
}

impl Axis {
    /// A scale with marks at these values.
    pub(in super::super) fn new(
        scale: Scale,
        values: impl IntoIterator<Item = f64>,
        label: impl Fn(f64) -> String,
    ) -> Self {
        let ticks = values.into_iter().map(|value| Tick {
            value,
            label: label(value),
        });
        Axis {
            scale,
            ticks: ticks.collect(),
        }
    }

    /// Where a value lies.
    pub(in super::super) fn at(&self, value: f64) -> f64 {
        self.scale.at(value)
    }
}

/// A stretch of values laid along a stretch of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Scale {
    /// Least and greatest value; logarithms where `log`.
    range: (f64, f64),
    /// Where these two lie in the drawing.
    place: (f64, f64),
    /// Whether equal ratios take equal room.
    log: bool,
}

impl Scale {
    /// Equal differences take equal room.
    pub(in super::super) fn linear(range: (f64, f64), place: (f64, f64)) -> Self {
        Scale {
            range,
            place,
            log: false,
        }
    }

    /// Equal ratios take equal room; both ends positive.
    pub(in super::super) fn logarithmic((low, high): (f64, f64), place: (f64, f64)) -> Self {
        Scale::decades((low.log10(), high.log10()), place)
    }

    /// The same between two powers of ten.
    pub(super) fn decades(range: (f64, f64), place: (f64, f64)) -> Self {
        Scale {
            range,
            place,
            log: true,
        }
    }

    /// Where a value lies; values beyond the ends lie at the ends, and what is not a number at the lower one.
    pub(in super::super) fn at(&self, value: f64) -> f64 {
        let share = (self.along(value) - self.range.0) / (self.range.1 - self.range.0);
        let share = if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        };
        self.place.0 + share * (self.place.1 - self.place.0)
    }

    /// Whether a value lies between the ends.
    pub(in super::super) fn holds(&self, value: f64) -> bool {
        (self.range.0..=self.range.1).contains(&self.along(value))
    }

    /// Length of the range: a logarithmic one's decades.
    pub(super) fn length(&self) -> f64 {
        self.range.1 - self.range.0
    }

    /// A value in the unit of the range.
    fn along(&self, value: f64) -> f64 {
        if self.log {
            value.max(LEAST).log10()
        } else {
            value
        }
    }
}

/// The least and the greatest of some values; `None` where there is no finite least one.
pub(in super::super) fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let ends = values.into_iter().fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(least, most): (f64, f64), value| (least.min(value), most.max(value)),
    );
    ends.0.is_finite().then_some(ends)
}

/// The least of 1, 2, 2.5, 5 times a power of ten that is not below the given step.
pub(super) fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|&round| round >= step * 0.999)
        .unwrap_or(step)
}
