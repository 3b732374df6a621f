//! Distribution, density and corners of a law, as integrals over a time need them.

use statrs::function::{
    erf::erfc,
    gamma::{checked_gamma_lr, checked_gamma_ur, ln_gamma},
};
use std::f64::consts::{PI, SQRT_2};

use super::{Cut, Law};

/// Which side of an atom a probability is taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The atom is still to come: P(T ≥ t), P(T < t).
    Before,
    /// The atom is past: P(T > t), P(T ≤ t).
    After,
}

impl Law {
    /// The probabilities that a time is beyond `age` [h] and within it, both to full relative accuracy.
    #[must_use]
    pub fn tails(&self, age: f64, side: Side) -> (f64, f64) {
        let of_atom = |value: f64| value < age || (value == age && side == Side::After);
        match self {
            Self::Fixed(value) => {
                if of_atom(*value) {
                    (0.0, 1.0)
                } else {
                    (1.0, 0.0)
                }
            }
            Self::Observed(values) => {
                let within = values.iter().filter(|&&value| of_atom(value)).count() as f64;
                let all = values.len() as f64;
                ((all - within) / all, within / all)
            }
            _ if age <= 0.0 => (1.0, 0.0),
            Self::Cut(Cut { most, .. }) if of_atom(*most) => (0.0, 1.0),
            Self::Cut(Cut { law, .. }) => law.tails(age, side),
            Self::Exponential { mean } => survivor(age / mean),
            Self::Weibull(law) => survivor(law.hazard(age)),
            Self::Lognormal { .. } => (self.beyond(age, side), self.within(age, side)),
            Self::Uniform { low, high } => {
                let width = high - low;
                (
                    ((high - age) / width).clamp(0.0, 1.0),
                    ((age - low) / width).clamp(0.0, 1.0),
                )
            }
            Self::Gamma { shape, mean } => {
                let scaled = shape * age / mean;
                let beyond = checked_gamma_ur(*shape, scaled).unwrap_or(0.0);
                let within = checked_gamma_lr(*shape, scaled).unwrap_or(1.0);
                (beyond, within)
            }
        }
    }

    /// The first of the [`Self::tails`] alone.
    #[must_use]
    pub fn beyond(&self, age: f64, side: Side) -> f64 {
        match self {
            Self::Lognormal { .. } if age <= 0.0 => 1.0,
            Self::Lognormal { median, sigma } => erfc((age / median).ln() / (sigma * SQRT_2)) / 2.0,
            Self::Cut(Cut { law, most }) if 0.0 < age && age < *most => law.beyond(age, side),
            _ => self.tails(age, side).0,
        }
    }

    /// The second of the [`Self::tails`] alone.
    #[must_use]
    pub fn within(&self, age: f64, side: Side) -> f64 {
        match self {
            Self::Lognormal { .. } if age <= 0.0 => 0.0,
            Self::Lognormal { median, sigma } => {
                erfc(-((age / median).ln() / (sigma * SQRT_2))) / 2.0
            }
            _ => self.tails(age, side).1,
        }
    }

    /// The probability that a time is within an age [h], to 3e-11: for sums, which ask for very many of them.
    #[must_use]
    pub fn within_nearly(&self, age: f64) -> f64 {
        match self {
            Self::Lognormal { median, sigma } if *sigma > 0.0 && age > 0.0 => {
                super::normal::beyond((median / age).ln() / sigma)
            }
            _ => self.within(age, Side::After),
        }
    }

    /// The probability that it is beyond an age [h], likewise.
    #[must_use]
    pub fn beyond_nearly(&self, age: f64) -> f64 {
        match self {
            Self::Lognormal { median, sigma } if *sigma > 0.0 && age > 0.0 => {
                super::normal::beyond((age / median).ln() / sigma)
            }
            _ => self.beyond(age, Side::After),
        }
    }

    /// The probabilities that a time is beyond each of these ages [h], given with their logarithms, to 3e-11: for integrals,
    /// which ask for very many of them.
    #[must_use]
    pub fn beyond_each(&self, ages: &[f64], logs: &[f64]) -> Vec<f64> {
        match self {
            Self::Lognormal { median, sigma } if *sigma > 0.0 => {
                let (middle, scale) = (median.ln(), 1.0 / sigma);
                let each = logs.iter();
                each.map(|log| super::normal::beyond((log - middle) * scale))
                    .collect()
            }
            _ => {
                let each = ages.iter();
                each.map(|&age| self.beyond(age, Side::After)).collect()
            }
        }
    }

    /// E[(T − age)⁺] [h]: what of a time lies beyond `age` [h] in the mean. Divided by the mean it is the chance that a time in
    /// progress in equilibrium has been so long already (Cox, *Renewal Theory*, chapter 5).
    #[must_use]
    pub fn excess(&self, age: f64) -> f64 {
        let beyond = |age: f64| self.beyond(age, Side::After);
        match self {
            _ if age <= 0.0 => self.mean() - age,
            Self::Cut(Cut { most, .. }) if age >= *most => 0.0,
            Self::Cut(Cut { law, most }) => (law.excess(age) - law.excess(*most)).max(0.0),
            Self::Fixed(value) => (value - age).max(0.0),
            Self::Exponential { mean } => mean * (-age / mean).exp(),
            Self::Lognormal { median, sigma } if *sigma > 0.0 => {
                let z = (age / median).ln() / sigma;
                let longer = self.mean() * erfc((z - sigma) / SQRT_2) / 2.0;
                (longer - age * beyond(age)).max(0.0)
            }
            Self::Lognormal { median, .. } => (median - age).max(0.0),
            Self::Uniform { low, high } if age > *low && low < high => {
                let rest = (high - age).max(0.0);
                rest * rest / (2.0 * (high - low))
            }
            Self::Uniform { low, high } => (f64::midpoint(*low, *high) - age).max(0.0),
            Self::Weibull(law) => {
                let beyond = checked_gamma_ur(1.0 / law.shape(), law.hazard(age)).unwrap_or(0.0);
                law.mean() * beyond
            }
            Self::Gamma { shape, mean } => {
                let scaled = shape * age / mean;
                let longer = mean * checked_gamma_ur(shape + 1.0, scaled).unwrap_or(0.0);
                (longer - age * beyond(age)).max(0.0)
            }
            Self::Observed(values) => {
                let rest = values.iter().map(|value| (value - age).max(0.0));
                rest.sum::<f64>() / values.len() as f64
            }
        }
    }

    /// The density at `age` [1/h]; 0 for laws of atoms.
    #[must_use]
    pub fn density(&self, age: f64) -> f64 {
        match self {
            Self::Fixed(_) | Self::Observed(_) => 0.0,
            _ if age <= 0.0 => 0.0,
            Self::Cut(Cut { most, .. }) if age >= *most => 0.0,
            Self::Cut(Cut { law, .. }) => law.density(age),
            Self::Exponential { mean } => (-age / mean).exp() / mean,
            Self::Weibull(law) => {
                let hazard = law.hazard(age);
                law.shape() * hazard / age * (-hazard).exp()
            }
            Self::Lognormal { median, sigma } => {
                let z = (age / median).ln() / sigma;
                (-z * z / 2.0).exp() / (age * sigma * (2.0 * PI).sqrt())
            }
            Self::Uniform { low, high } => {
                if (*low..*high).contains(&age) {
                    1.0 / (high - low)
                } else {
                    0.0
                }
            }
            Self::Gamma { shape, mean } => {
                let scaled = shape * age / mean;
                (shape * scaled.ln() - scaled - ln_gamma(*shape)).exp() / age
            }
        }
    }

    /// The values that are met with positive probability [h].
    #[must_use]
    pub fn atoms(&self) -> &[f64] {
        match self {
            Self::Fixed(value) => std::slice::from_ref(value),
            Self::Observed(values) => values,
            Self::Cut(Cut { most, .. }) => std::slice::from_ref(most),
            _ => &[],
        }
    }

    /// The probability of exactly this time [h].
    #[must_use]
    pub fn atom(&self, age: f64) -> f64 {
        let times = self.atoms();
        match self {
            Self::Cut(Cut { law, most }) if *most == age => law.beyond(age, Side::Before),
            Self::Cut(_) => 0.0,
            _ => {
                let now = times.iter().filter(|&&time| time == age).count();
                now as f64 / times.len().max(1) as f64
            }
        }
    }

    /// Whether it has no density: a fixed time, or a list of times.
    #[must_use]
    pub fn is_discrete(&self) -> bool {
        matches!(self, Self::Fixed(_) | Self::Observed(_))
    }

    /// Ages at which the distribution is not smooth [h].
    #[must_use]
    pub fn corners(&self) -> Vec<f64> {
        match self {
            Self::Uniform { low, high } => vec![*low, *high],
            Self::Cut(Cut { law, most }) => {
                let inside = law.corners().into_iter().filter(|corner| corner < most);
                inside.chain([*most]).collect()
            }
            _ => self.atoms().to_vec(),
        }
    }

    /// The same law; one that has no width is a fixed time.
    #[must_use]
    pub fn settled(&self) -> Self {
        if let Self::Cut(Cut { law, most }) = self {
            return law.settled().cut(*most);
        }
        let narrow = match self {
            Self::Lognormal { sigma, .. } => *sigma <= 0.0,
            Self::Uniform { low, high } => low >= high,
            _ => false,
        };
        if narrow || self.mean() <= 0.0 {
            Self::Fixed(self.mean())
        } else {
            self.clone()
        }
    }

    /// An age [h] beyond which E[(T − age)⁺] is below 1e-17 of the mean.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        if let Some(&last) = self.corners().last() {
            return last;
        }
        let mean = self.mean();
        let mut age = mean;
        while age * self.beyond(age, Side::After) > 1e-18 * mean && age < 1e200 {
            age *= 2.0;
        }
        age
    }
}

fn survivor(hazard: f64) -> (f64, f64) {
    ((-hazard).exp(), -(-hazard).exp_m1())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::tests::one_of_each;

    /// d/dt E[(T − t)⁺] = −P(T > t), so the excess beyond an age and the integral up to it are the mean.
    #[test]
    fn what_lies_beyond_an_age_and_what_does_not_are_the_mean() {
        for law in one_of_each() {
            for age in [0.0, 0.7, 1.0, 3.0, 4.2, 9.0] {
                let parts = 30_000;
                let step = age / f64::from(parts);
                let within = (0..parts).map(|part| {
                    let at = (f64::from(part) + 0.5) * step;
                    step * law.beyond(at, Side::After)
                });
                let sum = within.sum::<f64>() + law.excess(age);
                assert!((sum - law.mean()).abs() < 2e-4, "{law:?} {age}: {sum}");
            }
        }
    }
}
