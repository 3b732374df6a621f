//! Why an estimator, in words: a sentence without its full stop.

use std::fmt;

use crate::answer::Reason;

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (obstacle, then) = match self {
            Self::Independent => {
                return f.write_str("the structure is static and the sources are independent");
            }
            Self::Exponential => {
                return f.write_str(
                    "all laws are exponential, so the Markov chain of all states is solved",
                );
            }
            Self::OutageByOutage { obstacle } => (
                obstacle,
                "what each outage costs by itself is computed, what two cost that overlap is drawn",
            ),
            Self::Rare { obstacle } => {
                (obstacle, "plain years to this precision would be too many")
            }
            Self::Relaxed { obstacle } => (obstacle, "its static relaxation has one"),
            Self::TooFewDiffer { obstacle } => (
                obstacle,
                "too few years differ from its static relaxation to control by it",
            ),
            Self::NotRelaxed { obstacle } => (obstacle, "its static relaxation has none either"),
        };
        write!(f, "no exact answer, for {obstacle}; {then}")
    }
}
