//! What is computed of an architecture, or stated by its plan, as claims that its lives can be held against: the downtime, and
//! what is lost beside it.

use crate::{
    answer::Quantity,
    estimate::{Claim, Evidence, FEW},
    exact::{Blame, Causes, Exact, Method, causes, causes_by_terms},
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
pub(super) struct Claimed {
    pub quantity: Quantity,
    pub claim: Claim,
    /// Sources that may not come up in few lives: how often each fails a year, and what of the claim rests on it [min a year].
    rare: Vec<(f64, f64)>,
}

impl Computed<'_> {
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
    pub fn claims(self, topology: &Topology, architecture: &Architecture) -> Vec<Claimed> {
        let (downtime, outages) = self.downtime();
        let mut claims = vec![Claimed {
            quantity: Quantity::Downtime,
            rare: self.charges(topology, architecture),
            claim: Claim {
                outages,
                within_year: true,
                ..downtime
            },
        }];
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
                claims.push(Claimed {
                    quantity,
                    rare: at_most(topology, architecture, quantity, claim.mean),
                    claim: Claim {
                        within_year,
                        ..claim
                    },
                });
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

    /// What of the downtime rests on each source, and how often that fails.
    fn charges(self, topology: &Topology, architecture: &Architecture) -> Vec<(f64, f64)> {
        let found: Option<Causes> = match self {
            Self::Exact(exact) => causes(topology, architecture, exact),
            Self::FirstOrder(found) => {
                let terms = found.terms.iter();
                let terms = terms.map(|&(id, hours)| (id, hours.map(|it| it * MINUTES_PER_HOUR)));
                let all = [found.downtime.mean, found.failover.mean];
                let [mean, failover] = all.map(|it| it * MINUTES_PER_HOUR);
                causes_by_terms(topology, architecture, terms, (mean, failover))
            }
        };
        let rates = outages_a_year(topology);
        let charges = found.into_iter().flat_map(|causes| causes.charges);
        let charges = charges.filter_map(|charge| match charge.blame {
            Blame::Source(id) => Some((rates[id] * topology.sources[id].reach, charge.minutes)),
            Blame::SwitchingBack => None,
        });
        charges.collect()
    }
}

impl Claimed {
    /// What the plan states of the downtime itself; what may not come up is what may not of `computed`.
    pub fn stated(unavailability: f64, computed: Option<&Self>) -> Self {
        Self {
            quantity: Quantity::Downtime,
            claim: Claim {
                mean: unavailability * YEAR,
                within_year: true,
                ..Claim::default()
            },
            rare: computed.map_or_else(Vec::new, |it| it.rare.clone()),
        }
    }

    /// The claim on this evidence.
    pub fn on(&self, evidence: &Evidence) -> Claim {
        let is_rare = |&&(a_year, _): &&(f64, f64)| a_year * evidence.lives() < FEW as f64;
        let hidden: f64 = self.rare.iter().filter(is_rare).map(|it| it.1).sum();
        Claim {
            hidden: hidden.min(self.claim.mean),
            ..self.claim
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

/// How often each source fails that an architecture feels, and the most that its outages can lose: requests all their length, data as
/// much as there is.
fn at_most(
    topology: &Topology,
    architecture: &Architecture,
    quantity: Quantity,
    mean: f64,
) -> Vec<(f64, f64)> {
    let rates = outages_a_year(topology);
    let felt = architecture.felt(&topology.sources);
    let most = felt.into_iter().map(|id: SourceId| {
        let source = &topology.sources[id];
        let a_year = rates[id] * source.reach;
        let most = match quantity {
            Quantity::LostData => mean,
            _ => a_year * source.lasts.mean() * MINUTES_PER_HOUR,
        };
        (a_year, most)
    });
    most.collect()
}
