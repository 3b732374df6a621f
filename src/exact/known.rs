//! An exact answer: its numbers and how it was found.

use crate::units::{HOURS_PER_YEAR, MINUTES_PER_HOUR};

/// What is known exactly of one architecture in the steady state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exact {
    /// How it was found.
    pub method: Method,
    /// Share of the time without service, to full relative accuracy however small.
    pub unavailability: f64,
    /// The same in minutes a year.
    pub downtime_minutes: f64,
    /// Maximal intervals of downtime that begin in a year. `None` where at one and the same age of an outage one
    /// component begins to feel it and another ceases to, which only fixed delays of equal length bring about.
    pub outages_per_year: Option<f64>,
    /// Mean length of an outage [min]; `None` where there are none or their number is not known.
    pub mean_outage_minutes: Option<f64>,
    /// Of the downtime, minutes a year in which enough is up to serve, but no member of some group serves.
    pub failover_minutes: f64,
    /// Time without service that is caused by maintenance which is not counted [min a year], beside the downtime; the
    /// difference of two probabilities. `None` where that maintenance has no exact answer.
    pub planned_minutes: Option<f64>,
    /// Requests lost while the service is up, weighted by their share [min a year]; `None` where that is not known exactly, and before
    /// [`with_losses`](super::with_losses).
    pub lost_service_minutes: Option<f64>,
    /// Data lost in moves to another member [min of writing a year]; the same.
    pub data_lost_minutes: Option<f64>,
}

/// How an exact answer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// From the structure of independent sources, by decision diagrams.
    Diagram,
    /// From the Markov chain of all states.
    Chain,
}

impl Exact {
    /// From shares of the time down and how often it goes down [1/h].
    pub(super) fn new(method: Method, down: f64, falls: Option<f64>, failover: f64) -> Self {
        let minutes = HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let outages_per_year = falls.map(|an_hour| an_hour * HOURS_PER_YEAR);
        Self {
            method,
            unavailability: down,
            downtime_minutes: down * minutes,
            outages_per_year,
            mean_outage_minutes: outages_per_year
                .filter(|&outages| outages > 0.0)
                .map(|outages| down * minutes / outages),
            failover_minutes: failover * minutes,
            planned_minutes: Some(0.0),
            lost_service_minutes: None,
            data_lost_minutes: None,
        }
    }
}
