//! Importance sampling alone: every mean and count from branches, on models that use all of the language.

use super::{Lived, View, YEAR, unavailability};
use crate::common::read;
use spof::experiment::{Method, Options, simulate};
use std::sync::atomic::AtomicBool;

/// A plan of one component `web` of these fields, and what else it needs.
fn plan(web: &str, rest: &str) -> String {
    format!(
        "
spof: 1
service: branched
world: none
path: [web]
components:
  web: {{{web}}}
{rest}"
    )
}

fn down(view: &View<'_>) -> f64 {
    view.means().downtime / 8760.0
}

/// Asserts the mean by branches, that causes add up to it, and that no more of it is failover than there is.
#[track_caller]
fn check(lived: &Lived, architecture: &str, exact: f64, precision: f64) {
    lived.expect(architecture, down, exact, precision);
    for view in lived.views(architecture) {
        let means = view.means();
        let causes: f64 = means.causes.iter().map(|cause| cause.0).sum();
        assert!((causes / means.downtime - 1.0).abs() < 1e-6);
        let failover: f64 = means.causes.iter().map(|cause| cause.1).sum();
        assert!((failover - means.failover).abs() <= 1e-6 * means.downtime);
        assert!(means.failover <= means.downtime * (1.0 + 1e-9));
    }
}

/// K19. One of three regions, 1.2e-11.
#[test]
fn k19_one_of_three_regions() {
    let lived = Lived::branched(include_str!("k19.yaml"), 8_192);
    check(&lived, "regions", 1.189_269_388_694_114_8e-11, 0.03);
}

/// K3 and K3f, the mean and the count.
#[test]
fn k3_k3f_one_of_two() {
    let lived = Lived::branched(include_str!("k3.yaml"), 8_192);
    check(&lived, "two", 9.802_960_494_069_21e-5, 0.01);
    let outages = |view: &View<'_>| view.means().outages;
    lived.expect("two", outages, 0.171_747_867_856_092_53, 0.01);
}

/// K14. Lives with memory: ages are part of what branches copy. And others: lognormal and gamma, rarer.
#[test]
fn k14_laws_with_memory() {
    let lived = Lived::branched(include_str!("k14.yaml"), 4_096);
    check(&lived, "three", 2.921_476_345_262_209_3e-4, 0.015);
    let laws = plan(
        "fails: {lognormal: {mean: 4000h, sigma: 1}}, lasts: {weibull: {shape: 0.7, mean: 4h}}",
        "architectures:
  lognormal: {sites: {here: cloud/region/a+b}}
  gamma: {like: lognormal, components: {web: {fails: {gamma: {shape: 3, mean: 4000h}}, lasts: {between: [1h, 7h]}}}}
  infant: {like: lognormal, components: {web: {fails: {weibull: {shape: 0.7, mean: 4000h}}, lasts: 4h}}}
",
    );
    let lived = Lived::branched(&laws, 8_192);
    let exact = unavailability(4000.0, 4.0).powi(2);
    for law in ["lognormal", "gamma", "infant"] {
        check(&lived, law, exact, 0.03);
    }
}

/// Two alike of rates λ and μ with a switch of rate δ, see `failover::symmetric`: near 1e-8.
#[test]
fn two_regions_of_which_one_serves() {
    let text = plan(
        "fails: {mean: 8760h}, lasts: {mean: 1h}",
        "architectures:
  pair:
    sites: {here: cloud/region/a, there: cloud/far/a}
    failover: {switch: {mean: 1s}, failback: never}
",
    );
    let lived = Lived::branched(&text, 16_384);
    let (l, m, d) = (1.0 / 8760.0f64, 1.0, 3600.0);
    let busy = 2.0 * l / m;
    let both = l * busy / (2.0 * m);
    let switching = (l + m * both) / (m + d + l);
    let sum = 1.0 + busy + both;
    check(&lived, "pair", (switching + both) / sum, 0.02);
    let failover = |view: &View<'_>| view.means().failover / 8760.0;
    lived.expect("pair", failover, switching / sum, 0.02);
}

/// K5b: two of three with one crew.
#[test]
fn k5b_one_crew() {
    let text = plan(
        "fails: {mean: 1000h}, lasts: {mean: 10h}, repair: {crew: oncall}",
        "crews: {oncall: 1}
architectures:
  three: {sites: {here: cloud/region/a}, replicas: {web: {count: 3, needs: 2}}}
",
    );
    let lived = Lived::branched(&text, 8_192);
    check(&lived, "three", 5.880_035_629_522_826e-4, 0.015);
}

/// Warm, one crew: (1 + d)r²/(1 + (1 + d)(r + r²)), at 1.2e-6.
#[test]
fn dormant_members() {
    let text = plan(
        "fails: {mean: 10000h}, lasts: {mean: 10h}, failover: {dormant_failures: 20%}, repair: {crew: oncall}",
        "crews: {oncall: 1}
architectures:
  warm: {sites: {here: cloud/region/a}, replicas: {web: 2}}
",
    );
    let lived = Lived::branched(&text, 16_384);
    let r = 1e-3f64;
    let exact = 1.2 * r * r / (1.0 + 1.2 * (r + r * r));
    check(&lived, "warm", exact, 0.02);
}

/// Zones whose power reaches us half of the time; a network that hits 40 % of three; mitigations at both ends.
#[test]
fn what_is_felt_of_an_outage() {
    let text = plan(
        "fails: never",
        "dependencies:
  power: {scope: zone, fails: {mean: 5000h}, lasts: {mean: 10h}, reach: 50%}
  net: {scope: region, fails: {mean: 20000h}, lasts: {mean: 4h}, hits: 40%}
  dns: {scope: region, fails: {mean: 20000h}, lasts: {mean: 3h}}
mitigations:
  cache: {against: dns, covers_first: 30min, works: 60%}
  quick: {against: dns, after: {mean: 1h}, works: 80%}
architectures:
  reach: {sites: {here: cloud/region/a+b}, components: {web: {uses: [power]}}}
  hits: {sites: {here: cloud/region/a}, replicas: {web: {count: 3, needs: 2}}, components: {web: {uses: [net]}}}
  cached: {sites: {here: cloud/region/a}, components: {web: {uses: [dns]}}, mitigations: [cache]}
  mended: {like: cached, mitigations: [quick]}
",
    );
    let lived = Lived::branched(&text, 16_384);
    let u = 0.5 * unavailability(5000.0, 10.0);
    check(&lived, "reach", u * u, 0.03);
    check(&lived, "hits", 0.352 * unavailability(20_000.0, 4.0), 0.03);
    let left = 0.4 * 3.0 + 0.6 * 3.0 * (-0.5f64 / 3.0).exp();
    check(&lived, "cached", left / 20_003.0, 0.03);
    let least = 0.2 * 3.0 + 0.8 / (1.0 / 3.0 + 1.0);
    check(&lived, "mended", least / 20_003.0, 0.03);
}

/// One of two in turn: out 2m of the time, when the other must not have failed.
#[test]
fn maintenance_in_turn() {
    let text = plan(
        "fails: {mean: 1000h}, lasts: {mean: 4h}, maintenance: {every: 720h, lasts: 2h}",
        "architectures:
  counted: {sites: {here: cloud/region/a}, replicas: {web: 2}}
  planned: {like: counted, components: {web: {maintenance: {counts: false}}}}
",
    );
    let lived = Lived::branched(&text, 16_384);
    let (u, m) = (unavailability(1000.0, 4.0), 2.0 / 720.0);
    let all = 2.0 * m * u + (1.0 - 2.0 * m) * u * u;
    check(&lived, "counted", all, 0.03);
    check(&lived, "planned", u * u, 0.04);
    let planned = |view: &View<'_>| (view.means_with_work() - view.means().downtime) / 8760.0;
    lived.expect("planned", planned, all - u * u, 0.04);
}

/// Shocks across sites, see `strikes::pair`: p₁ μ = p₀ λ(2 − c), 2 p₂ μ = p₁ λ + p₀ cλ.
#[test]
fn shocks_across_sites() {
    let text = plan(
        "fails: {mean: 5000h}, lasts: {mean: 5h}, common_cause: {share: 5%, across: sites}",
        "architectures:
  pair: {sites: {here: cloud/region/a, there: cloud/far/a}, active-active: {needs: 1}}
",
    );
    let lived = Lived::branched(&text, 16_384);
    let r = 1e-3;
    let one = r * 1.95;
    let both = (one * r + 0.05 * r) / 2.0;
    check(&lived, "pair", both / (1.0 + one + both), 0.03);
}

/// Two that carry 60 % each: 40 % are lost while one is down, beside the downtime; and the lag of each switch.
#[test]
fn lost_service_and_lost_data() {
    let text = plan(
        "fails: {mean: 2000h}, lasts: {mean: 10h}",
        "architectures:
  loaded: {sites: {here: cloud/region/a}, replicas: {web: 2}, components: {web: {load: {carries: 60%, overload: partial}}}}
  lag:
    sites: {here: cloud/region/a, there: {place: cloud/far/a, cold: [web]}}
    failover: {switch: 30min, lag: 30s}
",
    );
    let lived = Lived::branched(&text, 8_192);
    let u = unavailability(2000.0, 10.0);
    check(&lived, "loaded", u * u, 0.03);
    let lost = |view: &View<'_>| view.means().lost_service.0 * 60.0;
    lived.expect("loaded", lost, 0.8 * u * (1.0 - u) * YEAR, 0.02);
    // A switch ends after half an hour if the outage, exponential, is not over.
    let kept = (-0.5f64 / 10.0).exp();
    check(&lived, "lag", 10.0 * (1.0 - kept) / 2010.0, 0.02);
    let data = |view: &View<'_>| view.means().data_lost.0 * 60.0;
    lived.expect("lag", data, 0.5 * kept * 8760.0 / 2010.0, 0.02);
}

/// Glitches of seconds every few days, and once in ten thousand years an outage of half a year: pilot lives show the former alone. New at
/// hour 0, each is down λ/(λ + μ) · (year − (1 − e^(−(λ + μ) year))/(λ + μ)) hours of the year; both at once never matters.
#[test]
fn what_pilot_lives_do_not_show_is_foreseen() {
    let plan = "
spof: 1
service: glitches
world: none
start: new
path: [rare, glitch]
components:
  rare: {fails: {mean: 1e8h}, lasts: {mean: 5000h}}
  glitch: {fails: {mean: 100h}, lasts: {mean: 3s}}
architectures:
  one: {sites: {here: cloud/region/a}}
";
    let hours = |fails: f64, lasts: f64| {
        let (fails, repairs) = (1.0 / fails, 1.0 / lasts);
        let both = fails + repairs;
        fails / both * (8760.0 + (-both * 8760.0).exp_m1() / both)
    };
    let truth = hours(1e8, 5000.0) + hours(100.0, 3.0 / 3600.0);
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: None,
        method: Method::Best,
    };
    let run = simulate(&read(plan), options, &|_| {}, &AtomicBool::new(false));
    let means = run.tallies[0].weighted.means();
    let means = means.expect("plain lives would take ten million");
    assert!(means.settled && 1.96 * means.error <= 0.02 * truth);
    let errors = (means.downtime - truth) / means.error;
    assert!(
        errors.abs() <= 4.0,
        "{} h is {errors} errors from {truth} h after {} years",
        means.downtime,
        run.years
    );
}

/// A shock that strikes each of forty with a chance of one in a thousand, and three must be down: natural coins would hardly ever come to
/// three, and a half of all is far too many. The Markov chain has too many outcomes of one shock; the number of machines that are
/// down is a chain of its own, solved by elimination from the top.
#[test]
fn shocks_that_rarely_strike_enough_of_many() {
    let text = plan(
        "fails: {mean: 400000h}, lasts: {mean: 4h}, common_cause: {share: 30%, hits: 0.1%}",
        "architectures:
  many: {sites: {here: cloud/region/a}, replicas: {web: {count: 40, needs: 38}}}
",
    );
    let topology = read(&text);
    assert!(spof::exact::exact(&topology, &topology.architectures[0]).is_err());
    let lived = Lived::branched(&text, 4_096);
    check(&lived, "many", forty(), 0.08);
}

/// P(three or more of forty down): each fails at 0.7 λ, and a shock at 0.3 λ ÷ 0.001 strikes each that is up with 0.001; μ = 1/4 h.
fn forty() -> f64 {
    const ALL: usize = 40;
    let (rate, repair, hits) = (1.0 / 400_000.0, 0.25, 0.001f64);
    let mut rates = [[0.0; ALL + 1]; ALL + 1];
    for down in 0..=ALL {
        let up = ALL - down;
        if up > 0 {
            rates[down][down + 1] += up as f64 * 0.7 * rate;
        }
        if down > 0 {
            rates[down][down - 1] += down as f64 * repair;
        }
        let mut chance = (1.0 - hits).powi(up as i32);
        for struck in 1..=up {
            chance *= (up - struck + 1) as f64 / struck as f64 * hits / (1.0 - hits);
            rates[down][down + struck] += 0.3 * rate / hits * chance;
        }
    }
    // Grassmann, Taksar and Heyman.
    for state in (1..=ALL).rev() {
        let out: f64 = rates[state][..state].iter().sum();
        for from in 0..state {
            let share = rates[from][state] / out;
            let row = rates[state];
            for (to, rate) in row.iter().enumerate().take(state) {
                rates[from][to] += share * rate;
            }
            rates[from][state] = share;
        }
    }
    let mut shares = vec![1.0];
    for state in 1..=ALL {
        let rows = shares.iter().zip(&rates);
        let share = rows.map(|(share, row)| share * row[state]).sum();
        shares.push(share);
    }
    shares[3..].iter().sum::<f64>() / shares.iter().sum::<f64>()
}
