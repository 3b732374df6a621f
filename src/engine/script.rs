//! The script of one life of one architecture: when each channel goes down and comes back, in order of time.
//!
//! Everything here is independent of the state of the service, so it is laid out before the machine runs.

use super::{
    circuit::{Circuit, Isolated},
    coins::Coins,
    cue::{self, Cue, Spare},
    outage::Outage,
    outages::Outages,
    process::Process,
    stream::Key,
};

/// A life laid out before it is lived.
#[derive(Debug, Default)]
pub struct Script {
    /// What is to be lived, in order of time.
    pub cues: Vec<Cue>,
    /// What is not.
    pub skipped: Vec<Skipped>,
    /// Where cues are sorted.
    spare: Spare,
}

/// An outage that need not be lived through, for it meets no other.
#[derive(Debug, Clone, Copy)]
pub struct Skipped {
    /// From when [h].
    pub start: f64,
    /// To when [h].
    pub end: f64,
    /// Whom its downtime is charged to, where it is downtime.
    pub cause: Option<u32>,
}

impl Script {
    /// Lays out one life; all of it is to be lived if `wholly`.
    pub fn write(
        &mut self,
        circuit: &Circuit,
        processes: &[Process],
        outages: &Outages,
        life: Key,
        wholly: bool,
    ) {
        self.cues.clear();
        self.skipped.clear();
        // What this circuit feels, in order of start. Whether an outage meets another is judged among those alone: what
        // others feel must not change a bit of it.
        let mut felt = outages
            .by_start()
            .filter_map(|(source, outage)| Some((source, circuit.scripted(source)?, outage)))
            .filter(|(_, _, outage)| outage.end > circuit.remembers_from)
            .peekable();
        let mut coins = Coins::default();
        let mut busy_until = f64::NEG_INFINITY;
        while let Some((source, local, outage)) = felt.next() {
            let next = felt.peek().map_or(f64::INFINITY, |next| next.2.start);
            let is_alone = busy_until < outage.start && outage.end < next;
            busy_until = busy_until.max(outage.end);
            let cause = if outage.cause == source {
                local
            } else {
                circuit.sources.charged(local, outage)
            };
            let key = || life.of(processes[source as usize].stream);
            let isolated = match is_alone && !wholly {
                true => circuit.isolated[local as usize],
                false => Isolated::Simulated,
            };
            let felt = match isolated {
                Isolated::Simulated => {
                    let felt = (outage, key(), &mut coins);
                    strike(&mut self.cues, circuit, (local, cause), felt);
                    continue;
                }
                Isolated::TakesDownWhileFelt(channel) => {
                    circuit.channels.feel(channel, outage, key(), &mut coins)
                }
                Isolated::TakesDown => Some((outage.start, outage.end)),
                Isolated::Harmless => None,
            };
            let (start, end) = felt.unwrap_or((outage.start, outage.end));
            self.skipped.push(Skipped {
                start,
                end,
                cause: felt.map(|_| cause),
            });
        }
        cue::sort(&mut self.cues, &mut self.spare);
    }
}

/// Adds the cues of one outage of a local source, charged to `cause`; `key` is the source's.
fn strike(
    script: &mut Vec<Cue>,
    circuit: &Circuit,
    (local, cause): (u32, u32),
    (outage, key, coins): (&Outage, Key, &mut Coins),
) {
    for channel in circuit.channels.of(local) {
        let felt = circuit.channels.feel(channel, outage, key, coins);
        if let Some((from, to)) = felt
            && to > circuit.remembers_from
        {
            script.push(Cue::new(from, channel, false, cause));
            script.push(Cue::new(to, channel, true, cause));
        }
    }
}
