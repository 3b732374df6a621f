//! The Weibull law, by its shape and its mean; with its scale, which takes a gamma function to work out.

use statrs::function::gamma::gamma;

/// A Weibull law.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weibull {
    shape: f64,
    mean: f64,
    scale: f64,
}

impl Weibull {
    /// Of this shape and mean [h]; shape 1 is exponential, above 1 wears out.
    #[must_use]
    pub fn new(shape: f64, mean: f64) -> Self {
        Self {
            shape,
            mean,
            scale: mean / gamma(1.0 + 1.0 / shape),
        }
    }

    /// Its shape.
    #[must_use]
    pub fn shape(self) -> f64 {
        self.shape
    }

    /// Expected time [h].
    #[must_use]
    pub fn mean(self) -> f64 {
        self.mean
    }

    /// The cumulative hazard −ln P(T > age) at an age [h]: (age / η)^shape, η = mean / Γ(1 + 1/shape) being the scale.
    #[must_use]
    #[inline]
    pub fn hazard(self, age: f64) -> f64 {
        (age / self.scale).powf(self.shape)
    }

    /// The age [h] at which the cumulative hazard is `hazard`.
    #[must_use]
    #[inline]
    pub fn age(self, hazard: f64) -> f64 {
        self.scale * hazard.powf(1.0 / self.shape)
    }
}
