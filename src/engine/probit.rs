//! The inverse of the standard normal law, to full double accuracy in a few dozen multiplications.
//!
//! Algorithm AS 241, PPND16 (Wichura, "The percentage points of the normal distribution", *Applied Statistics* 37, 1988):
//! rational approximations of relative accuracy 1e-16, one for the 85 % in the middle, which needs no logarithm, one for
//! each tail up to e⁻²⁵, one beyond.

/// The value below which a standard normal variable lies with probability `unit`; `unit` in (0, 1).
#[inline]
pub fn probit(unit: f64) -> f64 {
    let centred = unit - 0.5;
    if centred.abs() <= 0.425 {
        let square = 0.180625 - centred * centred;
        return centred * ratio(square, &MIDDLE, &MIDDLE_BELOW);
    }
    tail(unit, centred)
}

fn tail(unit: f64, centred: f64) -> f64 {
    let outside = if centred < 0.0 { unit } else { 1.0 - unit };
    let root = (-outside.ln()).sqrt();
    let size = if root <= 5.0 {
        ratio(root - 1.6, &TAIL, &TAIL_BELOW)
    } else {
        ratio(root - 5.0, &FAR, &FAR_BELOW)
    };
    size.copysign(centred)
}

/// Two polynomials, constant term first, one over the other.
#[inline]
fn ratio(x: f64, above: &[f64; 8], below: &[f64; 8]) -> f64 {
    polynomial(x, above) / polynomial(x, below)
}

#[inline]
fn polynomial(x: f64, terms: &[f64; 8]) -> f64 {
    terms.iter().rev().fold(0.0, |sum, term| sum * x + term)
}

const MIDDLE: [f64; 8] = [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227,
];
const MIDDLE_BELOW: [f64; 8] = [
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854,
];
const TAIL: [f64; 8] = [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414,
];
const TAIL_BELOW: [f64; 8] = [
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09,
];
const FAR: [f64; 8] = [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15,
];

#[cfg(test)]
mod tests {
    use statrs::distribution::{ContinuousCDF, Normal};

    use super::*;

    #[test]
    fn it_is_the_inverse_of_the_normal_law() {
        let normal = Normal::standard();
        let mut units: Vec<f64> = (1..2000).map(|index| f64::from(index) / 2000.0).collect();
        units.extend((4..54).map(|bits| 0.5f64.powi(bits)));
        units.extend((4..50).map(|bits| 1.0 - 0.5f64.powi(bits)));
        for unit in units {
            let (ours, theirs) = (probit(unit), normal.inverse_cdf(unit));
            let apart = (ours - theirs).abs();
            assert!(
                apart <= 1e-13 * theirs.abs().max(1e-3),
                "{unit}: {ours}, {theirs}"
            );
        }
        assert_eq!(probit(0.5), 0.0);
        // Tabulated: Odeh & Evans 1974.
        assert!((probit(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
    }
}
