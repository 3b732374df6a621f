//! Numbers for tests that look like chance and are always the same.

/// Its state.
pub struct Chance(pub u64);

impl Chance {
    /// The next one, from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
