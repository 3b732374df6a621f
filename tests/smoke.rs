use spof::topology::*;
use spof::simulate::*;
use spof::estimate::Estimate;
use std::sync::atomic::AtomicBool;

fn source(name: &str, fails: Law, lasts: Law) -> Source {
    Source { name: name.into(), kind: name.into(), scope: Scope::Own, fails: Some(fails), lasts, reach: 1.0, hits: 1.0, struck_by: None, is_shock: false, provenance: Provenance::default() }
}
fn arch(n: usize, nodes: Vec<Node>, groups: Vec<Group>) -> Architecture {
    let root = NodeId(nodes.len() as u32 - 1);
    Architecture { name: "x".into(), about: String::new(), sites: vec![], 
      leaves: (0..n).map(|i| Leaf { name: format!("l{i}"), component: format!("c{i}"), domain: "d".into() }).collect(),
      nodes, root, groups,
      links: (0..n).map(|i| Link { source: SourceId(i as u32), leaf: LeafId(i as u32), mitigations: vec![] }).collect(),
      balance: None, believed: None, items: vec![] }
}
fn topo(start: Start, sources: Vec<Source>, a: Architecture) -> Topology {
    Topology { service: "s".into(), about: String::new(), start, goal: Goal::default(), currency: "USD".into(), fx: 1.0, vat: 0.0, sources, mitigations: vec![], architectures: vec![a] }
}
fn run(t: &Topology, years: u64) -> Estimate {
    let begin = std::time::Instant::now();
    let r = simulate(t, Options { seed: 1, precision: 0.0, years }, &|_| {}, &AtomicBool::new(false));
    let secs = begin.elapsed().as_secs_f64();
    eprintln!("{} lives {:.3}s {:.1}M events/s", r.years, secs, r.tallies[0].events as f64 / secs / 1e6);
    let e = Estimate::new(&r.tallies[0]);
    let u = |m: f64| m / 525600.0;
    eprintln!("  u={:e} [{:e} {:e}] outages {} p0 {}", u(e.mean), u(e.interval.low), u(e.interval.high), e.outages, e.no_downtime);
    e
}
fn exp(mean: f64) -> Law { Law::Exponential { mean } }
fn leaf(i: u32) -> Node { Node::Leaf(LeafId(i)) }
fn k(needs: u32, of: &[u32]) -> Node { Node::AtLeast { needs, of: of.iter().map(|&i| NodeId(i)).collect() } }

#[test]
fn all() {
    eprintln!("K1 0.001996007984031936");
    run(&topo(Start::Stationary, vec![source("a", exp(2000.), exp(4.))], arch(1, vec![leaf(0)], vec![])), 200_000);
    eprintln!("K1b {:e} p0 0.012525", 17.47706184437512/8760.);
    run(&topo(Start::New, vec![source("a", exp(2000.), exp(4.))], arch(1, vec![leaf(0)], vec![])), 200_000);
    eprintln!("K3 9.80296049406921e-05 freq 0.17174786785609253");
    run(&topo(Start::Stationary, vec![source("a", exp(1000.), exp(10.)), source("b", exp(1000.), exp(10.))], arch(2, vec![leaf(0), leaf(1), k(1, &[0,1])], vec![])), 400_000);
    eprintln!("K5c 0.0003921084236838679");
    let n = |s: &str| source(s, exp(1000.), exp(10.));
    run(&topo(Start::Stationary, vec![n("a"), n("b"), n("c"), source("d", exp(20000.), exp(2.))], arch(4, vec![leaf(0), leaf(1), leaf(2), leaf(3), k(2, &[0,1,2]), k(2, &[3, 4])], vec![])), 1_000_000);
    eprintln!("K14 0.00029214763452622093");
    let ln = Law::Lognormal { median: 10.0 / 0.5f64.exp(), sigma: 1.0 };
    let n = |s: &str| source(s, Law::Weibull { shape: 1.5, mean: 1000. }, ln.clone());
    run(&topo(Start::Stationary, vec![n("a"), n("b"), n("c")], arch(3, vec![leaf(0), leaf(1), leaf(2), k(2, &[0,1,2])], vec![])), 200_000);
    eprintln!("K12 0.0006156503723819593");
    let z = Law::Fixed(0.);
    let g = Group { name: "sites".into(), members: vec![NodeId(0), NodeId(1)], requires: vec![vec![], vec![]], law: Failover { detect: Law::Fixed(0.5), decide: z.clone(), switch: z.clone(), succeeds: 0.9, otherwise: Otherwise::Wait, after_total_loss: AfterTotalLoss::Switch, failback: Failback::AtOnce } };
    let mut a = arch(1, vec![leaf(0), leaf(1), Node::Group(GroupId(0))], vec![g]);
    a.leaves.push(a.leaves[0].clone());
    let t = topo(Start::Stationary, vec![source("a", exp(2000.), exp(8.))], a);
    run(&t, 400_000);
    for r in outage_table(&t, 1) { eprintln!("{r:?}"); }
}
