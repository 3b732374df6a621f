//! The script of one life of one architecture: when each channel goes down and comes back, in order of time.
//!
//! Everything here is independent of the state of the service, so it is laid out before the machine runs.

use super::{
    circuit::{Channel, Circuit, Softening},
    fate::{Fates, Outage},
    process::Process,
    stream::Key,
};

/// A channel goes down or comes back: time, channel, direction and cause in one number, so that sorting a script, the
/// dearest part of a busy life, compares plain integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue(u128);

impl Cue {
    /// At hour `at`, later than [`EPOCH`], a channel goes down or (`is_end`) comes back, charged to a local source.
    fn new(at: f64, channel: u32, is_end: bool, cause: u32) -> Self {
        // The bits of positive floats are in the order of the floats.
        let time = (at.max(EPOCH) - EPOCH).to_bits();
        Self(
            u128::from(time) << 64
                | u128::from(channel << 1 | u32::from(is_end)) << 32
                | u128::from(cause),
        )
    }

    /// When [h].
    #[inline]
    pub fn at(self) -> f64 {
        f64::from_bits((self.0 >> 64) as u64) + EPOCH
    }

    /// The channel.
    #[inline]
    pub fn channel(self) -> u32 {
        (self.0 >> 33) as u32 & (u32::MAX >> 1)
    }

    /// True where the channel comes back.
    #[inline]
    pub fn is_end(self) -> bool {
        self.0 >> 32 & 1 == 1
    }

    /// Local index of the source charged.
    #[inline]
    pub fn cause(self) -> u32 {
        self.0 as u32
    }
}

/// The earliest hour a script knows: whatever is down earlier is down from here on. A power of two, so that shifting
/// the hours of the year by it rounds them to 2⁻³⁹ h (7 ns) at worst.
const EPOCH: f64 = -16_384.0;

/// Purposes of draws below a source's key and an outage's ordinal.
const HITS: u64 = 0x4175_0000_0000_0001;
const WORKS: u64 = 0x3083_0000_0000_0002;
const LENGTH: u64 = 0x7E47_0000_0000_0003;

/// Lays out the cues of one life, in order of time.
pub fn write(
    script: &mut Vec<Cue>,
    circuit: &Circuit,
    processes: &[Process],
    fates: &Fates,
    life: Key,
) {
    script.clear();
    for &source in fates.failed() {
        let Some(local) = circuit.local(source) else {
            continue;
        };
        let key = life.of(processes[source as usize].stream);
        for outage in fates.of(source) {
            let cause = if outage.cause == source {
                local
            } else {
                circuit.local(outage.cause).unwrap_or(local)
            };
            strike(script, circuit, local, cause, outage, key);
        }
    }
    // Ties fall in the order of channels, the same on every run.
    script.sort_unstable();
}

/// Adds the cues of one outage; `key` is its source's.
pub fn strike(
    script: &mut Vec<Cue>,
    circuit: &Circuit,
    local: u32,
    cause: u32,
    outage: &Outage,
    key: Key,
) {
    for channel in circuit.channels_of(local) {
        let felt = feel(circuit, &circuit.channels[channel as usize], outage, key);
        if let Some((from, to)) = felt
            && to > circuit.remembers_from
        {
            script.push(Cue::new(from, channel, false, cause));
            script.push(Cue::new(to, channel, true, cause));
        }
    }
}

/// When a channel feels an outage: from the longest working `covers_first` to the earliest working `after` [h].
fn feel(circuit: &Circuit, channel: &Channel, outage: &Outage, key: Key) -> Option<(f64, f64)> {
    if channel.hit.is_none() && channel.softened.is_none() {
        return (outage.start < outage.end).then_some((outage.start, outage.end));
    }
    let key = key.of(u64::from(outage.ordinal) << 8);
    if let Some((leaf, hits)) = channel.hit
        && key.of(HITS ^ leaf).unit() >= hits
    {
        return None;
    }
    let (mut from, mut to) = (outage.start, outage.end);
    if let Some((component, mitigations)) = &channel.softened {
        for &mitigation in mitigations {
            let softener = circuit.softener(mitigation);
            let key = key.of(component ^ softener.stream.rotate_left(17));
            if softener.works < 1.0 && key.of(WORKS).unit() >= softener.works {
                continue;
            }
            let unit = key.of(LENGTH).unit();
            match &softener.remedy {
                Softening::After(law) => to = to.min(outage.start + law.at(unit)),
                Softening::CoversFirst(law) => from = from.max(outage.start + law.at(unit)),
            }
        }
    }
    (from < to).then_some((from, to))
}
