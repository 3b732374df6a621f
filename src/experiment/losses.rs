//! What an architecture is expected not to serve, and to lose.

/// Expected losses of a year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Losses {
    /// Time without service [min a year].
    pub downtime: f64,
    /// Requests lost while the service is up, as time weighted by their share [min a year].
    pub lost_service: f64,
    /// Data lost, as time of writing [min a year].
    pub data_lost: f64,
}

impl Losses {
    /// Time not served: downtime and lost service [min a year].
    #[must_use]
    pub fn unserved(&self) -> f64 {
        self.downtime + self.lost_service
    }

    /// These, so many times.
    #[must_use]
    pub fn times(self, times: f64) -> Self {
        Self {
            downtime: self.downtime * times,
            lost_service: self.lost_service * times,
            data_lost: self.data_lost * times,
        }
    }

    /// These and `times` others.
    #[must_use]
    pub fn plus(self, times: f64, other: Self) -> Self {
        Self {
            downtime: self.downtime + times * other.downtime,
            lost_service: self.lost_service + times * other.lost_service,
            data_lost: self.data_lost + times * other.data_lost,
        }
    }

    /// These, as many times as `here` is of `there`; what is nothing there stays.
    #[must_use]
    pub fn as_in(self, here: Self, there: Self) -> Self {
        let times = |it: f64, here: f64, there: f64| match there > 0.0 {
            true => it * here / there,
            false => it,
        };
        Self {
            downtime: times(self.downtime, here.downtime, there.downtime),
            lost_service: times(self.lost_service, here.lost_service, there.lost_service),
            data_lost: times(self.data_lost, here.data_lost, there.data_lost),
        }
    }

    /// The mean of several; of none nothing.
    #[must_use]
    pub fn mean(all: &[Self]) -> Self {
        let sum = all
            .iter()
            .fold(Self::default(), |sum, it| sum.plus(1.0, *it));
        sum.times(1.0 / all.len().max(1) as f64)
    }

    /// These, put right by so much; what would then be nothing or less stays as it is, for luck takes off more than there is.
    #[must_use]
    pub fn put_right(self, by: Self) -> Self {
        let right = self.plus(1.0, by);
        let positive = |right: f64, plain: f64| if right > 0.0 { right } else { plain };
        Self {
            downtime: positive(right.downtime, self.downtime),
            lost_service: positive(right.lost_service, self.lost_service),
            data_lost: positive(right.data_lost, self.data_lost),
        }
    }

    /// No more of anything than there are minutes in a year.
    #[must_use]
    pub fn within(self, year: f64) -> Self {
        Self {
            downtime: self.downtime.clamp(0.0, year),
            lost_service: self.lost_service.clamp(0.0, year),
            data_lost: self.data_lost.max(0.0),
        }
    }
}
