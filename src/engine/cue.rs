//! Cues: what happens to a channel at what time, and their order.

use super::{rank, warm_up::WarmUp};
use crate::units::HOURS_PER_YEAR;

/// A channel goes down or comes back: time, channel, direction and cause in one number, so that sorting a script, the
/// costliest part of a busy life, compares plain integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue(u128);

impl Cue {
    /// At hour `at` a channel goes down or (`is_end`) comes back, charged to a local source.
    pub fn new(at: f64, channel: u32, is_end: bool, cause: u32) -> Self {
        Self(
            u128::from(rank::rank(at - EPOCH)) << 64
                | u128::from(channel << 1 | u32::from(is_end)) << 32
                | u128::from(cause),
        )
    }

    /// When [h].
    #[inline]
    pub fn at(self) -> f64 {
        self.since_epoch() + EPOCH
    }

    /// Hours since the epoch.
    #[inline]
    fn since_epoch(self) -> f64 {
        rank::time((self.0 >> 64) as u64)
    }

    /// Which stretch of the life it falls into; the casts put what lies outside into the first or last.
    #[inline]
    fn stretch(self) -> usize {
        let hours = self.since_epoch() + (EPOCH + WarmUp::LEAST);
        let stretch = hours * (STRETCHES as f64 / (HOURS_PER_YEAR + WarmUp::LEAST));
        (stretch as usize).min(STRETCHES - 1)
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

/// The hour from which times are kept. A power of two, so that shifting the hours of the year by it rounds them to 2⁻³⁹ h
/// (7 ns) at worst; in a past longer than that, to 2⁻⁵³ of the time since.
const EPOCH: f64 = -16_384.0;

/// Stretches of the life into which the cues are dealt before sorting.
const STRETCHES: usize = 64;
/// Scripts of so many cues are dealt first; shorter ones are sorted as quickly without, and in longer ones a crowd at
/// one moment could cost much.
const DEALT: std::ops::RangeInclusive<usize> = 24..=512;

/// Where cues are sorted; holds the buffers that this takes.
#[derive(Debug, Default)]
pub struct Spare {
    cues: Vec<Cue>,
    /// Per cue, the stretch into which it falls.
    stretches: Vec<u8>,
}

/// Sorts a script by time; ties fall in the order of channels, the same on every run. Failures are spread over the
/// year, so that cues dealt into stretches of it are nearly in order already.
pub fn sort(script: &mut Vec<Cue>, spare: &mut Spare) {
    if !DEALT.contains(&script.len()) {
        script.sort_unstable();
        return;
    }
    let Spare { cues, stretches } = spare;
    let mut next = [0usize; STRETCHES + 1];
    stretches.clear();
    stretches.extend(script.iter().map(|cue| {
        let stretch = cue.stretch();
        next[stretch + 1] += 1;
        stretch as u8
    }));
    // After a long warm-up most lie before the first stretch.
    if next[1] > script.len() / 4 {
        script.sort_unstable();
        return;
    }
    (1..STRETCHES).for_each(|stretch| next[stretch] += next[stretch - 1]);
    // Every place is written to.
    cues.resize(script.len(), Cue(0));
    for (cue, stretch) in script.iter().zip(stretches) {
        let place = &mut next[usize::from(*stretch)];
        cues[*place] = *cue;
        *place += 1;
    }
    std::mem::swap(script, cues);
    for index in 1..script.len() {
        let cue = script[index];
        let mut place = index;
        while place > 0 && script[place - 1] > cue {
            script[place] = script[place - 1];
            place -= 1;
        }
        script[place] = cue;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cue_keeps_its_time_channel_direction_and_cause() {
        for (at, channel) in [
            (-20_000.0, 0),
            (-999.5, 7),
            (0.0, u32::MAX >> 1),
            (8759.75, 3),
        ] {
            let cue = Cue::new(at, channel, true, 9);
            assert!((cue.at() - at).abs() < 1e-11);
            assert_eq!(
                (cue.channel(), cue.is_end(), cue.cause()),
                (channel, true, 9)
            );
        }
    }

    proptest! {
        #[test]
        fn cues_fall_in_order_of_time_then_channel(
            cues in proptest::collection::vec((-37_000.0..20_000.0f64, 0u32..5, any::<bool>()), 0..600),
            crowd in any::<bool>(),
        ) {
            let at = |at: f64| if crowd { (at / 1000.0).round() } else { at };
            let mut script: Vec<Cue> = cues
                .iter()
                .map(|&(time, channel, is_end)| Cue::new(at(time), channel, is_end, 0))
                .collect();
            let mut expected = script.clone();
            expected.sort();
            sort(&mut script, &mut Spare::default());
            prop_assert_eq!(script, expected);
        }
    }
}
