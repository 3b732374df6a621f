//! The counted year is one of the steady state however long a design takes to come to it, and where no warm-up that could be
//! lived is long enough, the answer says so.
//!
//! Where no formula is given, the exact value is that of a Markov chain written apart from the program (states: who is up, who
//! serves, the phase and its stage; a gamma law of shape k is k exponential stages), solved by elimination.

use super::{Lived, unavailability};
use crate::common::{json, run, scratch};

/// Two sites of one database that fails 4 times a year and is down for 4 h, with ways back of half a year.
const LONG_RETURN: &str = "
spof: 1
service: return
world: none
path: [db]
components:
  db: {fails: 4/year, lasts: {mean: 4h}}
architectures:
  loss: {sites: {here: my/lab/a, there: my/other/b}, failover: {detect: {mean: 1min}, switch: {mean: 5min}, failback: {after: {mean: 1h}, loss: {mean: 6month}}}}
  fixed: {like: loss, failover: {detect: 1min, switch: 5min}}
  staged: {like: loss, failover: {failback: {after: {mean: 1h}, loss: {gamma: {shape: 4, mean: 2000h}}}}}
  patient:
    like: loss
    components: {db: {lasts: {mean: 40h}}}
    failover: {detect: {mean: 1h}, switch: {mean: 2h}, failback: {after: {gamma: {shape: 4, mean: 6000h}}, loss: {gamma: {shape: 4, mean: 500h}}}}
";

#[test]
fn a_way_back_of_half_a_year_is_steady() {
    let lived = Lived::of(LONG_RETURN, 4_096);
    lived.expect_down("loss", 0.658_148_776_759_680_6, 0.01);
    // Fixed lengths by 24 stages; three times as many change the fifth digit.
    lived.expect_down("fixed", 0.658_101_28, 0.01);
    lived.expect_down("staged", 0.552_083_855_634_447_8, 0.01);
}

#[test]
fn a_return_that_waits_for_most_of_a_year_is_steady() {
    let lived = Lived::of(LONG_RETURN, 8_192);
    lived.expect_down("patient", 0.007_652_723_310_162_313, 0.03);
}

/// Outages of three weeks, found after 400 h and gone over from in 200 h.
#[test]
fn slow_steps_and_long_outages_are_steady() {
    let plan = "
spof: 1
service: slow
world: none
path: [db]
components:
  db: {fails: {mean: 2000h}, lasts: {mean: 500h}}
architectures:
  slow: {sites: {here: my/lab/a, there: my/other/b}, failover: {detect: {mean: 400h}, switch: {mean: 200h}, failback: {after: {mean: 100h}, loss: {gamma: {shape: 2, mean: 3000h}}}}}
";
    Lived::of(plan, 4_096).expect_down("slow", 0.375_774_482_063_878_65, 0.01);
}

/// Ten machines and one repairman, who has as much work as he can do while all are up. Birth and death:
/// pₙ ∝ 10!/(10 − n)! · (500/5,000)ⁿ. The service needs eight.
#[test]
fn a_queue_of_load_one_is_steady() {
    let plan = "
spof: 1
service: queue
world: none
path: [web]
crews: {oncall: 1}
components:
  web: {fails: {mean: 5000h}, lasts: {mean: 500h}, repair: {crew: oncall}}
architectures:
  queue: {sites: {here: my/lab/a}, replicas: {web: {count: 10, needs: 8}}}
";
    let mut shares = vec![1.0];
    for up in (1..=10).rev() {
        shares.push(shares[shares.len() - 1] * f64::from(up) * 0.1);
    }
    let down = shares[3..].iter().sum::<f64>() / shares.iter().sum::<f64>();
    Lived::of(plan, 4096).expect_down("queue", down, 0.02);
}

/// Shocks strike one replica: λE[L]/(1 + λE[L]) whatever the law; this one has a tail of months. And two replicas that are down
/// for eleven years at a time, as a chain on the number down (`sharing.rs`).
#[test]
fn long_outages_of_what_is_struck_are_steady() {
    let plan = "
spof: 1
service: struck
world: none
path: [web]
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 1e5h}, common_cause: 10%}
architectures:
  two: {sites: {here: my/lab/a}, replicas: {web: 2}}
  tailed: {sites: {here: my/lab/a}, components: {web: {fails: 5/year, lasts: {weibull: {shape: 0.5, mean: 500h}}, common_cause: 100%}}}
";
    let lived = Lived::of(plan, 8_192);
    let (fails, repairs, common) = (1e-3, 1e-5, 0.1);
    let one = (2.0 - common) * fails / repairs;
    let both = (one * fails + common * fails) / (2.0 * repairs);
    lived.expect_down("two", both / (1.0 + one + both), 0.001);
    lived.expect_down("tailed", unavailability(8760.0 / 5.0, 500.0), 0.01);
}

/// A cold pair that wears out, one crew, no way back: whoever takes over is new. With a repair of R hours it is down for
/// E[(R − T)⁺] in a cycle of E[T] + E[(R − T)⁺]. To begin with the one that sleeps is not new.
#[test]
fn a_cold_spare_is_as_old_as_it_will_be() {
    let plan = "
spof: 1
service: cold
world: none
path: [web]
crews: {oncall: 1}
components:
  web: {fails: {weibull: {shape: 3, mean: 10000h}}, lasts: 5000h, failover: {dormant_failures: 0%, failback: never}, repair: {crew: oncall}}
architectures:
  cold: {sites: {here: my/lab/a}, replicas: {web: 2}}
";
    // By the midpoint rule; Γ(4/3) = 0.892979511569249.
    let scale = 10_000.0 / 0.892_979_511_569_249;
    let parts = 100_000;
    let shares = (0..parts).map(|part| {
        let hours = (f64::from(part) + 0.5) / f64::from(parts) * 5_000.0;
        -(-(hours / scale).powi(3)).exp_m1()
    });
    let down = 5_000.0 * shares.sum::<f64>() / f64::from(parts);
    Lived::of(plan, 16_384).expect_down("cold", down / (10_000.0 + down), 0.05);
}

/// Detection takes a year, so that a failover comes once in five hundred years; then the way back takes a hundred.
#[test]
fn what_no_warm_up_reaches_is_said_to_be_not_steady() {
    let plan = "
spof: 1
service: patience
world: none
path: [db]
components:
  db: {fails: 4/year, lasts: {mean: 4h}}
architectures:
  late: {sites: {here: my/lab/a, there: my/other/b}, failover: {detect: {mean: 8760h}, switch: {mean: 5min}, failback: {after: {mean: 1h}, loss: {mean: 1e6h}}}}
  prompt: {like: late, failover: {detect: {mean: 1min}}}
  usual: {like: late, failover: {failback: at-once}}
  alike: {like: prompt, components: {db: {fails: 0.2/year}}, failover: {failback: never}}
  unlike: {like: alike, replicas: {db: {here: 1, there: 2}}}
  often: {like: unlike, components: {db: {fails: 20/year}}}
";
    let folder = scratch("not-steady");
    let file = folder.join("plan.yaml");
    std::fs::write(&file, plan).expect("a file");
    let arguments = ["run", "plan.yaml", "--format", "json", "--years", "1024"];
    let output = run(&arguments, &folder);
    assert!(output.status.success());
    let results = json(&output);
    let notes = results["notes"].as_array().expect("notes");
    let said = |name: &str| {
        notes
            .iter()
            .filter_map(|note| note.as_str())
            .any(|note| note.starts_with(&format!("{name} is not steady: the group sites")))
    };
    // Once it fails over at nearly every outage, it is soon always on its way back.
    assert_eq!(["late", "prompt", "usual"].map(said), [true, false, false]);
    // Who serves where nobody goes back is forgotten if it changes often, and does not matter among members that are alike.
    assert_eq!(["alike", "unlike", "often"].map(said), [false, true, false]);
}

/// What another architecture needs to settle changes no bit of one that settles soon.
#[test]
fn another_ones_warm_up_changes_nothing() {
    let plan = |second: &str| {
        format!(
            "
spof: 1
service: alone
world: none
path: [db]
components:
  db: {{fails: 4/year, lasts: 2h..9h}}
architectures:
  one: {{sites: {{here: my/lab/a, there: my/other/b}}, failover: {{detect: 5min, switch: 10min..1h}}}}
{second}"
        )
    };
    let second = "  two: {like: one, failover: {failback: {after: 1d, loss: {mean: 1y}}}}\n";
    let (alone, beside) = (plan(""), plan(second));
    let [alone, beside] = [alone, beside].map(|text| Lived::of(&text, 8_192));
    let totals = |lived: &Lived| -> Vec<_> { lived.views("one").map(|it| it.totals()).collect() };
    assert_eq!(totals(&alone), totals(&beside));
}
