//! What outages do to an architecture by their age, and what that costs.

use super::ages::{Ages, Values};
use crate::law::Law;

/// What an outage costs on average [h].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cost {
    /// Time without service.
    pub downtime: f64,
    /// The same if failovers took no time and always worked.
    pub instant: f64,
    /// Requests lost while the service is up.
    pub lost_service: f64,
    /// Data lost, in hours of writing.
    pub data: f64,
    /// Outages beyond those that there would be if failovers took no time and always worked.
    pub outages: f64,
    /// Chance that the service goes down at once if failovers take no time and always work.
    pub falls: f64,
}

/// What outages do by their age.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// While the source itself is down.
    pub during: Curve,
    /// When it is up again and others that it struck may not be; `None` where it strikes nobody.
    pub after: Option<Curve>,
}

/// What an outage costs by its age: shares of the time, to be integrated over the age, and what happens in the stretch around each
/// age, to be added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Chance that the service is down.
    pub down: Values,
    /// The same if failovers took no time and always worked.
    pub instant: Values,
    /// Share of the requests that is lost while the service is up, beyond what is lost with nothing down.
    pub lost: Values,
    /// Per stretch of ages, hours of downtime for going back afterwards, once a group has moved there.
    pub back: Values,
    /// Per stretch of ages, hours of writing that are lost with a move there.
    pub data: Values,
    /// Per stretch of ages, outages that there are there and would not be if failovers took no time and always worked.
    pub outages: Values,
    /// Chance that the service would be down at the beginning if failovers took no time and always worked.
    pub falls: f64,
}

impl Effects {
    /// Whether all would be the same if failovers took no time and always worked, nothing but the service's being down counted.
    pub fn are_static(&self) -> bool {
        let Curve {
            down,
            instant,
            lost,
            back,
            data,
            outages,
            falls: _,
        } = &self.during;
        let mut others = [lost, back, data, outages].into_iter();
        self.after.is_none() && down == instant && others.all(|it| it.iter().all(|it| *it == 0.0))
    }

    /// What an outage costs whose length has this law.
    pub fn cost(&self, ages: &Ages, lasts: &Law) -> Cost {
        let lasting = ages.lasting(lasts);
        let while_it_lasts = |of: fn(&Curve) -> &Values| {
            let during = of(&self.during);
            match &self.after {
                None => (during.clone(), None),
                Some(after) => {
                    let after = of(after);
                    let more = during
                        .iter()
                        .zip(after)
                        .map(|(during, after)| during - after);
                    (more.collect(), Some(after))
                }
            }
        };
        let time = |of: fn(&Curve) -> &Values| {
            let (more, always) = while_it_lasts(of);
            ages.through(&lasting, &more) + always.map_or(0.0, |it| ages.whole(it))
        };
        let moves = |of: fn(&Curve) -> &Values| {
            let (more, always) = while_it_lasts(of);
            ages.met(&lasting, &more) + always.map_or(0.0, |it| it.iter().sum())
        };
        Cost {
            downtime: time(|it| &it.down) + moves(|it| &it.back),
            instant: time(|it| &it.instant),
            lost_service: time(|it| &it.lost),
            data: moves(|it| &it.data),
            outages: moves(|it| &it.outages),
            falls: self.during.falls,
        }
    }
}

impl Curve {
    /// Of an outage that costs nothing.
    pub fn zero(ages: &Ages) -> Self {
        let zero = vec![0.0; ages.at().len()];
        Self {
            down: zero.clone(),
            instant: zero.clone(),
            lost: zero.clone(),
            back: zero.clone(),
            data: zero.clone(),
            outages: zero,
            falls: 0.0,
        }
    }
}
