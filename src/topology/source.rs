//! What goes up and down by itself.

use super::crew::CrewId;
use super::provenance::Provenance;
use super::subject::Subject;
use super::table::Id;
use super::unknown::{TakenId, UnknownId};
use crate::law::Law;
use crate::place::Domain;
use crate::scope::Scope;

/// Index into [`super::Topology::sources`].
pub type SourceId = Id<Source>;

/// An alternating renewal process: up for a time drawn from `fails`, down for a time drawn from `lasts`, as new again.
///
/// Two architectures that differ only in a parameter hold two sources of one name; both draw from the same stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Full name, `aws/ap-northeast-2/dns-resolver` or `seoul/web/1/software`. The random stream is keyed by it.
    pub name: String,
    /// Row of the outage table, the same for all of its kind: `dns-resolver`, `web software`.
    pub kind: String,
    /// How wide it is.
    pub scope: Scope,
    /// What it is of; name, kind and scope follow from it.
    pub subject: Subject,
    /// Time to failure [h of up time]; `None` never fails.
    pub fails: Option<Law>,
    /// Length of an outage [h].
    pub lasts: Law,
    /// Chance that one of its outages touches us at all; drawn once an outage.
    pub reach: f64,
    /// Share of the leaves struck by an outage that does reach us; drawn per outage and leaf. 1 strikes all.
    pub hits: f64,
    /// What takes this source down too while it is up, common-cause shocks or outages of other sources; each such outage
    /// is charged to the striker. No source strikes itself, not even through others.
    pub struck_by: Vec<Strike>,
    /// True for a common-cause shock: a stream of instants (`fails` between them) without an outage of its own. What
    /// it strikes is every source that names it in `struck_by`; `lasts` is for the outage table: how long those are.
    pub is_shock: bool,
    /// Set for planned maintenance: outages begin by the clock, and `fails` is `None`.
    pub clock: Option<Clock>,
    /// Set where repair takes a crew; without, it begins at once.
    pub repair: Option<Repair>,
    /// True where its repair goes on only while something else is up ([`super::RepairNeeds`]).
    pub repair_rests: bool,
    /// Which of its numbers nobody knows exactly.
    pub unknowns: Vec<UnknownId>,
    /// Which of its numbers are taken as known, because nobody gave a range.
    pub taken: Vec<TakenId>,
    /// True for a shared dependency of the catalog; false for the plan's own and for what a component has itself.
    pub of_catalog: bool,
    /// Where the numbers come from.
    pub provenance: Provenance,
}

impl Source {
    /// Outages that are not brought about by others [1/h], of which the share `of` counts; its time to failure passes `ages` times
    /// as fast as the clock.
    #[must_use]
    pub fn outages(&self, of: f64, ages: f64) -> f64 {
        let down = if self.is_shock {
            0.0
        } else {
            self.lasts.mean()
        };
        match (&self.fails, &self.clock) {
            (Some(law), _) if ages > 0.0 => of / (law.mean() / ages + down),
            (None, Some(clock)) => of / clock.every,
            _ => 0.0,
        }
    }

    /// Those of them that reach us [1/h].
    #[must_use]
    pub fn outages_that_reach_us(&self) -> f64 {
        self.outages(self.reach, 1.0)
    }

    /// Whether outages of it begin by themselves, by chance or by the clock; else it is only ever struck.
    #[must_use]
    pub fn begins_outages(&self) -> bool {
        self.fails.is_some() || self.clock.is_some()
    }

    /// The same of something else.
    #[must_use]
    pub fn of(&self, subject: Subject) -> Self {
        Self {
            name: subject.name(),
            kind: subject.kind(),
            scope: subject.domain().map_or(Scope::Own, Domain::scope),
            subject,
            ..self.clone()
        }
    }

    /// A source with a name and a scope from what it is of, that always reaches us, hits all there is and that nothing
    /// else strikes or repairs; the rest is for the caller to fill in.
    #[must_use]
    pub fn new(subject: Subject, fails: Option<Law>, lasts: Law) -> Self {
        Self {
            name: subject.name(),
            kind: subject.kind(),
            scope: subject.domain().map_or(Scope::Own, Domain::scope),
            subject,
            fails,
            lasts,
            reach: 1.0,
            hits: 1.0,
            struck_by: Vec::new(),
            is_shock: false,
            clock: None,
            repair: None,
            repair_rests: false,
            unknowns: Vec::new(),
            taken: Vec::new(),
            of_catalog: false,
            provenance: Provenance::default(),
        }
    }
}

/// An outage of one source takes another down with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strike {
    /// The striker: at the beginning of each of its outages that reach us, or at each of its instants if it is a shock.
    pub by: SourceId,
    /// Probability that it strikes, drawn per (striker's outage, struck source).
    pub chance: f64,
}

/// Planned maintenance: outages by the clock. It masks what it is for and repairs nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Sources of one name share a phase, drawn once a life where it begins in the steady state, else 0.
    pub name: String,
    /// From the start of one outage to the start of the next [h].
    pub every: f64,
    /// How much later than the phase this source's turn comes [h]; below `every`.
    pub offset: f64,
    /// False where time without service that it causes is reported apart, as planned, and is no downtime.
    pub counted: bool,
}

/// Repair by a crew: the work begins when a member is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// Who does it.
    pub crew: CrewId,
    /// Lower goes first; first come, first served among equals. Work in progress is not interrupted.
    pub priority: u32,
}

/// How much more often one's own shared things fail in one architecture than in another: more sites, more of one's own
/// mistakes. The rates of `sources` hold the factor already.
#[derive(Debug, Clone, PartialEq)]
pub struct Complexity {
    /// The dependency in the plan, `release`.
    pub dependency: String,
    /// How many times as often it fails; above 0.
    pub factor: f64,
    /// 90 % range of that factor, where the plan gives one.
    pub range: Option<(f64, f64)>,
    /// Its sources in this architecture, one for each domain.
    pub sources: Vec<SourceId>,
}
