//! Integrals over the age of an outage: several integrands at once, Gauss–Kronrod with 15 points on pieces between the
//! corners of the laws, halved until each integrand is settled (Piessens et al., *QUADPACK*, 1983).
//!
//! An integrand is a function of the age times a weight, how likely the outage still lasts. The functions are kept at the nodes, so that
//! in a scenario, which changes the weight alone, an integral is a sum.
//!
//! The variable is the logarithm of the age: laws of a second and of a week are equally smooth there, and a Weibull
//! law's pole at zero is gone.

/// Abscissae of the 15-point rule; those of odd index and the last belong to the 7-point rule too.
const NODES: [f64; 8] = [
    0.991_455_371_120_812_6,
    0.949_107_912_342_758_5,
    0.864_864_423_359_769_1,
    0.741_531_185_599_394_4,
    0.586_087_235_467_691_1,
    0.405_845_151_377_397_2,
    0.207_784_955_007_898_47,
    0.0,
];
const KRONROD: [f64; 8] = [
    0.022_935_322_010_529_224,
    0.063_092_092_629_978_56,
    0.104_790_010_322_250_18,
    0.140_653_259_715_525_92,
    0.169_004_726_639_267_9,
    0.190_350_578_064_785_4,
    0.204_432_940_075_298_9,
    0.209_482_141_084_727_82,
];
const GAUSS: [f64; 4] = [
    0.129_484_966_168_869_7,
    0.279_705_391_489_276_64,
    0.381_830_050_505_118_9,
    0.417_959_183_673_469_4,
];

/// The rules may differ by this share of an integral: the 15-point rule is then better by several orders.
const TOLERANCE: f64 = 1e-11;
/// Points of the finer rule.
const POINTS: usize = 15;
/// Halvings of a piece at most.
const DEEPEST: u32 = 16;
/// Widest piece to begin with, in the logarithm of the age.
const WIDEST: f64 = 1.5;

/// Functions of the age, known at the nodes of pieces on which their integrals settle.
#[derive(Debug, Clone)]
pub struct Nodes {
    pieces: Vec<Piece>,
    /// How many functions.
    count: usize,
}

/// One of them.
#[derive(Debug, Clone)]
struct Piece {
    /// Its ends, logarithms of ages.
    ends: (f64, f64),
    /// Per node the age [h], and the values of all functions.
    ages: [f64; POINTS],
    values: Vec<f64>,
}

impl Nodes {
    /// Of `count` functions over `from`..`to` [h], both positive; `functions` writes their values at an age. They are integrated times a
    /// `weight`, and those integrals go out too. Neither need be smooth at `corners`.
    pub fn settle(
        (from, to): (f64, f64),
        corners: &[f64],
        count: usize,
        functions: &mut dyn FnMut(f64, &mut [f64]),
        weight: &dyn Fn(f64) -> f64,
    ) -> (Self, Vec<f64>) {
        let new = |ends, functions: &mut dyn FnMut(f64, &mut [f64])| {
            let piece = Piece::new(ends, count, functions);
            let pair = piece.integrals(count, weight);
            (piece, pair)
        };
        let pieces = pieces(from, to, corners).into_iter();
        let first: Vec<(Piece, Pair)> = pieces.map(|ends| new(ends, functions)).collect();
        let mut scale = vec![0.0; count];
        for (_, pair) in &first {
            add(&mut scale, &pair.kronrod);
        }
        let mut nodes = Self {
            pieces: Vec::new(),
            count,
        };
        let mut total = vec![0.0; count];
        let mut open: Vec<((Piece, Pair), u32)> = first.into_iter().map(|it| (it, 0)).collect();
        while let Some(((piece, pair), depth)) = open.pop() {
            if depth == DEEPEST || pair.is_settled(&scale) {
                add(&mut total, &pair.kronrod);
                nodes.pieces.push(piece);
                continue;
            }
            let (low, high) = piece.ends;
            let middle = f64::midpoint(low, high);
            for half in [(low, middle), (middle, high)] {
                open.push((new(half, functions), depth + 1));
            }
        }
        (nodes, total)
    }

    /// The integrals times another weight that is smooth but for the same corners, and nothing beyond the last age; `None` where
    /// they do not settle on these pieces.
    pub fn integrals(&self, weight: &dyn Fn(f64) -> f64) -> Option<Vec<f64>> {
        let pieces = self.pieces.iter();
        let pairs: Vec<Pair> = pieces.map(|it| it.integrals(self.count, weight)).collect();
        let mut total = vec![0.0; self.count];
        for pair in &pairs {
            add(&mut total, &pair.kronrod);
        }
        let is_settled = pairs.iter().all(|it| it.is_settled(&total));
        is_settled.then_some(total)
    }
}

impl Piece {
    fn new(
        (low, high): (f64, f64),
        count: usize,
        functions: &mut dyn FnMut(f64, &mut [f64]),
    ) -> Self {
        let (middle, half) = (f64::midpoint(low, high), (high - low) / 2.0);
        let mut piece = Self {
            ends: (low, high),
            ages: [0.0; POINTS],
            values: vec![0.0; POINTS * count],
        };
        let each = piece.ages.iter_mut().enumerate();
        for (point, age) in each {
            let (sign, node) = node(point);
            *age = (middle + sign * NODES[node] * half).exp();
            functions(*age, &mut piece.values[point * count..][..count]);
        }
        piece
    }

    fn integrals(&self, count: usize, weight: &dyn Fn(f64) -> f64) -> Pair {
        let half = (self.ends.1 - self.ends.0) / 2.0;
        let mut pair = Pair {
            kronrod: vec![0.0; count],
            gauss: vec![0.0; count],
        };
        for (point, &age) in self.ages.iter().enumerate() {
            let width = age * half * weight(age);
            if width == 0.0 {
                continue;
            }
            let (_, node) = node(point);
            let values = &self.values[point * count..][..count];
            for (slot, value) in values.iter().enumerate() {
                pair.kronrod[slot] += KRONROD[node] * width * value;
                if node % 2 == 1 {
                    pair.gauss[slot] += GAUSS[node / 2] * width * value;
                }
            }
        }
        pair
    }
}

/// On which side of the middle a point lies, and its place among the nodes.
fn node(point: usize) -> (f64, usize) {
    let sign = if point.is_multiple_of(2) { -1.0 } else { 1.0 };
    (sign, point / 2)
}

/// Both rules' answers on one piece.
struct Pair {
    kronrod: Vec<f64>,
    gauss: Vec<f64>,
}

impl Pair {
    fn is_settled(&self, scale: &[f64]) -> bool {
        let both = self.kronrod.iter().zip(&self.gauss);
        both.zip(scale)
            .all(|((kronrod, gauss), scale)| (kronrod - gauss).abs() <= TOLERANCE * scale.abs())
    }
}

/// The range cut at the corners and into pieces of moderate width; logarithms of ages.
fn pieces(from: f64, to: f64, corners: &[f64]) -> Vec<(f64, f64)> {
    let mut cuts: Vec<f64> = corners
        .iter()
        .copied()
        .filter(|&corner| corner > from && corner < to)
        .chain([from, to])
        .map(f64::ln)
        .collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let mut pieces = Vec::new();
    for pair in cuts.windows(2) {
        let width = pair[1] - pair[0];
        let parts = (width / WIDEST).ceil().max(1.0);
        let at = |part: f64| pair[0] + width * (part / parts);
        pieces
            .extend((0..parts as u32).map(|part| (at(f64::from(part)), at(f64::from(part) + 1.0))));
    }
    pieces
}

fn add(total: &mut [f64], more: &[f64]) {
    for (total, more) in total.iter_mut().zip(more) {
        *total += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Law, Side, tests::one_of_each};

    /// E[T] = ∫ P(T > t) dt and 1 = ∫ density, for every law.
    #[test]
    fn survivor_and_density_belong_to_the_law() {
        let steep = [
            Law::Lognormal {
                median: 2.0,
                sigma: 2.5,
            },
            Law::weibull(0.5, 3.0),
            Law::weibull(3.0, 3.0),
            Law::Gamma {
                shape: 9.0,
                mean: 3.0,
            },
        ];
        for law in one_of_each().into_iter().chain(steep) {
            let tiny = 1e-14;
            let mut functions = |age: f64, out: &mut [f64]| {
                out[0] = law.beyond(age, Side::After);
                out[1] = law.density(age);
            };
            let range = (tiny, law.horizon());
            let corners = law.corners();
            let (_, found) = Nodes::settle(range, &corners, 2, &mut functions, &|_| 1.0);
            let mean = found[0] + tiny;
            assert!((mean / law.mean() - 1.0).abs() < 1e-11, "{law:?}: {mean}");
            if law.atoms().is_empty() {
                let all = found[1] + law.within(tiny, Side::After);
                assert!((all - 1.0).abs() < 1e-11, "{law:?}: {all}");
            }
            let (beyond, within) = law.tails(2.5, Side::After);
            assert!((beyond + within - 1.0).abs() < 1e-12, "{law:?}");
        }
    }

    /// An hour for sure, its lengths two laws: what is known at the nodes of one serves the other.
    #[test]
    fn nodes_serve_other_weights() {
        let lasts = |median: f64| Law::Lognormal { median, sigma: 1.7 };
        let one = lasts(1.0);
        let weight = |age: f64| one.beyond(age, Side::After);
        let mut within = |age: f64, out: &mut [f64]| out[0] = f64::from(u8::from(age < 1.0));
        let range = (1e-14, lasts(8.0).horizon());
        let (nodes, _) = Nodes::settle(range, &[1.0], 1, &mut within, &weight);
        let other = lasts(3.0);
        let weight = |age: f64| other.beyond(age, Side::After);
        let (_, direct) = Nodes::settle(range, &[1.0], 1, &mut within, &weight);
        let found = nodes.integrals(&weight).unwrap();
        assert!(
            (found[0] / direct[0] - 1.0).abs() < 1e-11,
            "{found:?} {direct:?}"
        );
    }
}
