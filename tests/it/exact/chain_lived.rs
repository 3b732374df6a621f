//! The Markov chain against the simulator: two readings of one semantics, of all that failover can do.

use crate::exact::model::nth;
use spof::failover::{AfterTotalLoss, Botched, Failback, Failover, Otherwise};
use spof::topology::NodeId;

use super::{
    model::{Model, at_once, mean},
    simulated::agree_over,
};

/// Years lived through: a hundred outages each.
const YEARS: u64 = 1_024;

/// Exponential delays of all kinds.
fn slow() -> Failover {
    Failover {
        detect: mean(0.5),
        decide: mean(1.5),
        switch: mean(3.0),
        succeeds: 0.7,
        otherwise: Otherwise::Later(mean(8.0)),
        ..at_once()
    }
}

/// Sites of one machine and one shared dependency each, all short-lived.
fn sites(model: &mut Model, count: usize) -> Vec<NodeId> {
    (0..count)
        .map(|site| {
            let own = model.source(mean(60.0 + 25.0 * site as f64), mean(9.0 + site as f64));
            let shared = model.source(mean(150.0), mean(4.0));
            model.sources[shared].reach = 0.6;
            model.leaf("site", &[own, shared])
        })
        .collect()
}

#[test]
fn three_sites_with_all_delays() {
    for (seed, after_total_loss) in [(1, AfterTotalLoss::Switch), (2, AfterTotalLoss::Resume)] {
        let mut model = Model::default();
        let sites = sites(&mut model, 3);
        model.group(
            &sites,
            Failover {
                after_total_loss,
                ..slow()
            },
        );
        agree_over(&model.build(), seed, YEARS);
    }
}

#[test]
fn a_switch_that_waits_for_the_active() {
    let mut model = Model::default();
    let sites = sites(&mut model, 3);
    let otherwise = Otherwise::Wait;
    model.group(
        &sites,
        Failover {
            otherwise,
            ..slow()
        },
    );
    agree_over(&model.build(), 3, YEARS);
}

/// Two of four serve and both are needed, whatever they do about a way back; and two of three of which a switch may do harm.
#[test]
#[ignore = "long"]
fn several_that_serve() {
    let back = Failback::After {
        after: mean(12.0),
        loss: mean(1.0),
    };
    let botched = Some(Botched {
        share: 0.05,
        lasts: mean(20.0),
    });
    let laws = [
        (slow(), 4),
        (
            Failover {
                failback: Failback::Never,
                ..slow()
            },
            4,
        ),
        (
            Failover {
                failback: back,
                ..slow()
            },
            4,
        ),
        (
            Failover {
                after_total_loss: AfterTotalLoss::Resume,
                ..slow()
            },
            3,
        ),
        (
            Failover {
                botched,
                lag: Some(mean(0.1)),
                ..slow()
            },
            3,
        ),
    ];
    for (seed, (law, count)) in (21..).zip(laws) {
        let mut model = Model::default();
        let machines: Vec<NodeId> = (0..count)
            .map(|it| model.machine(60.0 + 25.0 * it as f64, 9.0 + it as f64))
            .collect();
        model.seats(&machines, &law, 2);
        // Five laws one after the other, half the years each.
        agree_over(&model.build(), seed, YEARS / 2);
    }
}

#[test]
fn staying_and_moving_back() {
    let back = Failback::After {
        after: mean(12.0),
        loss: mean(1.0),
    };
    for (seed, failback) in [(4, Failback::Never), (5, back)] {
        let mut model = Model::default();
        let sites = sites(&mut model, 3);
        model.group(&sites, Failover { failback, ..slow() });
        agree_over(&model.build(), seed, YEARS);
    }
}

/// Databases of two replicas each inside of two sites, one of which needs a control plane to be switched to.
#[test]
fn groups_within_groups() {
    let mut model = Model::default();
    let control = model.machine(40.0, 10.0);
    let sites: Vec<NodeId> = [70.0, 90.0]
        .into_iter()
        .map(|fails| {
            let region = model.source(mean(300.0), mean(6.0));
            let web = model.leaf("web", &[region]);
            let replicas = [fails, fails + 15.0].map(|fails| {
                let own = model.source(mean(fails), mean(7.0));
                model.leaf("db", &[own, region])
            });
            let law = Failover {
                switch: mean(1.0),
                after_total_loss: AfterTotalLoss::Resume,
                failback: Failback::Never,
                ..at_once()
            };
            let database = model.group(&replicas, law);
            model.all(&[web, database])
        })
        .collect();
    model.group(&sites, slow());
    model.groups[nth(2)].requires[1] = vec![control];
    agree_over(&model.build(), 6, YEARS);
}

/// A shock on all sites, and delays of no time among others.
#[test]
fn a_shock_on_all_sites() {
    let mut model = Model::default();
    let sites = sites(&mut model, 2);
    let law = Failover {
        detect: mean(0.0),
        decide: mean(0.0),
        ..slow()
    };
    model.group(&sites, law);
    model.shock(120.0, &[nth(0), nth(2)], 1.0);
    agree_over(&model.build(), 7, YEARS);
}
