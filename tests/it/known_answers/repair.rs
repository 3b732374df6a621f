//! One crew for several repairs, and members that wait hot, warm or cold.

use super::Lived;

/// K5b. Two of three with one crew: birth and death, p₂ + p₃ with λₙ = (3 − n)/1000 h and μ = 1/10 h.
#[test]
fn k5b_two_of_three_with_one_crew() {
    let lived = Lived::of(
        "
spof: 1
service: one-crew
world: none
path: [web]
crews: {oncall: 1}
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 10h}, repair: {crew: oncall}}
architectures:
  three: {sites: {here: cloud/region/a}, replicas: {web: {count: 3, needs: 2}}}
",
        32_768,
    );
    lived.expect_down("three", 5.880_035_629_522_826e-4, 0.015);
    // It goes down from one down to two: p₁ λ₁.
    let r = 0.01f64;
    let (one, two, three) = (3.0 * r, 6.0 * r * r, 6.0 * r.powi(3));
    let falls = one / (1.0 + one + two + three) * 2.0 / 1000.0 * 8760.0;
    lived.expect("three", |view| view.estimate.outages, falls, 0.01);
}

const STANDBY: &str = "
spof: 1
service: standby
world: none
path: [web]
crews: {oncall: 1}
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 10h}, failover: {dormant_failures: 0%}, repair: {crew: oncall}}
architectures:
  cold:  {sites: {here: cloud/region/a}, replicas: {web: 2}}
  fixed: {like: cold, components: {web: {lasts: 10h}}}
";

/// K7. One and one cold with one crew and exponential repair: r²/(1 + r + r²).
/// K7d. The same with a repair of exactly 10 h: half as much, since the law matters here.
#[test]
fn k7_k7d_cold_standby() {
    let lived = Lived::of(STANDBY, 65_536);
    lived.expect_down("cold", 9.900_009_900_009_9e-5, 0.03);
    lived.expect_down("fixed", 4.983_126_588_930_162e-5, 0.03);
}

/// K7, K7d by branches, to 1 %.
#[test]
#[ignore = "long"]
fn k7_k7d_cold_standby_by_branches() {
    let lived = Lived::branched(STANDBY, 16_384);
    for (architecture, exact) in [
        ("cold", 9.900_009_900_009_9e-5),
        ("fixed", 4.983_126_588_930_162e-5),
    ] {
        let down = |view: &super::View<'_>| view.means().downtime;
        lived.expect(architecture, down, exact * 8760.0, 0.01);
    }
}

/// The waiting member fails at d times the rate, one crew: 0→1 (1 + d)λ, 1→2 λ, back at μ each. With r = λ/μ
/// down = (1 + d)r²/(1 + (1 + d)(r + r²)). With a crew for each, 2→1 at 2μ: (1 + d)r²/2 / (1 + (1 + d)(r + r²/2)).
#[test]
fn a_warm_member_fails_at_a_share_of_its_rate() {
    let lived = Lived::of(
        "
spof: 1
service: warm
world: none
path: [web]
crews: {oncall: 1}
components:
  web: {fails: {mean: 200h}, lasts: {mean: 10h}, failover: {dormant_failures: 20%}, repair: {crew: oncall}}
architectures:
  warm: {sites: {here: cloud/region/a}, replicas: {web: 2}}
  hot: {like: warm, components: {web: {failover: {dormant_failures: 100%}}}}
  cold: {like: warm, components: {web: {failover: {dormant_failures: 0%}}}}
  crew-each: {like: warm, crews: {oncall: 2}}
  sites:
    sites: {here: cloud/region/a, there: cloud/far/a}
    components: {web: {failover: null, repair: null}}
    failover: {dormant_failures: 20%, after_total_loss: resume}
",
        8_192,
    );
    let r = 10.0f64 / 200.0;
    let one_crew = |d: f64| (1.0 + d) * r * r / (1.0 + (1.0 + d) * (r + r * r));
    let each = |d: f64| (1.0 + d) * r * r / 2.0 / (1.0 + (1.0 + d) * (r + r * r / 2.0));
    lived.expect_down("warm", one_crew(0.2), 0.02);
    lived.expect_down("hot", one_crew(1.0), 0.02);
    lived.expect_down("cold", one_crew(0.0), 0.02);
    lived.expect_down("crew-each", each(0.2), 0.02);
    lived.expect_down("sites", each(0.2), 0.015);
}

/// A is urgent, B and C are not: it waits for at most one of them. A Markov chain on which are down and which is worked on.
/// The path needs A alone, but has all three in it.
#[test]
fn the_urgent_is_repaired_first() {
    let lived = Lived::of(
        "
spof: 1
service: urgent
world: none
path: [a]
crews: {oncall: 1}
components:
  a: {fails: {mean: 240h}, lasts: {mean: 40h}, repair: {crew: oncall}}
  b: {fails: {mean: 240h}, lasts: {mean: 40h}, repair: {crew: oncall, priority: 1}}
  c: {fails: {mean: 240h}, lasts: {mean: 40h}, repair: {crew: oncall, priority: 1}}
architectures:
  urgent: {sites: {here: cloud/region/a}, path: {any: [a, {all: [a, b, c]}]}}
  queued:
    like: urgent
    components: {b: {repair: {priority: 0}}, c: {repair: {priority: 0}}}
",
        8_192,
    );
    // Worked on, and waiting: 0 none; 1 A; 2 B or C; 3 A, one waits; 4 B or C, A waits; 5 B or C, the other waits; 6 A, both
    // wait; 7 B or C, A and the other wait.
    let (l, m) = (1.0 / 240.0, 1.0 / 40.0);
    let rates = [
        (0, 1, l),
        (0, 2, 2.0 * l),
        (1, 0, m),
        (1, 3, 2.0 * l),
        (2, 0, m),
        (2, 4, l),
        (2, 5, l),
        (3, 2, m),
        (3, 6, l),
        (4, 1, m),
        (4, 7, l),
        (5, 2, m),
        (5, 7, l),
        (6, 5, m),
        // Before one that came earlier.
        (7, 3, m),
    ];
    let p = stationary(8, &rates);
    let urgent = p[1] + p[3] + p[4] + p[6] + p[7];
    lived.expect_down("urgent", urgent, 0.01);
    // All alike, each is down as often as the next: birth and death of three, a third of the mean number down.
    let r = l / m;
    let weights = [1.0, 3.0 * r, 6.0 * r * r, 6.0 * r.powi(3)];
    let sum: f64 = weights.iter().sum();
    let mean = (weights[1] + 2.0 * weights[2] + 3.0 * weights[3]) / sum;
    lived.expect_down("queued", mean / 3.0, 0.01);
}

/// The stationary law of a small chain, by many small steps.
fn stationary(states: usize, rates: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut p = vec![1.0 / states as f64; states];
    for _ in 0..20_000 {
        let mut next = p.clone();
        for &(from, to, rate) in rates {
            next[from] -= p[from] * rate;
            next[to] += p[from] * rate;
        }
        p = next;
    }
    p
}

/// A crew that works one hour of two, by the day's halves, and a fault that comes at any hour alike (lives spread over whole
/// days): 6 h of work begun at v hours before the end of the shift take 6 h if v ≥ 6, else 12 h more; begun outside, the
/// time until the shift and 6 h. On average (6·6 + 6·18 + 12·12)/24 = 12 h.
#[test]
fn a_crew_that_sleeps() {
    let lived = Lived::of(
        "
spof: 1
service: sleep
world: none
path: [web]
crews: {oncall: {hours: {from: 0h, to: 12h}}}
components:
  web: {fails: {between: [0h, 480h]}, lasts: 6h, repair: {crew: oncall}}
architectures:
  one: {sites: {here: cloud/region/a}}
  half: {like: one, crews: {oncall: {hours: {outside: 50%}}}}
",
        8_192,
    );
    lived.expect_down("one", 12.0 / 252.0, 0.01);
    lived.expect("one", |view| view.estimate.outages, 8760.0 / 252.0, 0.01);
    // At half speed: 6 h if 6 are left; v and twice the rest, on average 9 h, if fewer are; outside 12 h, or less where the
    // shift begins before: v + 6 − v/2 with v < 12, on average 9 h.
    let mean = (6.0 * 6.0 + 6.0 * 9.0 + 12.0 * 9.0) / 24.0;
    lived.expect_down("half", mean / (240.0 + mean), 0.01);
}
