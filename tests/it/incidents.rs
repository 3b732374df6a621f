//! Ten outages that happened, told to the catalog: what was struck is down and all else is up. Which designs stand is held to what
//! was worked out by hand from the reports (`incidents.yaml`), by the structure alone and in minutes by the outage table.

use crate::common::read;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};
use spof::experiment::outage_table;
use spof::topology::{Architecture, Node, Topology};
use std::collections::BTreeMap;

/// Longest that a failover within a design takes [min].
const FAILOVER: f64 = 3.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Incident {
    incident: String,
    happened: String,
    about: String,
    /// Two zones of the region that was struck; the design of one zone has the first.
    zones: String,
    second_region: String,
    second_cloud: String,
    #[serde(default)]
    components: Mapping,
    #[serde(default)]
    before: Vec<Value>,
    #[serde(default)]
    web_uses: Vec<String>,
    #[serde(default)]
    mitigations: Mapping,
    struck: Vec<BTreeMap<String, Hit>>,
    /// Whether all were down at once, so that minutes do not add up.
    #[serde(default)]
    together: bool,
    /// Minutes by design.
    lost: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Hit {
    Minutes(f64),
    More { minutes: f64, spreads_to: Mapping },
}

impl Hit {
    fn minutes(&self) -> f64 {
        match self {
            Self::Minutes(minutes) | Self::More { minutes, .. } => *minutes,
        }
    }
}

fn incidents() -> Vec<Incident> {
    serde_yaml::from_str(include_str!("incidents.yaml")).unwrap()
}

fn inline(value: impl serde::Serialize) -> String {
    serde_json::to_string(&value).unwrap()
}

/// The service in its four designs, with a source of the catalog as long down as it was.
fn plan(incident: &Incident, source: &str, hit: &Hit) -> String {
    let mut path: Vec<Value> = incident.before.clone();
    path.extend(["balancer", "web", "db"].map(Value::from));
    let uses = inline(&incident.web_uses);
    let mut more = String::new();
    for (name, component) in &incident.components {
        more += &format!("  {}: {}\n", name.as_str().unwrap(), inline(component));
    }
    let spreads = match hit {
        Hit::Minutes(_) => String::new(),
        Hit::More { spreads_to, .. } => format!(", spreads_to: {}", inline(spreads_to)),
    };
    let hits = if source.ends_with("/facility") {
        ", hits: 100%"
    } else {
        ""
    };
    let first = incident.zones.split('+').next().unwrap();
    format!(
        "spof: 1
service: shop
path: {}
components:
  balancer: {{service: load-balancer, price: 0}}
  web: {{service: vm, price: 0, uses: {uses}}}
  db: {{service: database, price: 0}}
{more}mitigations: {}
override:
  {source}: {{fails: 1/year, lasts: {}min, reach: 100%{hits}{spreads}}}
architectures:
  one-zone: {{sites: {{here: {first}}}, mitigations: {named}}}
  two-zones: {{sites: {{here: {zones}}}, mitigations: {named}}}
  two-regions: {{sites: {{here: {zones}, there: {}}}, active-active: {{needs: 1}}, mitigations: {named}}}
  two-clouds: {{sites: {{here: {zones}, there: {}}}, active-active: {{needs: 1}}, mitigations: {named}}}
",
        inline(&path),
        inline(&incident.mitigations),
        hit.minutes(),
        incident.second_region,
        incident.second_cloud,
        zones = incident.zones,
        named = inline(incident.mitigations.keys().collect::<Vec<_>>()),
    )
}

/// Whether a design serves while these sources are down, after its failovers; mitigations left aside.
fn stands(topology: &Topology, design: &Architecture, struck: &[&str]) -> bool {
    let mut up: Vec<bool> = Vec::new();
    for node in &design.nodes {
        up.push(match node {
            Node::Leaf(leaf) => !design.links.iter().any(|link| {
                link.leaf == *leaf
                    && struck.contains(&&*topology.sources[link.source].name)
                    && link.mitigations.is_empty()
            }),
            Node::AtLeast { needs, of } => {
                of.iter().filter(|child| up[child.index()]).count() >= *needs as usize
            }
            Node::Group(group) => {
                let members = &design.groups[group].members;
                members.iter().any(|member| up[member.index()])
            }
        });
    }
    up[design.root.index()]
}

/// The minutes that a design loses in one outage of a source, all else up: what a command that replays incidents answers.
fn minutes_lost(topology: &Topology, source: &str) -> Vec<f64> {
    let mut all = topology.sources.iter();
    let Some(found) = all.find(|known| known.name == source) else {
        return vec![0.0; topology.architectures.len()];
    };
    let table = outage_table(topology, 1);
    let row = table.iter().find(|row| row.kind == found.kind).unwrap();
    let lost = |cell: &Option<_>| {
        cell.as_ref()
            .map_or(0.0, |cell: &spof::experiment::TableCell| cell.lost)
    };
    row.cells.iter().map(lost).collect()
}

#[test]
fn ten_outages_take_down_what_they_took_down() {
    let all = incidents();
    let mut packs: Vec<&str> = all
        .iter()
        .map(|it| it.incident.split(',').next().unwrap())
        .collect();
    packs.dedup();
    assert_eq!(packs.len(), 10);
    for incident in &all {
        assert!(!incident.happened.is_empty() && !incident.about.is_empty());
        let struck: Vec<&str> = incident
            .struck
            .iter()
            .flat_map(BTreeMap::keys)
            .map(String::as_str)
            .collect();
        let mut minutes = [0.0; 4];
        for (source, hit) in incident.struck.iter().flatten() {
            let topology = read(&plan(incident, source, hit));
            for (total, lost) in minutes.iter_mut().zip(minutes_lost(&topology, source)) {
                *total += lost;
            }
            for design in &topology.architectures {
                let expected = incident.lost[&design.name];
                let up = stands(&topology, design, &struck);
                assert_eq!(
                    up,
                    expected == 0.0,
                    "{}: {}",
                    incident.incident,
                    design.name
                );
            }
        }
        for (name, expected) in &incident.lost {
            let designs = ["one-zone", "two-zones", "two-regions", "two-clouds"];
            let lost = minutes[designs.iter().position(|it| it == name).unwrap()];
            let fine = incident.together || (expected - 0.01..=expected + FAILOVER).contains(&lost);
            assert!(
                fine,
                "{}: {name} loses {lost} min, not {expected}",
                incident.incident
            );
        }
    }
}

#[test]
fn what_the_incidents_need_is_in_the_catalog() {
    // What the list of 252 public incidents names beside the sources that the catalog had.
    let names = spof::catalog::Catalog::bundled().dependency_names();
    let wanted = "token-service code-host key-value-store vendor-control endpoint-names monitoring \
                  global-load-balancing ci edge-store certificate-authority container-registry block-storage console \
                  global-control interconnect public-resolver stream inter-region-link package-registry \
                  service-directory api-admission api-gateway";
    assert_eq!(wanted.split_whitespace().count(), 22);
    for name in wanted.split_whitespace() {
        assert!(names.contains(&name), "{name}");
    }
}
