//! The ledger: what the time that passes is counted as.
//!
//! Outages are judged on stretches of positive length only, so that what goes down and up again at one instant is
//! nothing, and what comes up and goes down again at one instant is one outage.

use super::{attribution::Attribution, service::Service};
use crate::engine::{circuit::Circuit, life::Life};

/// What has been counted of a life so far.
#[derive(Debug)]
pub struct Ledger {
    pub life: Life,
    outage_since: Option<f64>,
    attribution: Attribution,
}

impl Ledger {
    /// Nothing counted.
    pub fn new(circuit: &Circuit) -> Self {
        Self {
            life: Life::new(circuit.sources.len()),
            outage_since: None,
            attribution: Attribution::new(&circuit.structure),
        }
    }

    /// No outage is in progress.
    pub fn reset(&mut self) {
        self.outage_since = None;
    }

    /// Lets time pass until hour `to`, in the state as it is.
    pub fn advance(&mut self, service: &mut Service<'_>, to: f64) {
        let now = service.now;
        if to <= now {
            return;
        }
        let from = now.max(0.0);
        let hours = service
            .sources
            .weighted(now, from - now, (to - from).max(0.0));
        let is_down = service.is_down();
        if is_down {
            self.outage_since.get_or_insert(now);
            if hours > 0.0 {
                self.attribution.charge(service, hours, &mut self.life);
            }
        } else {
            if self.outage_since.is_some() {
                self.close_outage(service, now);
            }
            if hours > 0.0 {
                self.life.lost_service += hours * service.lost();
            }
        }
        service.sources.grow_weight(now, to);
        service.now = to;
    }

    /// The outage in progress, if any, is over at hour `end`.
    pub fn close_outage(&mut self, service: &Service<'_>, end: f64) {
        if let Some(start) = self.outage_since.take() {
            if start >= 0.0 {
                self.life.outages += service.sources.weight();
                self.life.longest = self.life.longest.max(end - start);
                self.life.begins(start);
            } else if end > 0.0 {
                self.life.under_way = end - start;
            }
        }
    }
}
