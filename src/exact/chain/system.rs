//! An architecture made ready to be walked through: rates instead of laws, and only what the service can feel.

use std::collections::BTreeMap;

use super::{
    felt::{felt_sources, leaves, matters},
    pace::Pace,
    state::{GroupState, MOST_MEMBERS, MOST_SOURCES, MOST_STATES},
};
use crate::{
    exact::obstacle::Obstacle,
    failover::{AfterTotalLoss, Failback, Otherwise},
    topology::{
        Architecture, CrewId, Group, LeafId, Node, NodeId, Nodes, Seat, Source, SourceId, Table,
        Topology,
    },
};

/// An architecture made ready.
#[derive(Debug)]
pub struct System {
    /// What fails.
    pub sources: Vec<Part>,
    /// Who repairs.
    pub crews: Table<CrewId, Crew>,
    /// The failover groups, inner ones first.
    pub groups: Vec<Standby>,
    /// The structure, with the places of failover groups among [`System::groups`]; `None` for those that do not matter.
    pub nodes: Nodes<Option<usize>>,
    /// Which nodes the service's state can depend on.
    pub matters: Table<NodeId, bool>,
    /// Nodes that somebody else looks at, so that they are like no other.
    pub watched: Vec<NodeId>,
    /// Per leaf, the sources that take it down.
    pub leaves: Table<LeafId, Vec<usize>>,
    /// The service.
    pub root: NodeId,
    /// Per source, the byte behind those of the groups that says whose outage took it down: 0 its own, else the index of
    /// the striker and 1 more. Only where that is asked for.
    strikers: Vec<Option<usize>>,
}

/// A source.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// How often it fails by itself while it is up [1/h].
    pub fails: f64,
    /// How fast an outage ends [1/h].
    pub ends: f64,
    /// Chance that an outage of its own reaches us.
    pub reach: f64,
    /// An instant without length: it only strikes others.
    pub is_instant: bool,
    /// What it strikes, and with what chance.
    pub strikes: Vec<(usize, f64)>,
    /// Who repairs it.
    pub repair: Option<Repair>,
    /// What must be up for its repair to go on.
    pub requires: Vec<NodeId>,
    /// Groups, of several seats the first, and members for which it is dormant while the member is not the active one, and its
    /// speed then.
    pub dormant: Vec<(usize, u32, f64)>,
}

/// Who repairs a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Repair {
    /// Index into [`System::crews`].
    pub crew: CrewId,
    /// Lower goes first.
    pub priority: u32,
}

/// A crew.
#[derive(Debug)]
pub struct Crew {
    /// On how many it can work at once.
    pub size: usize,
    /// What it repairs.
    pub sources: Vec<usize>,
}

/// A failover group.
#[derive(Debug)]
pub struct Standby {
    /// Where its bytes begin behind those of the sources.
    pub at: usize,
    /// Which seat it is of those that serve; all of them stand in a row among [`System::groups`].
    pub seat: Seat,
    /// Its members' nodes, preferred first.
    pub members: Vec<NodeId>,
    /// Per member, what a switch to it takes.
    pub requires: Vec<Vec<NodeId>>,
    /// Per member, what is down while everybody moves away from it.
    pub crowded: Vec<Vec<NodeId>>,
    pub detect: Pace,
    pub decide: Pace,
    pub switch: Pace,
    /// Chance that a switch works.
    pub succeeds: f64,
    /// The same while the active's region is in trouble.
    pub succeeds_crowded: f64,
    /// What follows a switch that did not work; `None` waits for the active.
    pub otherwise: Option<Pace>,
    /// Chance that a switch does harm, and how long that lasts.
    pub botched: Option<(f64, Pace)>,
    /// After the loss of all, the first one back serves at once.
    pub resumes: bool,
    pub failback: Return,
    /// What a move to another member loses on average [h of writing].
    pub lag: f64,
}

/// How a group moves back to a more preferred member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Return {
    AtOnce,
    Never,
    After { after: Pace, loss: Pace },
}

impl System {
    /// Reads an architecture whose sources are those of `topology`.
    pub fn new(topology: &Topology, architecture: &Architecture) -> Result<Self, Obstacle> {
        Self::watched(topology, architecture, matters(architecture), &[])
    }

    /// The same with all that `matters`; `watched` are the nodes at which somebody else looks one by one.
    pub fn watched(
        topology: &Topology,
        architecture: &Architecture,
        matters: Table<NodeId, bool>,
        watched: &[NodeId],
    ) -> Result<Self, Obstacle> {
        let too_large = |group: &Group| group.members.len() > MOST_MEMBERS;
        let felt = felt_sources(topology, architecture, &matters);
        if felt.len() > MOST_SOURCES || architecture.groups.iter().any(too_large) {
            return Err(Obstacle::TooManyStates {
                states: MOST_STATES,
            });
        }
        let index: BTreeMap<SourceId, usize> = felt
            .iter()
            .enumerate()
            .map(|(index, &id)| (id, index))
            .collect();
        let (mut sources, crews) = sources(topology, &felt, &index)?;
        for needs in &architecture.repairs {
            if let Some(&source) = index.get(&needs.source) {
                sources[source].requires.extend(&needs.nodes);
            }
        }
        let leaves = leaves(topology, architecture, &index)?;
        let mut groups = Vec::new();
        let mut place_of = architecture.groups.map(|_| None);
        for (id, node) in architecture.nodes.iter_with_ids() {
            let Node::Group(group_id) = node else {
                continue;
            };
            if !matters[id] {
                continue;
            }
            let group = &architecture.groups[group_id];
            let dormant = group.dormant.iter().enumerate();
            for (member, dormant) in dormant.filter(|_| group.seat.number == 0) {
                for source in dormant.iter().filter_map(|id| index.get(id)) {
                    let speed = group.law.dormant_failures;
                    let place = (groups.len(), member as u32, speed);
                    sources[*source].dormant.push(place);
                }
            }
            place_of[*group_id] = Some(groups.len());
            groups.push(Standby::new(group, groups.len() * GroupState::BYTES)?);
        }
        Ok(Self {
            sources,
            crews,
            groups,
            nodes: architecture.nodes.map(|node| match node {
                Node::Leaf(leaf) => Node::Leaf(*leaf),
                Node::AtLeast { needs, of } => Node::AtLeast {
                    needs: *needs,
                    of: of.clone(),
                },
                Node::Group(group) => Node::Group(place_of[group]),
            }),
            matters,
            watched: watched.to_vec(),
            leaves,
            root: architecture.root,
            strikers: vec![None; felt.len()],
        })
    }

    /// The place of an architecture's group among [`System::groups`], if it matters.
    pub fn place_of(&self, group: NodeId) -> Option<usize> {
        match self.nodes[group] {
            Node::Group(place) => place,
            Node::Leaf(_) | Node::AtLeast { .. } => None,
        }
    }

    /// Bytes of a state.
    pub fn width(&self) -> usize {
        let remembered = self.strikers.iter().flatten().count();
        self.sources.len() + self.groups.len() * GroupState::BYTES + remembered
    }

    /// From now on states say whose outage took down what can be struck.
    pub fn remember_strikers(&mut self) {
        let first = self.width();
        let strikes = self.sources.iter().flat_map(|source| &source.strikes);
        let mut struck: Vec<usize> = strikes.map(|strike| strike.0).collect();
        struck.sort_unstable();
        struck.dedup();
        for (byte, source) in (first..).zip(struck) {
            self.strikers[source] = Some(byte);
        }
    }

    /// The byte of a state that says whose outage took a source down, where states have one.
    pub fn striker_byte(&self, source: usize) -> Option<usize> {
        self.strikers[source]
    }

    /// Whose outage took a source down, where it is not its own.
    pub fn striker(&self, state: &[u8], source: usize) -> Option<usize> {
        usize::from(state[self.strikers[source]?]).checked_sub(1)
    }

    /// Notes whose outage took a source down; `None` where it is its own, or over.
    pub fn set_striker(&self, state: &mut [u8], source: usize, by: Option<usize>) {
        if let Some(byte) = self.strikers[source] {
            state[byte] = by.map_or(0, |by| by as u8 + 1);
        }
    }

    /// The state of a group.
    pub fn group_state(&self, state: &[u8], group: &Standby) -> GroupState {
        GroupState::read(state, self.sources.len() + group.at)
    }

    /// Puts a group into a state.
    pub fn set_group(&self, state: &mut [u8], group: &Standby, to: GroupState) {
        to.write(state, self.sources.len() + group.at);
    }

    /// How often a source fails by itself in this state, if it is up [1/h].
    pub fn failure_rate(&self, state: &[u8], source: usize) -> f64 {
        let part = &self.sources[source];
        let slowed = part.dormant.iter().filter(|&&(group, member, _)| {
            let seats = &self.groups[group..group + self.groups[group].seat.of as usize];
            let mut seats = seats.iter();
            !seats.any(|seat| self.group_state(state, seat).active == member)
        });
        slowed.fold(part.fails, |rate, (_, _, speed)| rate * speed)
    }
}

/// The sources that matter, and the crews that repair them.
fn sources(
    topology: &Topology,
    felt: &[SourceId],
    index: &BTreeMap<SourceId, usize>,
) -> Result<(Vec<Part>, Table<CrewId, Crew>), Obstacle> {
    let mut crews = topology.crews.map(|crew| Crew {
        size: crew.size.max(1) as usize,
        sources: Vec::new(),
    });
    let mut sources = Vec::with_capacity(felt.len());
    for &id in felt {
        let source = &topology.sources[id];
        let part = part(source)?;
        if let Some(repair) = part.repair {
            let crew = &topology.crews[repair.crew];
            if crew.hours.is_some() {
                return Err(Obstacle::WorkingHours {
                    crew: crew.name.clone(),
                });
            }
            crews[repair.crew].sources.push(sources.len());
        }
        sources.push(part);
    }
    for (struck, id) in felt.iter().enumerate() {
        for strike in &topology.sources[id].struck_by {
            if strike.chance > 0.0 {
                let strikes = &mut sources[index[&strike.by]].strikes;
                strikes.push((struck, strike.chance.min(1.0)));
            }
        }
    }
    Ok((sources, crews))
}

fn part(source: &Source) -> Result<Part, Obstacle> {
    let name = &source.name;
    if source.clock.is_some() {
        return Err(Obstacle::Maintained {
            source_name: name.clone(),
        });
    }
    if source.hits < 1.0 {
        return Err(Obstacle::StrikesByChance {
            source_name: name.clone(),
        });
    }
    if source.repair.is_some() && source.reach < 1.0 {
        return Err(Obstacle::RepairsUnfelt {
            source_name: name.clone(),
        });
    }
    let fails = match &source.fails {
        None => 0.0,
        Some(law) => {
            let what = || format!("the time to failure of `{name}`");
            // Something that fails as soon as it is up has no up time to speak of, and the chain no state for it.
            Pace::of(law, what)?
                .rate()
                .ok_or_else(|| Obstacle::NotExponential {
                    what: what(),
                    kind: "zero",
                })?
        }
    };
    let ends = if source.is_shock {
        Pace::AtOnce
    } else {
        Pace::of(&source.lasts, || format!("the outage length of `{name}`"))?
    };
    Ok(Part {
        fails,
        ends: ends.rate().unwrap_or(0.0),
        reach: source.reach.clamp(0.0, 1.0),
        is_instant: ends == Pace::AtOnce,
        strikes: Vec::new(),
        // What takes no time needs nobody's time.
        repair: source
            .repair
            .filter(|_| ends != Pace::AtOnce)
            .map(|repair| Repair {
                crew: repair.crew,
                priority: repair.priority,
            }),
        requires: Vec::new(),
        dormant: Vec::new(),
    })
}

impl Standby {
    fn new(group: &Group, at: usize) -> Result<Self, Obstacle> {
        let law = &group.law;
        let named = |what: &str| format!("the {what} of `{}`", group.name);
        let succeeds = law.succeeds.clamp(0.0, 1.0);
        let succeeds_crowded = succeeds * (1.0 - law.no_capacity.clamp(0.0, 1.0));
        let botched = law.botched.as_ref().map_or(0.0, |it| it.share);
        Ok(Self {
            botched: match &law.botched {
                Some(it) if it.share > 0.0 => {
                    Some((it.share, Pace::of(&it.lasts, || named("botched switch"))?))
                }
                _ => None,
            },
            at,
            seat: group.seat,
            members: group.members.clone(),
            requires: group.requires.clone(),
            crowded: group.crowded.clone(),
            detect: Pace::of(&law.detect, || named("detection"))?,
            decide: Pace::of(&law.decide, || named("decision"))?,
            switch: Pace::of(&law.switch, || named("switch"))?,
            succeeds,
            succeeds_crowded,
            otherwise: match &law.otherwise {
                Otherwise::Later(later) if succeeds_crowded + botched < 1.0 => {
                    Some(Pace::of(later, || named("`otherwise`"))?)
                }
                Otherwise::Later(_) | Otherwise::Wait => None,
            },
            resumes: law.after_total_loss == AfterTotalLoss::Resume,
            failback: match &law.failback {
                Failback::AtOnce => Return::AtOnce,
                Failback::Never => Return::Never,
                Failback::After { after, loss } => Return::After {
                    after: Pace::of(after, || named("failback's wait"))?,
                    loss: Pace::of(loss, || named("failback's loss"))?,
                },
            },
            lag: law.lag.as_ref().map_or(0.0, |lag| lag.mean()),
        })
    }
}
