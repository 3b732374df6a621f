//! Draws that rarely come out badly, and the service is down only where they do: branches have to raise them.

use super::{Lived, View, unavailability};
use crate::common::read;

fn down(view: &View<'_>) -> f64 {
    view.means().downtime / 8760.0
}

/// An outage that hits each of three with a chance of 1 %, and a remedy that fails once in 100,000 outages for all of them alike.
#[test]
fn what_is_rarely_hit_and_what_hardly_ever_fails() {
    let text = "
spof: 1
service: rarely
world: none
path: [web]
components:
  web: {fails: never}
dependencies:
  power: {scope: region, fails: {mean: 9000h}, lasts: {mean: 8h}, hits: 1%}
  names: {scope: region, fails: {mean: 9000h}, lasts: 3h..15h}
mitigations:
  spare: {against: names, after: 0s, works: 99.999%}
architectures:
  hits:  {sites: {here: cloud/region/a}, replicas: {web: 3}, components: {web: {uses: [power]}}}
  works: {sites: {here: cloud/region/a}, replicas: {web: 3}, components: {web: {uses: [names]}}, mitigations: [spare]}
";
    let lived = Lived::branched(text, 16_384);
    lived.expect("hits", down, 1e-6 * unavailability(9000.0, 8.0), 0.05);
    // Nine in ten of 3h..15h are shorter than 15 h: sigma = ln 5 ÷ 1.2816.
    let sigma = 5.0f64.ln() / 1.281_551_565_544_600_4;
    let mean = 3.0 * (sigma * sigma / 2.0).exp();
    lived.expect("works", down, 1e-5 * unavailability(9000.0, mean), 0.05);
}

/// A switch that fails once in ten thousand times, beside two failures at once: the Markov chain has both.
#[test]
fn a_switch_that_hardly_ever_fails() {
    let text = "
spof: 1
service: switch
world: none
path: [db]
components:
  db: {fails: {mean: 20000h}, lasts: {mean: 4h}}
architectures:
  pair: {sites: {here: a/r/a, there: b/r/a}, failover: {switch: {mean: 1s}, succeeds: 99.99%, otherwise: {mean: 8h}}}
";
    let topology = read(text);
    let chain = spof::exact::exact(&topology, &topology.architectures[0]);
    let exact = chain.expect("all laws are exponential").unavailability;
    Lived::branched(text, 8_192).expect("pair", down, exact, 0.03);
}
