//! The story of an outage of a recorded life: what failed and for how long, and what brought the service back.

use super::timeline::{SAME, Told};
use crate::{
    answer::{Failed, Lasts, Misfortune, Relief, Story},
    engine::{Charge, Stretch, TakenDown},
    topology::Phase,
};

/// Causes named in a story; the rest are counted.
const NAMED: usize = 3;

impl Told<'_> {
    /// What happened in an outage of the service.
    pub(super) fn story(&self, outage: &TakenDown) -> Story {
        let mut charges: Vec<&Charge> = outage.charges.iter().collect();
        charges.sort_by(|one, other| {
            let hours = other.hours.total_cmp(&one.hours);
            hours.then_with(|| {
                self.source_name(one.source)
                    .cmp(self.source_name(other.source))
            })
        });
        Story {
            failed: charges
                .iter()
                .take(NAMED)
                .map(|charge| self.failed(charge, outage.when))
                .collect(),
            more: charges.len().saturating_sub(NAMED),
            misfortune: self.misfortune(outage.when),
            relief: self.relief(outage),
        }
    }

    /// Which source failed, and for how long.
    fn failed(&self, charge: &Charge, when: Stretch) -> Failed {
        let record = charge.source.and_then(|source| self.record_of(source));
        let in_outage = |stretches: &[Stretch]| {
            let met = stretches.iter().filter(|stretch| stretch.meets(when));
            met.map(|stretch| stretch.hours()).reduce(f64::max)
        };
        let lasts = record.map(|record| (in_outage(&record.down), in_outage(&record.felt)));
        Failed {
            source: self.source_name(charge.source).to_owned(),
            lasts: match lasts {
                Some((Some(hours), _)) => Lasts::Down(hours),
                Some((None, Some(hours))) => Lasts::Struck(hours),
                _ => Lasts::Unknown,
            },
        }
    }

    /// What went wrong on the way back.
    fn misfortune(&self, when: Stretch) -> Option<Misfortune> {
        let groups = self.architecture.groups.iter();
        let mut failed = groups
            .zip(&self.recording.groups)
            .flat_map(|(group, moves)| {
                let failed = moves.iter().filter(|moved| {
                    matches!(
                        moved.phase,
                        Phase::Recovering(_) | Phase::Stuck | Phase::Botched(_)
                    ) && moved.when.meets(when)
                });
                failed.map(move |moved| match moved.phase.target() {
                    Some(target) => Misfortune::SwitchTo(self.member_name(group, target)),
                    None => Misfortune::SwitchOf(group.name.clone()),
                })
            });
        failed.next()
    }

    /// What brought the service back.
    fn relief(&self, outage: &TakenDown) -> Option<Relief> {
        let when = outage.when;
        if when.to >= crate::units::HOURS_PER_YEAR {
            return Some(Relief::YearEnded);
        }
        for (group, moves) in self.architecture.groups.iter().zip(&self.recording.groups) {
            let back = moves.iter().position(|moved| {
                moved.phase == Phase::Serving && (moved.when.from - when.to).abs() < SAME
            });
            let Some(back) = back else { continue };
            let before = moves[..back].iter().rev();
            let before = before.clone().find(|moved| moved.phase == Phase::Serving);
            let began = before.map_or(0, |before| before.active);
            let now = moves[back].active;
            if now != began {
                let member = self.member_name(group, now);
                let last = back.checked_sub(1).map(|last| moves[last].phase);
                return Some(match last {
                    Some(Phase::AllDown) => Relief::CameBack(member),
                    Some(Phase::FailingBack(_)) => Relief::ServesAgain(member),
                    _ => Relief::TookOver {
                        member,
                        after: when.hours(),
                    },
                });
            }
        }
        // A source that is still down but no longer felt: a mitigation.
        let mut relieved = outage.charges.iter().filter_map(|charge| {
            let record = self.record_of(charge.source?)?;
            let mut felt = record.felt.iter();
            let ceased = felt.any(|felt| (felt.to - when.to).abs() < SAME);
            let mut down = record.down.iter();
            let goes_on = down.any(|down| down.from < when.to && down.to > when.to + SAME);
            (ceased && goes_on).then_some(charge.source)
        });
        let source = self.source_name(relieved.next()?).to_owned();
        Some(Relief::Mitigation { source })
    }
}
