//! The Markov chain against textbook answers, closed forms worked out apart, and the decision diagram.

use crate::exact::model::nth;
use spof::{
    exact::{Exact, Method, Obstacle},
    failover::{AfterTotalLoss, Failback, Failover, Otherwise},
    law::Law,
    topology::{NodeId, Topology},
};

use super::{
    answer, close,
    model::{Model, at_once, mean},
    solve,
};

/// The answer, which must be the chain's.
pub fn chained(topology: &Topology) -> Exact {
    let exact = answer(topology);
    assert_eq!(exact.method, Method::Chain);
    exact
}

pub fn machines(model: &mut Model, count: usize, fails: f64, lasts: f64) -> Vec<NodeId> {
    (0..count).map(|_| model.machine(fails, lasts)).collect()
}

/// Known answer K5b.
#[test]
fn two_of_three_and_one_crew() {
    let mut model = Model::default();
    let three = machines(&mut model, 3, 1000.0, 10.0);
    model.at_least(2, &three);
    model.crew(1, &model.all_sources(), false);
    let exact = chained(&model.build());
    close(exact.unavailability, 0.0005880035629522826, 1e-13);
    // Birth and death: it goes down from the state with one down, whose share is 3λ/μ of that with none.
    let (fails, repairs): (f64, f64) = (1e-3, 0.1);
    let (one, two) = (3.0 * fails / repairs, 6.0 * (fails / repairs).powi(2));
    let all = 1.0 + one + two + two * fails / repairs;
    close(
        exact.outages_per_year.unwrap(),
        one / all * 2.0 * fails * 8760.0,
        1e-12,
    );
    assert_eq!(exact.failover_minutes, 0.0);
}

/// Known answer K7: one in service, one cold, one crew, and a switch that takes no time and always works.
#[test]
fn cold_standby_and_one_crew() {
    let exact = chained(&standby(0.0, at_once(), true));
    close(exact.unavailability, 9.9000099000099e-05, 1e-12);
}

/// Two machines of 1,000 h and 10 h of which one serves.
fn standby(speed: f64, law: Failover, one_crew: bool) -> Topology {
    let mut model = Model::default();
    let pair = machines(&mut model, 2, 1000.0, 10.0);
    let law = Failover {
        dormant_failures: speed,
        ..law
    };
    model.group(&pair, law);
    model.groups[nth(0)].dormant = vec![vec![nth(0)], vec![nth(1)]];
    if one_crew {
        model.crew(1, &model.all_sources(), false);
    }
    model.build()
}

/// Birth and death: from none down at (1 + d) λ, from one down at λ, back at μ each.
#[test]
fn warm_standby() {
    for speed in [0.0, 0.3, 1.0] {
        for failback in [Failback::AtOnce, Failback::Never] {
            let exact = chained(&standby(
                speed,
                Failover {
                    failback,
                    ..at_once()
                },
                false,
            ));
            let ratio: f64 = 0.01;
            let one = (1.0 + speed) * ratio;
            let two = one * ratio / 2.0;
            close(exact.unavailability, two / (1.0 + one + two), 1e-13);
        }
    }
}

/// Two alike of rates λ and μ, a switch that takes no time and works with chance s, and else ends at rate γ: A both up,
/// B one down and the other serving, C the active down and the other not yet serving, D both down. A→B λ(1 + s), A→C
/// λ(1 − s); B→A μ, B→D λ; C→A μ, C→B γ, C→D λ; D→B μ(1 + s), D→C μ(1 − s). Down in C and D.
#[test]
fn a_switch_that_does_not_always_work() {
    let (fails, repairs, works): (f64, f64, f64) = (1e-3, 0.1, 0.9);
    for (ends, otherwise) in [(0.5, Otherwise::Later(mean(2.0))), (0.0, Otherwise::Wait)] {
        let law = Failover {
            succeeds: works,
            otherwise,
            ..at_once()
        };
        let exact = chained(&standby(1.0, law, false));
        let s = 2.0 * fails / repairs;
        let d = fails * s / (2.0 * repairs);
        let c = (1.0 - works) * (fails + repairs * d) / (repairs + ends + fails);
        close(exact.unavailability, (c + d) / (1.0 + s + d), 1e-13);
        close(exact.failover_minutes, c / (1.0 + s + d) * 525_600.0, 1e-13);
        let falls = fails * (1.0 - works) + fails * (s - c);
        close(
            exact.outages_per_year.unwrap(),
            falls / (1.0 + s + d) * 8760.0,
            1e-12,
        );
    }
}

/// The preferred site fails every 500 h for 4 h; the other one never does.
fn preferred(law: Failover, control: Option<(f64, f64)>) -> Exact {
    let mut model = Model::default();
    let preferred = model.machine(500.0, 4.0);
    let other = model.leaf("other", &[]);
    let control = control.map(|(fails, lasts)| model.machine(fails, lasts));
    model.group(&[preferred, other], law);
    model.groups[nth(0)].requires[1] = control.into_iter().collect();
    chained(&model.build())
}

/// E e^(−sD) of an exponential time of this mean [h].
fn transform(s: f64, mean: f64) -> f64 {
    1.0 / (1.0 + s * mean)
}

/// With an exponential outage R of rate μ and any delay D, E[min(R, D)] = (1 − E e^(−μD)) / μ, and the transform of a
/// sum of independent delays is the product of theirs.
#[test]
fn delays_add_up() {
    let law = Failover {
        detect: mean(0.1),
        decide: mean(1.0),
        switch: mean(0.5),
        ..at_once()
    };
    let rate = 0.25;
    let reached = transform(rate, 0.1) * transform(rate, 1.0) * transform(rate, 0.5);
    let share = |reached: f64| 4.0 * (1.0 - reached) / 504.0;
    let exact = preferred(law.clone(), None);
    close(exact.unavailability, share(reached), 1e-12);
    close(exact.outages_per_year.unwrap(), 8760.0 / 504.0, 1e-13);
    close(exact.failover_minutes, exact.downtime_minutes, 1e-13);

    let unsure = Failover {
        succeeds: 0.7,
        otherwise: Otherwise::Later(mean(3.0)),
        ..law
    };
    let later = reached * (0.7 + 0.3 * transform(rate, 3.0));
    close(preferred(unsure, None).unavailability, share(later), 1e-12);

    // Found down one time of four, and then for an exponential time of 10 h.
    let waiting = Failover {
        switch: mean(0.5),
        ..at_once()
    };
    let reached = (0.75 + 0.25 * transform(rate, 10.0)) * transform(rate, 0.5);
    let exact = preferred(waiting, Some((30.0, 10.0)));
    close(exact.unavailability, share(reached), 1e-12);
}

/// No room at the target while what is crowded is down, which here is always: the preferred site itself.
#[test]
fn a_switch_that_finds_no_room() {
    let mut model = Model::default();
    let preferred = model.machine(500.0, 4.0);
    let other = model.leaf("other", &[]);
    let law = Failover {
        succeeds: 0.8,
        no_capacity: 0.25,
        ..at_once()
    };
    model.group(&[preferred, other], law);
    model.groups[nth(0)].crowded = vec![vec![preferred], vec![]];
    let exact = chained(&model.build());
    close(exact.unavailability, 0.4 * 4.0 / 504.0, 1e-13);
}

/// The chain of two alike of `known_answers/failover.rs`.
#[test]
fn two_alike() {
    let (fails, repairs, switches) = (1.0 / 400.0, 1.0 / 40.0, 1.0 / 4.0);
    for resume in [false, true] {
        let away = if resume { 0.0 } else { repairs };
        let s = 2.0 * fails / repairs;
        let d = fails * s / (2.0 * repairs);
        let c = (fails + away * d) / (repairs + switches + fails);
        for failback in [Failback::AtOnce, Failback::Never] {
            let mut model = Model::default();
            let pair = machines(&mut model, 2, 400.0, 40.0);
            let law = Failover {
                switch: mean(4.0),
                after_total_loss: if resume {
                    AfterTotalLoss::Resume
                } else {
                    AfterTotalLoss::Switch
                },
                failback,
                ..at_once()
            };
            model.group(&pair, law);
            let exact = chained(&model.build());
            close(exact.unavailability, (c + d) / (1.0 + s + d), 1e-13);
            close(exact.failover_minutes, c / (1.0 + s + d) * 525_600.0, 1e-13);
        }
    }
}

/// One way there, and back at a loss: the active site fails at λ for 1/μ and the other never; after 1/α up again, moving
/// back takes 1/β, unless it fails within. Serving there A, down B, serving elsewhere C (down) and D (up), moving E.
#[test]
fn moving_back_costs_its_loss() {
    let (fails, repairs, waits, moves) = (1.0 / 500.0, 0.25, 1.0 / 24.0, 10.0);
    let law = Failover {
        switch: mean(0.5),
        failback: Failback::After {
            after: mean(24.0),
            loss: mean(0.1),
        },
        ..at_once()
    };
    let exact = preferred(law, None);
    // B: λA = (μ + 2)B. E: αD = (β + λ)E. C: 2B + λD + λE = μC; from D: μC = (α + λ)D. A: λA = μB + βE.
    let b = fails / (repairs + 2.0);
    let e = (fails - repairs * b) / moves;
    let d = (moves + fails) * e / waits;
    let c = (waits + fails) * d / repairs;
    let all = 1.0 + b + c + d + e;
    close(exact.unavailability, (b + e) / all, 1e-11);
    close(
        exact.outages_per_year.unwrap(),
        (fails + waits * d) / all * 8760.0,
        1e-11,
    );
}

/// Known answer K19: three regions; their crew is never short.
#[test]
fn three_independent_regions() {
    let mut model = Model::default();
    let three = machines(&mut model, 3, 8760.0, 2.0);
    model.any(&three);
    model.crew(3, &model.all_sources(), false);
    close(
        chained(&model.build()).unavailability,
        1.1892693886941148e-11,
        1e-12,
    );
}

/// A slow group beside much that is quick: whether it stays at one site or the other is a matter of centuries, that of a
/// dozen other machines a matter of hours. Independent parts in series, each known apart.
#[test]
fn what_hardly_ever_moves_is_found() {
    let group = |model: &mut Model| {
        let sites = [(8.0e6, 30.0), (3.0e6, 2.0)].map(|(fails, lasts)| model.machine(fails, lasts));
        let law = Failover {
            detect: mean(1.0 / 40.0),
            switch: mean(0.5),
            succeeds: 0.9,
            otherwise: Otherwise::Later(mean(4.0)),
            failback: Failback::Never,
            ..at_once()
        };
        model.group(&sites, law)
    };
    let quick = |model: &mut Model| {
        let pairs: Vec<NodeId> = (0..5)
            .map(|pair| {
                let fails = 40.0 + 30.0 * f64::from(pair);
                let two = [(fails, 0.02), (fails * 1.5, 0.05)].map(|(f, l)| model.machine(f, l));
                model.any(&two)
            })
            .collect();
        model.all(&pairs)
    };
    let mut alone = Model::default();
    group(&mut alone);
    let slow = chained(&alone.build()).unavailability;
    let mut alone = Model::default();
    quick(&mut alone);
    let fast = answer(&alone.build()).unavailability;
    let mut both = Model::default();
    let parts = [group(&mut both), quick(&mut both)];
    both.all(&parts);
    let found = chained(&both.build()).unavailability;
    close(found, slow + fast - slow * fast, 1e-10);
    // The same, with the service down only where both are: a product.
    let mut both = Model::default();
    let parts = [group(&mut both), quick(&mut both)];
    both.any(&parts);
    close(chained(&both.build()).unavailability, slow * fast, 1e-10);
}

#[test]
fn what_stands_in_the_way_of_a_chain_is_said() {
    let mut model = Model::default();
    let many: Vec<NodeId> = (0..20)
        .map(|index| model.machine(1000.0 + f64::from(index), 1.0))
        .collect();
    let some = model.at_least(10, &many);
    model.group(&[some], at_once());
    assert!(matches!(
        solve(&model.build()),
        Err(Obstacle::TooManyStates { .. })
    ));

    let mut model = Model::default();
    let pair = machines(&mut model, 2, 1000.0, 10.0);
    model.group(&pair, at_once());
    model.sources[nth(1)].fails = Some(Law::weibull(2.0, 1000.0));
    let found = solve(&model.build()).unwrap_err().to_string();
    assert!(found.contains("`source-1` is a Weibull law"), "{found}");
}

/// A member is a byte of a state, so a larger group has no exact answer; cut to a byte it would have a wrong one.
#[test]
fn a_group_of_more_members_than_a_byte_counts_has_no_answer() {
    let mut model = Model::default();
    let source = model.source(mean(1000.0), mean(10.0));
    let members: Vec<NodeId> = (0..257).map(|_| model.leaf("site", &[source])).collect();
    let switch = mean(0.5);
    let law = Failover {
        switch,
        ..at_once()
    };
    model.group(&members, law);
    let found = solve(&model.build());
    assert!(
        matches!(found, Err(Obstacle::TooManyStates { .. })),
        "{found:?}"
    );
}
