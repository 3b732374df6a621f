//! How fast something goes: a law as the chain needs it, or the complaint that it is no exponential one.

use crate::{exact::obstacle::Obstacle, law::Law};

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// No time.
    AtOnce,
    /// An exponential time of this rate [1/h].
    Rate(f64),
}

impl Pace {
    /// The pace of a law; `what` names it in a complaint.
    pub fn of(law: &Law, what: impl FnOnce() -> String) -> Result<Self, Obstacle> {
        let law = law.settled();
        let kind = match law {
            Law::Fixed(value) if value <= 0.0 => return Ok(Self::AtOnce),
            Law::Exponential { mean } | Law::Gamma { shape: 1.0, mean } => {
                return Ok(Self::Rate(1.0 / mean));
            }
            Law::Weibull(law) if law.shape() == 1.0 => return Ok(Self::Rate(1.0 / law.mean())),
            Law::Fixed(_) => "fixed",
            Law::Lognormal { .. } => "lognormal",
            Law::Uniform { .. } => "uniform",
            Law::Weibull(_) => "a Weibull law",
            Law::Gamma { .. } => "a gamma law",
            Law::Observed(_) => "a list of observed values",
            Law::Cut(_) => "cut at its `most`",
        };
        Err(Obstacle::NotExponential { what: what(), kind })
    }

    /// The rate [1/h]; `None` where it takes no time.
    pub fn rate(self) -> Option<f64> {
        match self {
            Self::AtOnce => None,
            Self::Rate(rate) => Some(rate),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_by_any_name() {
        let pace = |law: Law| Pace::of(&law, || "the switch of `db`".to_owned());
        assert_eq!(pace(Law::Fixed(0.0)), Ok(Pace::AtOnce));
        for law in [
            Law::Exponential { mean: 4.0 },
            Law::weibull(1.0, 4.0),
            Law::Gamma {
                shape: 1.0,
                mean: 4.0,
            },
        ] {
            assert_eq!(pace(law), Ok(Pace::Rate(0.25)));
        }
        let complaint = pace(Law::Fixed(0.5)).map_err(|obstacle| obstacle.to_string());
        assert!(complaint.is_err_and(|text| text.contains("switch of `db` is fixed")));
    }
}
