//! An outage of a recorded life in one sentence: what failed and for how long, and what brought the service back.

use super::timeline::{SAME, Told};
use crate::{
    engine::{Charge, Stretch, TakenDown},
    report::words,
    topology::Phase,
    units::MINUTES_PER_HOUR,
};

/// Causes named in a sentence; the rest are counted.
const NAMED: usize = 3;

impl Told<'_> {
    /// What happened in an outage of the service.
    pub(super) fn story(&self, outage: &TakenDown) -> String {
        let mut charges: Vec<&Charge> = outage.charges.iter().collect();
        charges.sort_by(|one, other| {
            let hours = other.hours.total_cmp(&one.hours);
            hours.then_with(|| {
                self.source_name(one.source)
                    .cmp(self.source_name(other.source))
            })
        });
        let mut told: Vec<String> = charges
            .iter()
            .take(NAMED)
            .map(|charge| self.failed(charge, outage.when))
            .collect();
        if charges.len() > NAMED {
            told.push(format!("{} more", charges.len() - NAMED));
        }
        let mut story = told.join(", ");
        let more = [self.misfortune(outage.when), self.relief(outage)];
        for sentence in more.into_iter().flatten() {
            story.push_str("; ");
            story.push_str(&sentence);
        }
        story
    }

    /// Which source failed, and for how long.
    fn failed(&self, charge: &Charge, when: Stretch) -> String {
        let name = words::plain(self.source_name(charge.source));
        let record = charge.source.and_then(|source| self.record_of(source));
        let Some(record) = record else {
            return name;
        };
        let in_outage = |stretches: &[Stretch]| {
            let met = stretches.iter().filter(|stretch| stretch.meets(when));
            met.map(|stretch| stretch.hours()).reduce(f64::max)
        };
        match (in_outage(&record.down), in_outage(&record.felt)) {
            (Some(hours), _) => format!("{name} down {}", time(hours)),
            // A shock has no length of its own.
            (None, Some(hours)) => format!("{name}, what it struck down {}", time(hours)),
            (None, None) => name,
        }
    }

    /// What went wrong on the way back.
    fn misfortune(&self, when: Stretch) -> Option<String> {
        let groups = self.architecture.groups.iter();
        let mut failed = groups
            .zip(&self.recording.groups)
            .flat_map(|(group, moves)| {
                let failed = moves.iter().filter(|moved| {
                    matches!(moved.phase, Phase::Recovering(_) | Phase::Stuck)
                        && moved.when.meets(when)
                });
                failed.map(move |moved| match moved.phase.target() {
                    Some(target) => {
                        format!("a switch to {} failed", self.member_name(group, target))
                    }
                    None => format!("a switch of {} failed", group.name),
                })
            });
        failed.next()
    }

    /// What brought the service back.
    fn relief(&self, outage: &TakenDown) -> Option<String> {
        let when = outage.when;
        if when.to >= crate::units::HOURS_PER_YEAR {
            return Some("still down when the year ended".to_owned());
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
                let member = words::plain(&self.member_name(group, now));
                let last = back.checked_sub(1).map(|last| moves[last].phase);
                return Some(match last {
                    Some(Phase::AllDown) => format!("{member} came back first"),
                    Some(Phase::FailingBack(_)) => format!("{member} serves again"),
                    _ => format!("{member} took over after {}", time(when.hours())),
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
        let name = words::plain(self.source_name(relieved.next()?));
        Some(format!("a mitigation against {name} worked"))
    }
}

/// A length of time [h] in words.
fn time(hours: f64) -> String {
    words::minutes(hours * MINUTES_PER_HOUR)
}
