use spof::simulate::*;
use spof::topology::*;
use std::sync::atomic::AtomicBool;
fn source(name: &str, fails: Law, lasts: Law) -> Source {
    Source {
        name: name.into(),
        kind: name.into(),
        scope: Scope::Own,
        fails: Some(fails),
        lasts,
        reach: 1.0,
        hits: 1.0,
        struck_by: None,
        is_shock: false,
        provenance: Provenance::default(),
    }
}
#[test]
fn k5c() {
    let exp = |mean| Law::Exponential { mean };
    let n = |s: &str| source(s, exp(1000.), exp(10.));
    let leaf = |i| Node::Leaf(LeafId(i));
    let k = |needs, of: &[u32]| Node::AtLeast {
        needs,
        of: of.iter().map(|&i| NodeId(i)).collect(),
    };
    let a = Architecture {
        name: "x".into(),
        about: String::new(),
        sites: vec![],
        leaves: (0..4)
            .map(|i| Leaf {
                name: format!("l{i}"),
                component: format!("c{i}"),
                domain: "d".into(),
            })
            .collect(),
        nodes: vec![
            leaf(0),
            leaf(1),
            leaf(2),
            leaf(3),
            k(2, &[0, 1, 2]),
            k(2, &[3, 4]),
        ],
        root: NodeId(5),
        groups: vec![],
        links: (0..4)
            .map(|i| Link {
                source: SourceId(i as u32),
                leaf: LeafId(i as u32),
                mitigations: vec![],
            })
            .collect(),
        balance: None,
        believed: None,
        items: vec![],
    };
    let t = Topology {
        service: "s".into(),
        about: String::new(),
        start: Start::Stationary,
        goal: Goal::default(),
        currency: "USD".into(),
        fx: 1.0,
        vat: 0.0,
        sources: vec![n("a"), n("b"), n("c"), source("d", exp(20000.), exp(2.))],
        mitigations: vec![],
        architectures: vec![a],
    };
    for _ in 0..3 {
        let begin = std::time::Instant::now();
        let r = simulate(
            &t,
            Options {
                seed: 1,
                precision: 0.0,
                years: 400_000,
            },
            &|_| {},
            &AtomicBool::new(false),
        );
        let secs = begin.elapsed().as_secs_f64();
        eprintln!(
            "{} lives {:.3}s {:.1}M events/s",
            r.years,
            secs,
            r.tallies[0].events as f64 / secs / 1e6
        );
    }
}
