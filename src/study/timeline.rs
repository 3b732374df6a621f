//! A recorded life as a timeline: what of it has to do with outages of the service, by the plan's names.

use crate::{
    answer::{LifeCause, LifeOutage, RowOf, RowSpan, RowState, Span, Timeline, TimelineRow},
    engine::{Recording, SourceRecord, Stretch, TakenDown},
    topology::{Architecture, Component, Group, Node, NodeId, Phase, SourceId, Topology},
    units::MINUTES_PER_HOUR,
};

/// Two hours of a life that are no further apart are the same [h]: cues are rounded to 2⁻³⁹ h.
pub(super) const SAME: f64 = 1e-6;

/// A recorded life beside what it is a life of.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub topology: &'a Topology,
    pub architecture: &'a Architecture,
    pub recording: &'a Recording,
}

impl Told<'_> {
    /// All of it; `worst_of` says of how many years it is the worst.
    pub(super) fn timeline(self, seed: u64, life: u64, worst_of: Option<u64>) -> Timeline {
        let recording = self.recording;
        let spans = |stretches: &[Stretch]| stretches.iter().copied().map(span).collect();
        let mut rows = self.sources();
        rows.extend(self.components());
        rows.extend(self.sites());
        rows.extend(self.failovers());
        Timeline {
            service: self.topology.service.clone(),
            architecture: self.architecture.name.clone(),
            seed,
            life,
            worst_of,
            bad_of: None,
            downtime_minutes: recording.downtime * MINUTES_PER_HOUR,
            failover_minutes: recording.failover * MINUTES_PER_HOUR,
            lost_service_minutes: recording.lost_service * MINUTES_PER_HOUR,
            outages: recording
                .outages
                .iter()
                .map(|outage| self.outage(outage))
                .collect(),
            planned: spans(&recording.planned),
            lossy: spans(&recording.lossy),
            rows,
        }
    }

    fn outage(self, outage: &TakenDown) -> LifeOutage {
        let mut causes: Vec<LifeCause> = outage
            .charges
            .iter()
            .map(|charge| LifeCause {
                source: self.source_name(charge.source).to_owned(),
                minutes: charge.hours * MINUTES_PER_HOUR,
            })
            .collect();
        causes.sort_by(|one, other| {
            let minutes = other.minutes.total_cmp(&one.minutes);
            minutes.then_with(|| one.source.cmp(&other.source))
        });
        let failover: f64 = outage.charges.iter().map(|charge| charge.failover).sum();
        LifeOutage {
            from_hour: outage.when.from,
            to_hour: outage.when.to,
            begun_before: outage.begun_before,
            minutes: outage.when.hours() * MINUTES_PER_HOUR,
            failover_minutes: failover * MINUTES_PER_HOUR,
            causes,
            story: self.story(outage),
        }
    }

    /// The name of what an outage is charged to.
    pub(super) fn source_name(&self, source: Option<SourceId>) -> &str {
        let source = source.map(|id| &self.topology.sources[id]);
        source.map_or_else(
            || super::architecture::switching(self.architecture),
            |source| &source.name,
        )
    }

    /// What a source went through.
    pub(super) fn record_of(&self, source: SourceId) -> Option<&SourceRecord> {
        let mut records = self.recording.sources.iter();
        records.find(|record| record.source == source)
    }

    /// Whether a stretch shares some time with an outage of the service.
    fn matters(&self, stretch: &Stretch) -> bool {
        let mut outages = self.recording.outages.iter();
        outages.any(|outage| outage.when.meets(*stretch))
    }

    /// Sources that something felt during an outage of the service, or that one is charged to; those first that began
    /// first.
    fn sources(&self) -> Vec<TimelineRow> {
        let mut rows: Vec<TimelineRow> = Vec::new();
        for record in &self.recording.sources {
            let outages = self.recording.outages.iter();
            let mut charges = outages.flat_map(|outage| &outage.charges);
            let charged = charges.any(|charge| charge.source == Some(record.source));
            if !charged && !record.felt.iter().any(|felt| self.matters(felt)) {
                continue;
            }
            let felt = |stretch: &Stretch| record.felt.iter().any(|felt| felt.meets(*stretch));
            let mut spans = Vec::new();
            for down in &record.down {
                if !felt(down) {
                    spans.push(row_span(*down, RowState::Unfelt, "down, not felt"));
                    continue;
                }
                // What is felt of it, and before and after that what is not.
                let mut from = down.from;
                for felt in record.felt.iter().filter(|felt| felt.meets(*down)) {
                    let (start, end) = (felt.from.max(down.from), felt.to.min(down.to));
                    if start > from + SAME {
                        let before = Stretch { from, to: start };
                        spans.push(row_span(before, RowState::Unfelt, "down, not felt yet"));
                    }
                    let stretch = Stretch {
                        from: start,
                        to: end,
                    };
                    let whole = down.hours() - stretch.hours() < SAME;
                    let label = if whole { "down" } else { "felt" };
                    spans.push(row_span(stretch, RowState::Down, label));
                    from = end;
                }
                if from + SAME < down.to {
                    let after = Stretch { from, to: down.to };
                    spans.push(row_span(
                        after,
                        RowState::Unfelt,
                        "still down, not felt any more",
                    ));
                }
            }
            // A shock lasts no time itself, and what spreads is felt longer than it lasts.
            let lone = record.felt.iter().filter(|felt| {
                let mut down = record.down.iter();
                !down.any(|down| down.meets(**felt))
            });
            spans
                .extend(lone.map(|felt| row_span(*felt, RowState::Down, "what it struck is down")));
            spans.sort_by(|one, other| one.from_hour.total_cmp(&other.from_hour));
            rows.push(TimelineRow {
                of: RowOf::Source,
                name: self.source_name(Some(record.source)).to_owned(),
                spans,
            });
        }
        in_order(rows)
    }

    /// Components, each where it stands, of which something was down during an outage of the service.
    fn components(&self) -> Vec<TimelineRow> {
        let components = self.architecture.components.iter();
        let rows = components.filter_map(|component| {
            let nodes = self.nodes_of(component);
            let down = || {
                nodes
                    .iter()
                    .flat_map(|id| &self.recording.nodes[id.index()])
            };
            if !down().any(|stretch| self.matters(stretch)) {
                return None;
            }
            let needs = component.needs.unwrap_or(1) as usize;
            let mut edges: Vec<f64> = down().flat_map(|when| [when.from, when.to]).collect();
            edges.sort_by(f64::total_cmp);
            edges.dedup();
            let spans = edges.windows(2).filter_map(|edge| {
                let when = Stretch {
                    from: edge[0],
                    to: edge[1],
                };
                let lost = down().filter(|stretch| stretch.meets(when)).count();
                let state = if nodes.len() - lost < needs {
                    RowState::Down
                } else {
                    RowState::Partly
                };
                let label = if nodes.len() == 1 {
                    "down".to_owned()
                } else {
                    format!("{lost} of {} down", nodes.len())
                };
                (lost > 0 && when.hours() > SAME).then(|| row_span(when, state, &label))
            });
            Some(TimelineRow {
                of: RowOf::Component,
                name: component.placed.to_string(),
                spans: joined(spans.collect()),
            })
        });
        rows.collect()
    }

    /// The nodes of a component's leaves.
    fn nodes_of(&self, component: &Component) -> Vec<NodeId> {
        let nodes = self.architecture.nodes.iter_with_ids();
        let nodes = nodes.filter(
            |(_, node)| matches!(node, Node::Leaf(leaf) if component.leaves.contains(leaf)),
        );
        nodes.map(|(id, _)| id).collect()
    }

    /// The sites, where there are several, that were down during an outage of the service.
    fn sites(&self) -> Vec<TimelineRow> {
        let sites = self.architecture.sites.iter();
        let rows = sites.zip(self.site_nodes()).filter_map(|(site, node)| {
            let down = &self.recording.nodes[node.index()];
            down.iter()
                .any(|stretch| self.matters(stretch))
                .then(|| TimelineRow {
                    of: RowOf::Site,
                    name: format!("site {}", site.name),
                    spans: down
                        .iter()
                        .map(|when| row_span(*when, RowState::Down, "down"))
                        .collect(),
                })
        });
        rows.collect()
    }

    /// The sites' nodes, where there are several sites.
    fn site_nodes(&self) -> Vec<NodeId> {
        let root = &self.architecture.nodes[self.architecture.root];
        match (&self.architecture.balance, root) {
            (Some(balance), _) => balance.sites.clone(),
            (None, Node::Group(group)) if self.architecture.sites.len() > 1 => {
                self.architecture.groups[group].members.clone()
            }
            (None, _) => Vec::new(),
        }
    }

    /// The failover groups that did anything during an outage of the service.
    fn failovers(&self) -> Vec<TimelineRow> {
        let groups = self.architecture.groups.iter();
        let rows = groups.zip(&self.recording.groups);
        let rows = rows.filter_map(|(group, moves)| {
            let acts = moves
                .iter()
                .any(|moved| moved.phase != Phase::Serving && self.matters(&moved.when));
            if !acts {
                return None;
            }
            let spans = moves.iter().map(|moved| {
                let name = |member| self.member_name(group, member);
                let (state, label) = match moved.phase {
                    Phase::Serving => (RowState::Serving, format!("{} serves", name(moved.active))),
                    Phase::Detecting => (RowState::Moving, "detecting".to_owned()),
                    Phase::AllDown => (RowState::Waiting, "all are down".to_owned()),
                    Phase::Deciding(_) => (RowState::Moving, "deciding".to_owned()),
                    Phase::Awaiting(target) => (
                        RowState::Waiting,
                        format!("waiting for what {} requires", name(target)),
                    ),
                    Phase::Switching(target) => {
                        (RowState::Moving, format!("switching to {}", name(target)))
                    }
                    Phase::Recovering(target) => (
                        RowState::Moving,
                        format!("switch to {} failed, being put right", name(target)),
                    ),
                    Phase::Botched(target) => (
                        RowState::Waiting,
                        format!("switch to {} did harm, being put right", name(target)),
                    ),
                    Phase::Stuck => (
                        RowState::Waiting,
                        format!("switch failed, waiting for {}", name(moved.active)),
                    ),
                    Phase::FailingBack(target) => {
                        (RowState::Moving, format!("moving back to {}", name(target)))
                    }
                };
                row_span(moved.when, state, &label)
            });
            Some(TimelineRow {
                of: RowOf::Failover,
                name: match group.name.as_str() {
                    "sites" => "failover of sites".to_owned(),
                    name => format!("failover of {name}"),
                },
                spans: spans.collect(),
            })
        });
        rows.collect()
    }

    /// What a member of a group is called: a site, or a replica.
    pub(super) fn member_name(&self, group: &Group, member: u32) -> String {
        let Some(node) = group.members.get(member as usize) else {
            return "nobody".to_owned();
        };
        let place = self.site_nodes().iter().position(|site| site == node);
        if let Some(site) = place.and_then(|place| self.architecture.sites.get(place)) {
            return site.name.clone();
        }
        match &self.architecture.nodes[node] {
            Node::Leaf(leaf) => self.architecture.leaves[leaf].name(),
            _ => format!("{} {}", group.name, member + 1),
        }
    }
}

/// Rows in the order in which they begin.
fn in_order(mut rows: Vec<TimelineRow>) -> Vec<TimelineRow> {
    let start = |row: &TimelineRow| {
        row.spans
            .first()
            .map_or(f64::INFINITY, |span| span.from_hour)
    };
    rows.sort_by(|one, other| {
        start(one)
            .total_cmp(&start(other))
            .then_with(|| one.name.cmp(&other.name))
    });
    rows
}

/// Spans with those that follow without a gap and say the same made one.
fn joined(spans: Vec<RowSpan>) -> Vec<RowSpan> {
    let mut joined: Vec<RowSpan> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.to_hour + SAME >= span.from_hour && last.label == span.label => {
                last.to_hour = span.to_hour;
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn span(stretch: Stretch) -> Span {
    Span {
        from_hour: stretch.from,
        to_hour: stretch.to,
    }
}

fn row_span(stretch: Stretch, state: RowState, label: &str) -> RowSpan {
    RowSpan {
        from_hour: stretch.from,
        to_hour: stretch.to,
        state,
        label: label.to_owned(),
    }
}
