//! Distribution, density and corners of a law, as the integrals over the age of an outage need them.

use statrs::function::{
    erf::erfc,
    gamma::{checked_gamma_lr, checked_gamma_ur, ln_gamma},
};
use std::f64::consts::{PI, SQRT_2};

use crate::law::Law;

/// Which side of an atom a probability is taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The atom is still to come: P(T ≥ t), P(T < t).
    Before,
    /// The atom is past: P(T > t), P(T ≤ t).
    After,
}

/// The probabilities that a time is beyond `age` [h] and within it, both to full relative accuracy.
pub fn split(law: &Law, age: f64, side: Side) -> (f64, f64) {
    let of_atom = |value: f64| value < age || (value == age && side == Side::After);
    match law {
        Law::Fixed(value) => {
            if of_atom(*value) {
                (0.0, 1.0)
            } else {
                (1.0, 0.0)
            }
        }
        Law::Observed(values) => {
            let within = values.iter().filter(|&&value| of_atom(value)).count() as f64;
            let all = values.len() as f64;
            ((all - within) / all, within / all)
        }
        _ if age <= 0.0 => (1.0, 0.0),
        Law::Exponential { mean } => survivor(age / mean),
        Law::Weibull { shape, .. } => survivor((age / law.weibull_scale()).powf(*shape)),
        Law::Lognormal { median, sigma } => {
            let z = (age / median).ln() / (sigma * SQRT_2);
            (erfc(z) / 2.0, erfc(-z) / 2.0)
        }
        Law::Uniform { low, high } => {
            let width = high - low;
            (
                ((high - age) / width).clamp(0.0, 1.0),
                ((age - low) / width).clamp(0.0, 1.0),
            )
        }
        Law::Gamma { shape, mean } => {
            let scaled = shape * age / mean;
            let beyond = checked_gamma_ur(*shape, scaled).unwrap_or(0.0);
            let within = checked_gamma_lr(*shape, scaled).unwrap_or(1.0);
            (beyond, within)
        }
    }
}

fn survivor(hazard: f64) -> (f64, f64) {
    ((-hazard).exp(), -(-hazard).exp_m1())
}

/// The density at `age` [1/h]; 0 for laws of atoms.
pub fn density(law: &Law, age: f64) -> f64 {
    match law {
        Law::Fixed(_) | Law::Observed(_) => 0.0,
        _ if age <= 0.0 => 0.0,
        Law::Exponential { mean } => (-age / mean).exp() / mean,
        Law::Weibull { shape, .. } => {
            let ratio = age / law.weibull_scale();
            let hazard = ratio.powf(*shape);
            shape * hazard / age * (-hazard).exp()
        }
        Law::Lognormal { median, sigma } => {
            let z = (age / median).ln() / sigma;
            (-z * z / 2.0).exp() / (age * sigma * (2.0 * PI).sqrt())
        }
        Law::Uniform { low, high } => {
            if (*low..*high).contains(&age) {
                1.0 / (high - low)
            } else {
                0.0
            }
        }
        Law::Gamma { shape, mean } => {
            let scaled = shape * age / mean;
            (shape * scaled.ln() - scaled - ln_gamma(*shape)).exp() / age
        }
    }
}

/// The values that are met with positive probability [h].
pub fn atoms(law: &Law) -> &[f64] {
    match law {
        Law::Fixed(value) => std::slice::from_ref(value),
        Law::Observed(values) => values,
        _ => &[],
    }
}

/// Ages at which the distribution is not smooth [h].
pub fn corners(law: &Law) -> Vec<f64> {
    match law {
        Law::Uniform { low, high } => vec![*low, *high],
        _ => atoms(law).to_vec(),
    }
}

/// The same law; one that has no width is a fixed time.
pub fn settled(law: &Law) -> Law {
    let narrow = match law {
        Law::Lognormal { sigma, .. } => *sigma <= 0.0,
        Law::Uniform { low, high } => low >= high,
        _ => false,
    };
    if narrow || law.mean() <= 0.0 {
        Law::Fixed(law.mean())
    } else {
        law.clone()
    }
}

/// An age [h] beyond which E[(T − age)⁺] is below 1e-17 of the mean.
pub fn horizon(law: &Law) -> f64 {
    if let Some(&last) = corners(law).last() {
        return last;
    }
    let mean = law.mean();
    let mut age = mean;
    while age * split(law, age, Side::After).0 > 1e-18 * mean && age < 1e200 {
        age *= 2.0;
    }
    age
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::quadrature::integrate;

    /// E[T] = ∫ P(T > t) dt and 1 = ∫ density, for every law.
    #[test]
    fn survivor_and_density_belong_to_the_law() {
        let laws = [
            Law::Fixed(3.0),
            Law::Exponential { mean: 3.0 },
            Law::Lognormal {
                median: 2.0,
                sigma: 0.8,
            },
            Law::Lognormal {
                median: 2.0,
                sigma: 2.5,
            },
            Law::Uniform {
                low: 1.0,
                high: 5.0,
            },
            Law::Weibull {
                shape: 0.5,
                mean: 3.0,
            },
            Law::Weibull {
                shape: 3.0,
                mean: 3.0,
            },
            Law::Gamma {
                shape: 0.7,
                mean: 3.0,
            },
            Law::Gamma {
                shape: 9.0,
                mean: 3.0,
            },
            Law::Observed(vec![1.0, 2.0, 6.0]),
        ];
        for law in laws {
            let tiny = 1e-14;
            let found = integrate(tiny, horizon(&law), &corners(&law), 2, &mut |age, out| {
                out[0] = split(&law, age, Side::After).0;
                out[1] = density(&law, age);
            });
            let mean = found[0] + tiny;
            assert!((mean / law.mean() - 1.0).abs() < 1e-11, "{law:?}: {mean}");
            if atoms(&law).is_empty() {
                let all = found[1] + split(&law, tiny, Side::After).1;
                assert!((all - 1.0).abs() < 1e-11, "{law:?}: {all}");
            }
            let (beyond, within) = split(&law, 2.5, Side::After);
            assert!((beyond + within - 1.0).abs() < 1e-12, "{law:?}");
        }
    }
}
