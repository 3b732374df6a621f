//! What is counted of one life of one architecture.

use super::script::Skipped;
use crate::units::HOURS_PER_MONTH;

/// What is counted of one life of one architecture; times in hours, from 0 to the life's end.
#[derive(Debug, Clone, Default)]
pub struct Life {
    /// Without service.
    pub downtime: f64,
    /// Of it, while something was up to serve.
    pub failover: f64,
    /// Requests lost while the service was up, weighted by their share.
    pub lost_service: f64,
    /// Data lost in failovers, in hours of writing.
    pub data_lost: f64,
    /// Most of it that a single move to another member lost.
    pub most_lost: f64,
    /// Time not served in each month of 730 h; empty where nobody asks for it.
    pub months: Vec<f64>,
    /// Outages that began inside the year, each by its weight.
    pub outages: f64,
    /// When the first of them began.
    pub first_outage: Option<f64>,
    /// The longest of them, cut at the life's end.
    pub longest: f64,
    /// The length of the outage under way when the life begins, as far as it is known, cut at the life's end; 0 without one.
    pub under_way: f64,
    /// Of branches: the part of the year in which further failures could be chosen.
    pub open: f64,
    /// Of branches: whether something was cut before its end was known.
    pub is_cut: bool,
    /// Cues and timers of the counted year that were dealt with.
    pub events: u64,
    /// Per local source and one more for switching back, what is charged to it: (all, of it failover).
    pub charges: Vec<(f64, f64)>,
    /// The sources with a charge.
    pub charged: Vec<u32>,
}

impl Life {
    /// For so many local sources.
    pub fn new(sources: usize) -> Self {
        Self {
            charges: vec![(0.0, 0.0); sources + 1],
            ..Self::default()
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        let mut charges = std::mem::take(&mut self.charges);
        let mut charged = std::mem::take(&mut self.charged);
        let mut months = std::mem::take(&mut self.months);
        months.fill(0.0);
        charged
            .drain(..)
            .for_each(|source| charges[source as usize] = (0.0, 0.0));
        *self = Self {
            charges,
            charged,
            months,
            ..Self::default()
        };
    }

    /// Counts an outage that need not be lived through; `until` is the life's end [h].
    #[inline]
    pub fn skip(&mut self, skipped: &Skipped, until: f64) {
        self.events += 2 * u64::from(skipped.start >= 0.0);
        let (start, end) = (skipped.start.max(0.0), skipped.end.min(until));
        if let Some(cause) = skipped.cause
            && end > start
        {
            self.downtime += end - start;
            self.unserved(start, end, 1.0);
            self.charge(cause, end - start, false);
            if skipped.start >= 0.0 {
                self.outages += 1.0;
                self.longest = self.longest.max(end - start);
                self.begins(start);
            } else {
                self.under_way = end - skipped.start;
            }
        }
    }

    /// Counts a share of the requests as not served from one hour to another, month by month.
    #[inline]
    pub fn unserved(&mut self, from: f64, to: f64, share: f64) {
        if !self.months.is_empty() {
            self.in_months(from, to, share);
        }
    }

    fn in_months(&mut self, from: f64, to: f64, share: f64) {
        let last = self.months.len() - 1;
        let mut from = from.max(0.0);
        while from < to {
            // Hours of a life: far below 2^53 months.
            let month = ((from / HOURS_PER_MONTH) as usize).min(last);
            let end = if month == last {
                to
            } else {
                to.min((month + 1) as f64 * HOURS_PER_MONTH)
            };
            self.months[month] += share * (end - from);
            from = end;
        }
    }

    /// An outage began inside the year at this hour.
    pub fn begins(&mut self, at: f64) {
        self.first_outage = Some(self.first_outage.map_or(at, |first| first.min(at)));
    }

    /// Charges `hours` to a local source.
    pub fn charge(&mut self, source: u32, hours: f64, failover: bool) {
        let charge = &mut self.charges[source as usize];
        if charge.0 == 0.0 {
            self.charged.push(source);
        }
        charge.0 += hours;
        if failover {
            charge.1 += hours;
        }
    }
}
