//! When a crew works: the windows of its week.

use super::stream::Key;
use crate::topology::Crew;

/// Hours of a week.
pub const WEEK: f64 = 168.0;
/// Purpose of the draw that says where in the week a life begins.
const MONDAY: u64 = 0x0C12_EE4D_0000_0001;

/// How far into the week hour 0 of a life lies [h].
pub fn monday(life: Key, stationary: bool) -> f64 {
    if stationary {
        life.of(MONDAY).unit() * WEEK
    } else {
        0.0
    }
}

/// The share of full speed at which a crew works on average over the week.
pub fn pace(crew: &Crew) -> f64 {
    crew.hours.as_ref().map_or(1.0, |hours| {
        let inside: f64 = hours.windows.iter().map(|(from, to)| to - from).sum();
        (inside + (WEEK - inside) * hours.outside) / WEEK
    })
}

/// The hour at which a crew that begins at `from` has done `work` hours at full speed; `monday` as [`monday`] has it.
/// Infinite where it never works.
pub fn finish(crew: &Crew, from: f64, work: f64, monday: f64) -> f64 {
    let Some(hours) = &crew.hours else {
        return from + work;
    };
    let in_a_week = pace(crew) * WEEK;
    if in_a_week <= 0.0 {
        return f64::INFINITY;
    }
    // Whole weeks first, then stretch by stretch; a week's work is done before every stretch has been met twice.
    let weeks = ((work / in_a_week).ceil() - 1.0).max(0.0);
    let mut left = work - weeks * in_a_week;
    let mut now = (from + monday).rem_euclid(WEEK);
    let mut passed = weeks * WEEK;
    let count = hours.windows.len();
    let first = hours.windows.partition_point(|window| window.1 <= now);
    for (round, index) in (first..=first + count).filter_map(|index| {
        let round = index.checked_div(count)?;
        Some((round, index - round * count))
    }) {
        let (opens, closes) = hours.windows[index];
        let later = round as f64 * WEEK;
        for (to, speed) in [(opens + later, hours.outside), (closes + later, 1.0)] {
            let stretch = (to - now).max(0.0);
            if speed > 0.0 && left <= stretch * speed {
                return from + passed + left / speed;
            }
            left -= stretch * speed;
            passed += stretch;
            now += stretch;
        }
    }
    from + passed
        + if hours.outside > 0.0 {
            left.max(0.0) / hours.outside
        } else {
            0.0
        }
}

/// The work that a crew does from one hour to another [h at full speed]; `monday` as [`monday`] has it.
pub fn done(crew: &Crew, from: f64, to: f64, monday: f64) -> f64 {
    let Some(hours) = &crew.hours else {
        return to - from;
    };
    let inside = |at: f64| {
        let week = (at + monday).div_euclid(WEEK);
        let now = (at + monday).rem_euclid(WEEK);
        let stretches = hours.windows.iter();
        let this = stretches
            .clone()
            .map(|(opens, closes)| (now.min(*closes) - opens).max(0.0));
        let whole = stretches.map(|(opens, closes)| closes - opens).sum::<f64>();
        week * whole + this.sum::<f64>()
    };
    let inside = inside(to) - inside(from);
    inside + (to - from - inside).max(0.0) * hours.outside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topology::Hours;

    fn office(outside: f64) -> Crew {
        let windows = (0..5).map(|day| {
            let morning = f64::from(day) * 24.0 + 9.0;
            (morning, morning + 8.0)
        });
        Crew {
            name: "office".to_owned(),
            size: 1,
            hours: Some(Hours {
                windows: windows.collect(),
                outside,
            }),
        }
    }

    /// Minute by minute.
    fn by_steps(crew: &Crew, from: f64, work: f64, monday: f64) -> f64 {
        let hours = crew.hours.as_ref().unwrap();
        let step = 1.0 / 64.0;
        let (mut now, mut done) = (from, 0.0);
        while done < work {
            let week = (now + monday).rem_euclid(WEEK);
            let inside = hours
                .windows
                .iter()
                .any(|window| (window.0..window.1).contains(&week));
            done += if inside { step } else { step * hours.outside };
            now += step;
        }
        now
    }

    #[test]
    fn work_goes_on_at_the_speed_of_the_hour() {
        for outside in [0.0, 0.25, 1.0] {
            let crew = office(outside);
            for from in [
                -1000.0, 0.0, 5.0, 10.0, 16.5, 18.0, 110.0, 114.0, 167.0, 500.25,
            ] {
                for work in [0.25, 3.0, 8.0, 41.0, 200.0] {
                    for monday in [0.0, 100.0] {
                        let (found, expected) = (
                            finish(&crew, from, work, monday),
                            by_steps(&crew, from, work, monday),
                        );
                        let again = done(&crew, from, found, monday);
                        assert!((again - work).abs() < 1e-6, "{again} of {work}");
                        assert!(
                            (found - expected).abs() < 0.1,
                            "{outside} {from} {work} {monday}: {found}, {expected}"
                        );
                    }
                }
            }
        }
        let never = Crew {
            hours: Some(Hours {
                windows: Vec::new(),
                outside: 0.0,
            }),
            ..office(0.0)
        };
        assert_eq!(finish(&never, 0.0, 1.0, 0.0), f64::INFINITY);
    }
}
