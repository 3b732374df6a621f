//! The bill of any design is that of its parts, or it is known that it is not.

use super::*;
use crate::{
    build::{Picks, Space},
    diagnostic::{SourceText, render},
    search::{
        room::{alone, names},
        rooms::{combinations, rooms},
    },
};

const HEAD: &str = "\
spof: 1
service: shop
currency: EUR
fx: 0.9
vat: 19%
people: {price: 80 EUR/hour}
engineering: 6 h
traffic: {out: 60 TB, between_zones: 3 TB}
discounts: {aws: 12%, aws/load_balancer: 20%}
bill:
  agent: {price: 7.77 EUR/month, per: replica, of: [web, app]}
  logs: {price: 3 EUR/month, per: zone}
mitigations:
  drill: {against: hall, after: 10min, works: 80%, engineering: 3 h, once: 500}
dependencies:
  hall: {scope: zone, fails: 1/year, lasts: 1h}
";

/// The sums of the parts of each design of a plan and of the design as a whole, and of how many rooms the parts add up.
fn compared(plan: &str) -> (Vec<(Sums, Sums)>, usize, usize) {
    let source = SourceText::new("plan.yaml", format!("{HEAD}{plan}"));
    let catalog = Catalog::bundled();
    let space = Space::open(&source, catalog)
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &source, false)));
    let all = rooms(&space);
    let mut both = Vec::new();
    let mut adding_up = 0;
    for base in &all.all {
        let read = |designs: &[Picks]| {
            space
                .topology(designs)
                .unwrap_or_else(|problems| panic!("{}", render(&problems, &source, false)))
                .architectures
        };
        let (designs, places) = alone(base, &all.within);
        let designs = read(&designs);
        let costs = Costs::new(&designs, catalog, (&places, &names(&space, &all.within)));
        adding_up += usize::from(costs.add_up);
        let options: Vec<Vec<usize>> = places.iter().map(|it| (0..it.len()).collect()).collect();
        for options in combinations(&options) {
            let mut picks = base.clone();
            let mut parts = costs.sums[0];
            for ((group, places), option) in all.within.iter().zip(&places).zip(options) {
                group.lay(&mut picks, option);
                parts = parts.plus(costs.beyond(places[option]));
            }
            let whole = &read(&[picks])[0];
            both.push((parts, Sums::of(&lines(&whole.purchases, catalog).0)));
        }
    }
    (both, adding_up, all.all.len())
}

/// Steps of traffic, discounts, commitments, what is paid by the replica and by the zone, people's work, tax and currency.
#[test]
fn parts_add_up_to_the_bill() {
    let plan = "\
path: [lb, web, app, db]
components:
  lb: {service: load-balancer}
  web: {service: vm, size: t3.small, uses: [hall]}
  app: {service: vm, size: t3.medium, uses: [hall]}
  db: {service: database, product: mysql, size: db.t3.medium, storage: 100 GB}
architectures:
  plain: {sites: {a: aws/us-east-1/a}}
search:
  choose:
    zones: {one: {}, two: {sites: {a: aws/us-east-1/a+b}}}
    drill: {no: {}, yes: {mitigations: [drill]}}
    web: {replicas: {web: 1..3}}
    web-size: {small: {}, committed: {components: {web: {commitment: 1y}}}, large: {components: {web: {size: t3.large}}}}
    app: {replicas: {app: 1..2}}
    app-size: {medium: {}, own: {components: {app: {price: 33.33 EUR/month}}}}
    db: {small: {}, large: {components: {db: {size: db.t3.large, storage: 250 GB}}}}
";
    let (both, adding_up, rooms) = compared(plan);
    assert_eq!((both.len(), adding_up, rooms), (4 * 9 * 4 * 2, 4, 4));
    assert!(both.iter().all(|(parts, whole)| is_same(*parts, *whole)));
    let is_different = |it: &(Sums, Sums)| it.0.fixed != both[0].0.fixed;
    assert!(both.iter().filter(|it| is_different(it)).count() > both.len() / 2);
}

/// Two components may stand on one cluster, whose control plane is paid once. The design with the last option of each has none, and adds up.
#[test]
fn what_is_paid_once_for_several_does_not_add_up() {
    let plan = |path: &str| {
        format!(
            "path: [{path}]\ncomponents:\n  web: {{service: vm, size: t3.small, uses: [hall]}}\n  app: {{service: vm, size: t3.medium}}\n  \
             control: {{service: kubernetes}}\narchitectures:\n  plain: {{sites: {{a: aws/us-east-1/a}}}}\nsearch:\n  choose:\n    \
             web: {{vm: {{}}, cluster: {{components: {{web: {{service: node-group}}}}}}, large: {{components: {{web: {{size: t3.large}}}}}}}}\n    \
             app: {{vm: {{}}, cluster: {{components: {{app: {{service: node-group}}}}}}, large: {{components: {{app: {{size: t3.large}}}}}}}}\n"
        )
    };
    let (both, adding_up, rooms) = compared(&plan("web, app"));
    assert_eq!((both.len(), adding_up, rooms), (9, 0, 1));
    let apart = both
        .iter()
        .filter(|(parts, whole)| !is_same(*parts, *whole));
    assert_eq!(apart.count(), 1);
    // Paid anyway.
    let (both, adding_up, _) = compared(&plan("web, app, control"));
    assert_eq!(adding_up, 1);
    assert!(both.iter().all(|(parts, whole)| is_same(*parts, *whole)));
}
