//! What outages do to an architecture by their age, and what that costs.

use super::{
    ages::{Ages, Lasting, Values},
    wait::{Grain, values},
};
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
    /// Of an outage that costs nothing, and may strike others.
    pub fn none(ages: &Ages, strikes: bool) -> Self {
        Self {
            during: Curve::zero(ages),
            after: strikes.then(|| Curve::zero(ages)),
        }
    }

    /// The same for whoever only adds it to others: what is nothing at any age is left out.
    pub fn without_zeros(mut self) -> Self {
        for curve in [Some(&mut self.during), self.after.as_mut()] {
            let all = curve.into_iter().flat_map(|curve| {
                let Curve {
                    down,
                    instant,
                    lost,
                    back,
                    data,
                    outages,
                    falls: _,
                } = curve;
                [down, instant, lost, back, data, outages]
            });
            let zeros = all.filter(|values| values.iter().all(|it| *it == 0.0));
            zeros.for_each(|values| *values = Values::new());
        }
        self
    }

    /// What it does while the source itself is down, or is up again.
    pub fn while_down(&mut self, is_down: bool) -> Option<&mut Curve> {
        if is_down {
            Some(&mut self.during)
        } else {
            self.after.as_mut()
        }
    }

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

    /// What an outage costs that lasts so long.
    pub fn cost(&self, ages: &Ages, lasting: &Lasting) -> Cost {
        // While it lasts, what it does; after it, what those do that it struck.
        let sum = |of: fn(&Curve) -> &Values,
                   through: fn(&Lasting, &[f64]) -> f64,
                   always: &dyn Fn(&[f64]) -> f64| {
            let after = self.after.iter().map(of);
            let after = after.map(|after| always(after) - through(lasting, after));
            through(lasting, of(&self.during)) + after.sum::<f64>()
        };
        let time = |of| sum(of, Lasting::through, &|after| ages.whole(after));
        let moves = |of| sum(of, Lasting::met, &|after| after.iter().sum());
        Cost {
            downtime: time(|it| &it.down) + moves(|it| &it.back),
            instant: time(|it| &it.instant),
            lost_service: time(|it| &it.lost),
            data: moves(|it| &it.data),
            outages: moves(|it| &it.outages),
            falls: self.during.falls,
        }
    }

    /// What an outage costs beyond what it would if failovers took no time and always worked, lost service included, each hour of it
    /// weighed by the outage's age then [h²]. What going back costs is lost when the outage ends: `None` where others that it strikes
    /// may end later.
    pub fn aged(&self, ages: &Ages, lasts: &Law) -> Option<f64> {
        let weighed = |curve: &Curve| -> Values {
            let each = ages.at().iter().zip(&curve.down);
            let each = each.zip(&curve.instant).zip(&curve.lost);
            each.map(|(((age, down), instant), lost)| age * (down - instant + lost))
                .collect()
        };
        let returns = |curve: &Curve| curve.back.iter().any(|it| *it > 0.0);
        let lasting = ages.lasting(lasts);
        let during = weighed(&self.during);
        let Some(after) = &self.after else {
            let back = if returns(&self.during) {
                self.aged_back(ages, lasts)
            } else {
                0.0
            };
            return Some(lasting.through(&during) + back);
        };
        if returns(&self.during) || returns(after) {
            return None;
        }
        let after = weighed(after);
        let more = during.iter().zip(&after);
        let more: Values = more.map(|(during, after)| during - after).collect();
        Some(lasting.through(&more) + ages.whole(&after))
    }

    fn aged_back(&self, ages: &Ages, lasts: &Law) -> f64 {
        let lengths = values(lasts, Grain::FINE);
        let each = lengths.iter().map(|(length, weight)| {
            let reached = ages.at().partition_point(|age| age < length);
            weight * length * self.during.back[..reached].iter().sum::<f64>()
        });
        each.sum()
    }
}

impl Curve {
    /// Adds another, times a share at each age.
    pub fn add(&mut self, share: &[f64], other: &Self) {
        let all = [
            (&mut self.down, &other.down),
            (&mut self.instant, &other.instant),
            (&mut self.lost, &other.lost),
            (&mut self.back, &other.back),
            (&mut self.data, &other.data),
            (&mut self.outages, &other.outages),
        ];
        for (sum, of) in all {
            for ((sum, share), of) in sum.iter_mut().zip(share).zip(of) {
                *sum += share * of;
            }
        }
        self.falls += share.first().copied().unwrap_or(0.0) * other.falls;
    }

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
