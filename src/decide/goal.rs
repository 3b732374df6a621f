//! Whether an architecture meets the goal: its expected time not served, and the same of classes with a goal of their own, and the share of years that
//! keep to the rest.

use crate::{
    answer::{ArchitectureResult, Verdict},
    estimate::Interval,
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Share of years that must keep to a goal of recovery where the plan does not say.
pub const YEARS: f64 = 0.9;

/// Time not served that an availability leaves [min a year].
#[must_use]
pub fn allowed(availability: f64) -> f64 {
    (1.0 - availability) * HOURS_PER_YEAR * MINUTES_PER_HOUR
}

/// Whether an interval of the time not served [min a year] meets an availability.
#[must_use]
pub fn verdict(interval: Interval, availability: f64) -> Verdict {
    let allowed = allowed(availability);
    if interval.high <= allowed {
        Verdict::Yes
    } else if interval.low > allowed {
        Verdict::No
    } else {
        Verdict::Undecided
    }
}

/// The shares of years that keep to the availability, to the longest outage and to the most data lost, each with the share that is
/// wanted; nothing where none is. `years` is what the plan says of that.
fn of_years(result: &ArchitectureResult, years: Option<f64>) -> [Option<(f64, f64)>; 3] {
    let kept = result.single_years();
    let recovery = Some(years.unwrap_or(YEARS));
    [
        kept.p_goal.zip(years),
        kept.p_rto.zip(recovery),
        kept.p_rpo.zip(recovery),
    ]
}

/// What of the goal an architecture misses beside the availability of all requests: a further kind of goal is compared here, and whoever
/// chooses asks only whether any is missed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Misses {
    /// By which share of years too few keep to what is wanted of single years, at most; 0 where enough do.
    years: f64,
    /// A class of requests has too much time not served for the goal of its own.
    classes: bool,
}

impl Misses {
    /// By what is expected of each class [min a year not served], in their order; `years` is what the plan says of them.
    #[must_use]
    pub fn of(
        result: &ArchitectureResult,
        years: Option<f64>,
        unserved: impl Iterator<Item = f64>,
    ) -> Self {
        let classes = result.classes.iter().zip(unserved);
        let missed = classes.filter(|(class, lost)| *lost > allowed(class.availability_goal));
        Self {
            years: of_years(result, years)
                .into_iter()
                .flatten()
                .map(|(share, wanted)| wanted - share)
                .fold(0.0, f64::max),
            // All of them are asked: of a scenario, those of the next architecture are behind.
            classes: missed.count() > 0,
        }
    }

    /// Whether anything is missed.
    #[must_use]
    pub fn any(self) -> bool {
        self.years > 0.0 || self.is_more()
    }

    /// By which share of years too few keep to what is wanted of single years.
    #[must_use]
    pub fn years(self) -> f64 {
        self.years
    }

    /// Whether more is lost than the goal allows, single years apart.
    #[must_use]
    pub fn is_more(self) -> bool {
        self.classes
    }
}

/// Whether as many years as are wanted keep to the goal, by so many that were lived, and by the standard errors of the three shares
/// where years are not independent: within two standard errors nobody can tell.
#[must_use]
pub fn verdict_of_years(
    result: &ArchitectureResult,
    years: Option<f64>,
    lived: u64,
    errors: [f64; 3],
) -> Option<Verdict> {
    let each = of_years(result, years).into_iter().zip(errors);
    let verdicts = each.filter_map(|(of_years, error)| {
        let (share, wanted) = of_years?;
        // All years may have kept to it, and their error be nothing.
        let error = error.max((wanted * (1.0 - wanted) / lived.max(1) as f64).sqrt());
        Some(if (share - wanted).abs() < 2.0 * error {
            Verdict::Undecided
        } else if share >= wanted {
            Verdict::Yes
        } else {
            Verdict::No
        })
    });
    verdicts.reduce(Verdict::and)
}
