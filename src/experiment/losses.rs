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
