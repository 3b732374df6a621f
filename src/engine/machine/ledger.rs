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
    outage: Option<Since>,
    attribution: Attribution,
    /// Whether anyone asks what downtime is charged to.
    charges: bool,
}

/// When the outage in progress began, and by how much it counts.
#[derive(Debug, Clone, Copy)]
pub struct Since {
    at: f64,
    weight: f64,
}

impl Ledger {
    /// Nothing counted.
    pub fn new(circuit: &Circuit) -> Self {
        Self {
            life: Life::new(circuit.sources.len()),
            outage: None,
            attribution: Attribution::new(&circuit.structure),
            charges: true,
        }
    }

    /// From now on downtime is charged to nobody.
    pub fn charge_nobody(&mut self) {
        self.charges = false;
    }

    /// No outage is in progress.
    pub fn reset(&mut self) {
        self.outage = None;
    }

    /// Lets time pass until hour `to`, in the state as it is.
    pub fn advance(&mut self, service: &mut Service<'_>, to: f64) {
        let now = service.now;
        if to <= now {
            return;
        }
        let hours = (to - now.max(0.0)).max(0.0) * service.counts();
        let is_down = service.is_down();
        if is_down {
            let weight = service.counts();
            self.outage.get_or_insert(Since { at: now, weight });
            if hours > 0.0 {
                if self.charges {
                    self.attribution.charge(service, hours, &mut self.life);
                } else {
                    self.attribution.count(service, hours, &mut self.life);
                }
                self.life.unserved(now, to, 1.0);
            }
        } else {
            self.close_outage(now);
            if hours > 0.0 {
                let lost = service.lost();
                self.life.lost_service += hours * lost;
                if lost > 0.0 {
                    self.life.unserved(now, to, lost);
                }
            }
        }
        service.now = to;
    }

    /// The outage in progress, if any, is over at hour `end`.
    #[inline]
    pub fn close_outage(&mut self, end: f64) {
        if let Some(Since { at, weight }) = self.outage.take() {
            if at >= 0.0 {
                self.life.outages += weight;
                self.life.longest = self.life.longest.max(end - at);
                self.life.begins(at);
            } else if end > 0.0 {
                self.life.under_way = end - at;
            }
        }
    }

    /// Sets the outage in progress aside, while something else is counted.
    pub fn set_aside(&mut self) -> Option<Since> {
        self.outage.take()
    }

    /// Goes on with what was set aside.
    pub fn go_on(&mut self, outage: Option<Since>) {
        self.outage = outage;
    }

    /// An outage that is in progress already, and counts nowhere here.
    pub fn carry(&mut self, since: f64) {
        self.outage = Some(Since {
            at: since,
            weight: 0.0,
        });
    }
}
