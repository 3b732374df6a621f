//! What strikes several at once, and switches that find no room.

use super::{Lived, YEAR};

/// One of two with shocks that hit each with h, by the number down; share c, own rate (1 − c)λ, shocks cλ/h:
/// 0→1 2λ(1 − ch), 0→2 cλh, 1→2 λ, 1→0 μ, 2→1 2μ. The cuts: p₁ μ = p₀ λ(2 − ch), 2 p₂ μ = p₁ λ + p₀ cλh.
fn pair(share: f64, hits: f64) -> f64 {
    let r = 5.0f64 / 250.0;
    let one = r * (2.0 - share * hits);
    let both = (one * r + share * hits * r) / 2.0;
    both / (1.0 + one + both)
}

#[test]
fn shocks_at_a_site_and_across_sites() {
    let lived = Lived::of(
        "
spof: 1
service: shocks
world: none
path: [web]
components:
  web: {fails: {mean: 250h}, lasts: {mean: 5h}, common_cause: 10%}
architectures:
  site: {sites: {here: cloud/region/a}, replicas: {web: 2}}
  hits: {like: site, components: {web: {common_cause: {share: 20%, hits: 40%}}}}
  sites: {sites: {here: cloud/region/a, there: cloud/far/a}, active-active: {needs: 1}}
  across: {like: sites, components: {web: {common_cause: {share: 10%, across: sites}}}}
  across-hits: {like: sites, components: {web: {common_cause: {share: 20%, hits: 40%, across: sites}}}}
",
        8_192,
    );
    lived.expect_down("site", pair(0.1, 1.0), 0.015);
    lived.expect_down("hits", pair(0.2, 0.4), 0.015);
    lived.expect_down("sites", pair(0.0, 1.0), 0.02);
    lived.expect_down("across", pair(0.1, 1.0), 0.015);
    lived.expect_down("across-hits", pair(0.2, 0.4), 0.015);
}

/// Power is up for a mean of 500 h and down 6 h; three times of ten it takes down the control plane for 2 h, which cannot
/// fail by itself and is back before the next: 0.3 · 2 h each 506 h, all charged to the power. A second striker for exactly
/// as long as the first adds what of it does not overlap.
#[test]
fn an_outage_that_spreads() {
    let lived = Lived::of(
        "
spof: 1
service: spreads
world: none
path: [web]
components:
  web: {fails: never, uses: [plane]}
dependencies:
  power: {scope: zone, fails: {mean: 500h}, lasts: 6h, spreads_to: {plane: 30%}}
  plane: {scope: region, fails: never, lasts: 2h}
architectures:
  one: {sites: {here: cloud/region/a}}
",
        8_192,
    );
    let exact = 0.3 * 2.0 / 506.0;
    lived.expect_down("one", exact, 0.01);
    lived.expect(
        "one",
        |view| view.charged("cloud/region/a/power").0,
        exact * YEAR,
        0.01,
    );
    lived.expect(
        "one",
        |view| view.estimate.outages,
        0.3 * 8760.0 / 506.0,
        0.01,
    );
}

/// Two alike regions of rates λ and μ, an exponential switch of rate δ that finds no room with n, and then waits for the
/// active: A both up, B the active up alone, C the active down and switching, W waiting, D both down.
/// A→B λ, A→C λ; B→A μ, B→D λ; C→A μ, C→B δ(1 − n), C→W δn, C→D λ; W→A μ, W→D λ; D→B μ, D→C μ. Down in C, W, D.
#[test]
fn no_room_while_the_region_is_in_trouble() {
    let lived = Lived::of(
        "
spof: 1
service: crowded
world: none
path: [web]
components:
  web: {fails: never, uses: [net]}
dependencies:
  net: {scope: region, fails: {mean: 400h}, lasts: {mean: 40h}}
architectures:
  room:
    sites: {here: cloud/region/a, there: cloud/far/a}
    failover: {switch: {mean: 4h}, failback: never}
  none: {like: room, failover: {no_capacity: 30%, otherwise: wait}}
  # A fault of the machine is nobody else's trouble.
  alone:
    like: none
    components: {web: {fails: {mean: 400h}, lasts: {mean: 40h}, uses: []}}
",
        8_192,
    );
    let exact = |n: f64| {
        let (l, m, d) = (1.0 / 400.0, 1.0 / 40.0, 1.0 / 4.0);
        // For a = 1. A: 2λ = μ(b + c + w). D: 2μ·both = λ(b + c + w).
        let busy = 2.0 * l / m;
        let both = l * busy / (2.0 * m);
        let switching = (l + m * both) / (m + d + l);
        let waiting = d * n * switching / (m + l);
        (switching + waiting + both) / (1.0 + busy + both)
    };
    lived.expect_down("room", exact(0.0), 0.01);
    lived.expect_down("none", exact(0.3), 0.01);
    lived.expect_down("alone", exact(0.0), 0.01);
}
