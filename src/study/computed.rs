//! What is computed of an architecture, or stated by its plan, as claims that its lives can be held against: the downtime, and
//! what is lost beside it.

use crate::{
    answer::Quantity,
    estimate::{Claim, Evidence, FEW, Judgement},
    exact::{Blame, Causes, Exact, Method, causes},
    experiment::{FirstOrder, Mean, NORMAL_975, Tally, outages_a_year},
    topology::{Architecture, SourceId, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Minutes in a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;

/// An answer found by the program without lives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Computed<'a> {
    Exact(&'a Exact),
    FirstOrder(&'a FirstOrder),
}

/// A claim on one quantity of an architecture.
pub(super) struct Claimed<'a> {
    pub quantity: Quantity,
    pub claim: Claim,
    topology: &'a Topology,
    architecture: &'a Architecture,
    /// What it rests on; `None` where nothing is computed.
    by: Option<Computed<'a>>,
}

impl<'a> Computed<'a> {
    /// How it was found.
    pub fn method(self) -> &'static str {
        match self {
            Self::Exact(exact) => match exact.method {
                Method::Diagram => "decision diagram",
                Method::Chain => "Markov chain",
            },
            Self::FirstOrder(_) => "outage by outage",
        }
    }

    /// All that is claimed of an architecture; of what is lost beside the downtime, where there can be any.
    pub fn claims(
        self,
        topology: &'a Topology,
        architecture: &'a Architecture,
    ) -> Vec<Claimed<'a>> {
        let claimed = |quantity, claim| Claimed {
            quantity,
            claim,
            topology,
            architecture,
            by: Some(self),
        };
        let (downtime, outages) = self.downtime();
        let downtime = Claim {
            outages,
            within_year: true,
            ..downtime
        };
        let mut claims = vec![claimed(Quantity::Downtime, downtime)];
        let has_work = architecture.has_uncounted_work(&topology.sources);
        // With work that does not count, what is lost is lost with the work, of which no answer here knows.
        let loses_requests = architecture.loses_requests() && !has_work;
        let loses_data = architecture.loses_data() && !has_work;
        let exact = |of: fn(&Exact) -> Option<f64>| match self {
            Self::Exact(exact) => of(exact),
            Self::FirstOrder(_) => None,
        };
        let first_order = |of: fn(&FirstOrder) -> Mean| match self {
            Self::FirstOrder(found) => Some(claim(of(found))),
            Self::Exact(_) => None,
        };
        let known = |minutes| Claim {
            mean: minutes,
            ..Claim::default()
        };
        let lost_service = exact(|it| it.lost_service_minutes).map(known);
        let lost_service = lost_service.or_else(|| first_order(|it| it.lost_service));
        let lost_data = exact(|it| it.data_lost_minutes).map(known);
        let lost_data = lost_data.or_else(|| first_order(|it| it.data));
        let planned = exact(|it| it.planned_minutes).map(known);
        let beside = [
            (Quantity::LostService, lost_service, loses_requests),
            (Quantity::PlannedTime, planned, has_work),
            (Quantity::LostData, lost_data, loses_data),
        ];
        for (quantity, claim, is_possible) in beside {
            if let Some(claim) = claim.filter(|_| is_possible) {
                let within_year = quantity != Quantity::LostData;
                let claim = Claim {
                    within_year,
                    ..claim
                };
                claims.push(claimed(quantity, claim));
            }
        }
        claims
    }

    /// The mean downtime, and how many outages begin in a year.
    fn downtime(self) -> (Claim, Option<f64>) {
        match self {
            Self::Exact(exact) => {
                let claim = Claim {
                    mean: exact.downtime_minutes,
                    ..Claim::default()
                };
                (claim, exact.outages_per_year)
            }
            Self::FirstOrder(found) => {
                let outages = found.outages.map(|outages| outages.mean);
                (claim(found.downtime), outages)
            }
        }
    }

    /// What of the downtime rests on each source [min a year].
    fn charges(self, topology: &Topology, architecture: &Architecture) -> Vec<(SourceId, f64)> {
        let found: Option<Causes> = match self {
            Self::Exact(exact) => causes(topology, architecture, exact),
            Self::FirstOrder(found) => {
                let mean = found.downtime.mean * MINUTES_PER_HOUR;
                found.causes(topology, architecture, mean)
            }
        };
        let charges = found.into_iter().flat_map(|causes| causes.charges);
        let charges = charges.filter_map(|charge| match charge.blame {
            Blame::Source(id) => Some((id, charge.minutes)),
            Blame::SwitchingBack => None,
        });
        charges.collect()
    }
}

impl<'a> Claimed<'a> {
    /// What the plan states of the downtime of an architecture, beside what is `computed` of it.
    pub fn stated(
        unavailability: f64,
        topology: &'a Topology,
        architecture: &'a Architecture,
        computed: Option<Computed<'a>>,
    ) -> Self {
        Self {
            quantity: Quantity::Downtime,
            claim: Claim {
                mean: unavailability * YEAR,
                within_year: true,
                ..Claim::default()
            },
            topology,
            architecture,
            by: computed,
        }
    }

    /// Whether it and the evidence can both be right.
    pub fn judge(&self, evidence: &Evidence) -> Judgement {
        match evidence.judge(&self.claim) {
            Judgement::Differs(_) => {
                let hidden = self.hidden(evidence.lives()).min(self.claim.mean);
                evidence.judge(&Claim {
                    hidden,
                    ..self.claim
                })
            }
            judged => judged,
        }
    }

    /// What of it may not have come up in so many lives [min a year], since the sources that it rests on fail too rarely. Of what is
    /// lost beside the downtime that is at most all their length, and all of what there is of data.
    fn hidden(&self, lives: f64) -> f64 {
        let sources = &self.topology.sources;
        let rates = outages_a_year(self.topology);
        let a_year = |id: SourceId| rates[id] * sources[id].reach;
        let is_rare = |id: SourceId| a_year(id) * lives < FEW as f64;
        let felt = || self.architecture.felt(sources).into_iter();
        let rare = || felt().filter(|&id| is_rare(id));
        match self.quantity {
            Quantity::Downtime => {
                let by = self.by;
                let charges = by.map(|by| by.charges(self.topology, self.architecture));
                let rare = charges.into_iter().flatten().filter(|it| is_rare(it.0));
                rare.map(|it| it.1).sum()
            }
            Quantity::LostService | Quantity::PlannedTime => {
                let hours = rare().map(|id| a_year(id) * sources[id].lasts.mean());
                hours.sum::<f64>() * MINUTES_PER_HOUR
            }
            Quantity::LostData if rare().next().is_some() => self.claim.mean,
            Quantity::LostData => 0.0,
        }
    }

    /// What plain lives say of it.
    pub fn plain(&self, tally: &Tally) -> Evidence {
        match self.quantity {
            Quantity::Downtime => Evidence::of_downtime(tally),
            Quantity::LostService => Evidence::of_moments(&tally.lost_service),
            Quantity::PlannedTime => Evidence::of_moments(&tally.planned),
            Quantity::LostData => Evidence::of_moments(&tally.data_lost),
        }
    }
}

/// A mean [h a year] with its interval.
fn claim(of: Mean) -> Claim {
    Claim {
        mean: of.mean * MINUTES_PER_HOUR,
        error: of.half / NORMAL_975 * MINUTES_PER_HOUR,
        ..Claim::default()
    }
}
