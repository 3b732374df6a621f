//! The exact answer where the past matters: all states an architecture can be in, as a Markov chain.
//!
//! Where every law is exponential (or a delay that takes no time at all), what is up, which member of each failover
//! group serves and what each group is about, and who waits for a crew in which order, is all that the future depends
//! on. The chain of these states is generated from the state with everything up, and its stationary law is computed
//! without a single subtraction, so that the rarest state of all is known as well, relatively, as the most common one.
//!
//! ```text
//! Architecture ─► System ─► generate (state ─► event ─► settle ─► canonical state) ─► Chain ─► stationary ─► Answer
//! ```
//!
//! This is a second reading of the semantics, written apart from the engine: the two are held against each other.
//!
//! Where things happen at one instant, inner groups come to rest before outer ones, and members that change at once
//! change in the order of preference.

mod aggregate;
mod canonical;
mod charges;
mod crew;
mod eliminate;
mod event;
mod felt;
mod first;
mod flow;
mod generate;
mod group;
mod iterate;
mod losses;
mod pace;
mod recurrent;
mod state;
mod system;

pub use charges::charges;
pub use first::first_outage;
pub use losses::losses;

use self::{flow::Flow, generate::generate, recurrent::recurrent, system::System};
use crate::{
    exact::obstacle::Obstacle,
    topology::{Architecture, Topology},
};

/// What the chain says of the service in the steady state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// Share of the time down.
    pub down: f64,
    /// Share of the time down though every group with a member that is up were enough: failover alone.
    pub failover: f64,
    /// How often it goes down [1/h].
    pub falls: f64,
}

/// Solves an architecture that stands alone in its topology.
pub fn solve(topology: &Topology, architecture: &Architecture) -> Result<Answer, Obstacle> {
    let system = System::new(topology, architecture)?;
    let chain = recurrent(generate(&system)?)?;
    let flow = Flow::new(&chain.rows);
    let shares = iterate::stationary(&flow, &chain.service)?;
    let (mut down, mut failover, mut falls) = (0.0, 0.0, 0.0);
    for (state, share) in shares.iter().enumerate() {
        if chain.service[state].is_up() {
            continue;
        }
        down += share;
        if chain.service[state] == generate::Service::FailingOver {
            failover += share;
        }
        // In the steady state it comes up as often as it goes down, and the rare states give the most exact number.
        let up = chain.rows[state]
            .iter()
            .filter(|step| chain.service[step.0 as usize].is_up());
        falls += share * up.map(|step| step.1).sum::<f64>();
    }
    Ok(Answer {
        down,
        failover,
        falls,
    })
}
