//! Frontiers of points: what costs no more and takes no longer.

/// Designs made of one option of each part, and whether no other may be on the frontier; else they are the best that are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Frontier {
    pub designs: Vec<Vec<usize>>,
    pub is_proven: bool,
}

impl Frontier {
    /// That none is missing.
    pub fn proven(designs: Vec<Vec<usize>>) -> Self {
        Self {
            designs,
            is_proven: true,
        }
    }
}

/// Times that differ by less, as a share, are the same: sums differ in their order.
pub const SAME: f64 = 1e-12;

/// Of points (cost, time not served) in order of cost those that no other beats; of equal ones the first.
pub fn front(points: &[(f64, f64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (points[a], points[b]);
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut least = f64::INFINITY;
    let mut kept = Vec::new();
    for place in order {
        let unserved = points[place].1;
        if unserved < least - SAME * least.abs().min(f64::MAX) || least.is_infinite() {
            kept.push(place);
            least = unserved;
        }
    }
    kept
}

/// Places of points (cost, mean) that no other dominates: none that costs no more is down no more in every state, of which `down` tells.
/// By cost; of equal ones the first.
pub fn undominated<'a>(points: &[(f64, f64)], down: impl Fn(usize) -> &'a [f64]) -> Vec<usize> {
    let mut by_cost: Vec<usize> = (0..points.len()).collect();
    by_cost.sort_by(|&a, &b| {
        let (a, b) = (points[a], points[b]);
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut kept: Vec<usize> = Vec::new();
    // By mean: who dominates has the smaller one.
    let mut order: Vec<usize> = Vec::new();
    for place in by_cost {
        let mean = points[place].1;
        let before = order.partition_point(|&it| points[it].1 <= mean);
        let is_dominated = order[..before].iter().any(|&other| {
            let mut both = down(other).iter().zip(down(place));
            both.all(|(other, own)| other <= own)
        });
        if !is_dominated {
            order.insert(before, place);
            kept.push(place);
        }
    }
    kept
}
