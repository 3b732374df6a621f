//! Integrals over the age of an outage: several integrands at once, Gauss–Kronrod with 15 points on pieces between the
//! corners of the laws, halved until each integrand is settled (Piessens et al., *QUADPACK*, 1983).
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
/// Halvings of a piece at most.
const DEEPEST: u32 = 16;
/// Widest piece to begin with, in the logarithm of the age.
const WIDEST: f64 = 1.5;

/// Integrates `count` functions of the age over `from`..`to` [h], both positive. `integrand` writes their values at an
/// age; it need not be smooth at `corners`.
pub fn integrate(
    from: f64,
    to: f64,
    corners: &[f64],
    count: usize,
    integrand: &mut dyn FnMut(f64, &mut [f64]),
) -> Vec<f64> {
    let pieces = pieces(from, to, corners);
    let mut rule = Rule {
        integrand,
        values: vec![0.0; count],
    };
    let first: Vec<Pair> = pieces
        .iter()
        .map(|&piece| rule.apply(piece, count))
        .collect();
    let mut scale = vec![0.0; count];
    for pair in &first {
        add(&mut scale, &pair.kronrod);
    }
    let mut total = vec![0.0; count];
    let mut open: Vec<((f64, f64), Pair, u32)> = pieces
        .into_iter()
        .zip(first)
        .map(|(piece, pair)| (piece, pair, 0))
        .collect();
    while let Some(((low, high), pair, depth)) = open.pop() {
        if depth == DEEPEST || pair.settled(&scale) {
            add(&mut total, &pair.kronrod);
            continue;
        }
        let middle = f64::midpoint(low, high);
        for half in [(low, middle), (middle, high)] {
            open.push((half, rule.apply(half, count), depth + 1));
        }
    }
    total
}

/// Both rules' answers on one piece.
struct Pair {
    kronrod: Vec<f64>,
    gauss: Vec<f64>,
}

impl Pair {
    fn settled(&self, scale: &[f64]) -> bool {
        self.kronrod
            .iter()
            .zip(&self.gauss)
            .zip(scale)
            .all(|((kronrod, gauss), scale)| (kronrod - gauss).abs() <= TOLERANCE * scale.abs())
    }
}

struct Rule<'a> {
    integrand: &'a mut dyn FnMut(f64, &mut [f64]),
    values: Vec<f64>,
}

impl Rule<'_> {
    fn apply(&mut self, (low, high): (f64, f64), count: usize) -> Pair {
        let (middle, half) = (f64::midpoint(low, high), (high - low) / 2.0);
        let mut pair = Pair {
            kronrod: vec![0.0; count],
            gauss: vec![0.0; count],
        };
        for (index, node) in NODES.iter().enumerate() {
            let signs: &[f64] = if *node == 0.0 { &[1.0] } else { &[-1.0, 1.0] };
            for sign in signs {
                let age = (middle + sign * node * half).exp();
                self.values.fill(0.0);
                (self.integrand)(age, &mut self.values);
                let width = age * half;
                for (slot, value) in self.values.iter().enumerate() {
                    pair.kronrod[slot] += KRONROD[index] * width * value;
                    if index % 2 == 1 {
                        pair.gauss[slot] += GAUSS[index / 2] * width * value;
                    }
                }
            }
        }
        pair
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
            let found = integrate(tiny, law.horizon(), &law.corners(), 2, &mut |age, out| {
                out[0] = law.beyond(age, Side::After);
                out[1] = law.density(age);
            });
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
}
