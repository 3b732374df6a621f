//! A bad year of an architecture: of the first lives of a run the one whose downtime comes nearest to what one year in ten exceeds.

use super::timeline::Told;
use crate::{
    answer::Timeline,
    engine::Diary,
    topology::{Architecture, Topology},
    units::MINUTES_PER_HOUR,
};

/// So many lives are looked at.
const LIVES: u64 = 100;

/// That year; `p90` is the downtime which one year in ten exceeds [min].
#[must_use]
pub fn bad_year(topology: &Topology, architecture: &Architecture, seed: u64, p90: f64) -> Timeline {
    let diary = Diary::new(topology, architecture, seed);
    let downtimes = diary.downtimes(0..LIVES).into_iter();
    let apart = downtimes.map(|hours| (hours * MINUTES_PER_HOUR - p90).abs());
    // Of equal ones the first.
    let nearest = (0..)
        .zip(apart)
        .min_by(|one, other| one.1.total_cmp(&other.1));
    let life = nearest.map_or(0, |it| it.0);
    let recording = diary.life(life);
    let told = Told {
        topology,
        architecture,
        recording: &recording,
    };
    Timeline {
        bad_of: Some(LIVES),
        ..told.timeline(seed, life, None)
    }
}
