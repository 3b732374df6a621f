use spof::{catalog::Catalog, diagnostic::{self, SourceText}, search::{search, Effort, Step}};
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use std::sync::Mutex;
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let scenarios: u32 = std::env::args().nth(2).map_or(400, |s| s.parse().unwrap());
    let source = SourceText::new("x.yaml", text);
    let t = Instant::now();
    let last = Mutex::new(String::new());
    let observe = |s: Step| {
        let k = match s { Step::Rooms(..) => "rooms".to_owned(), Step::Valued(..) => "valued".to_owned(), Step::Open(_, n) => format!("open {n}") };
        let mut l = last.lock().unwrap();
        if *l != k { eprintln!("{:?} {k}", t.elapsed()); *l = k; }
    };
    let found = search(&source, Catalog::bundled(), Effort { seed: 1, scenarios, precision: 0.01, lives: None }, &observe, &AtomicBool::new(false)).map_err(|p| diagnostic::render(&p, &source, false)).unwrap_or_else(|e| { println!("{e}"); std::process::exit(2) });
    eprintln!("{:?} done", t.elapsed());
    println!("{:?}\nrefused {:?}\nvalued {} frontier {} seen {}", found.counts, found.refused, found.designs.len(), found.frontier.len(), found.seen.len());
    for &f in &found.frontier { let d = &found.designs[f]; println!("{:10.2} {:8.2} {:?}", d.cost, d.expected.downtime + d.expected.lost_service, d.picks); }
}
