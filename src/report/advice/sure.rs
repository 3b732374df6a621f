//! The last sentence: how sure the choice is, and whether measuring more would change it.

use super::{Answer, Chosen};
use crate::report::{measurable, words};

impl<'a> Answer<'a> {
    /// In how many of the cases that we think possible the same is chosen, and what would change it.
    pub(super) fn sure(&self, Chosen { choice, .. }: Chosen<'a>) -> Option<String> {
        if self.count() < 2 {
            return None;
        }
        if self.results.scenarios == 0 {
            return None;
        }
        let Some(share) = choice.p_chosen else {
            return Some(
                "How sure this is nobody can say: no number of this plan has a range, so all are taken as certain."
                    .to_owned(),
            );
        };
        let cases = words::cases(share);
        if choice.settled == Some(true) && self.knows_bills() {
            // Of what has no range nobody knows whether it would.
            let all_vary = self.results.assumptions.iter().all(|it| it.low.is_some());
            let would = if all_vary {
                "measuring more would not"
            } else {
                "no number that has a range would"
            };
            return Some(format!(
                "This is the choice in {cases} cases we think possible: {would} change this answer."
            ));
        }
        let otherwise = choice.otherwise.as_ref().map_or(String::new(), |name| {
            format!(", mostly {} in the others", words::plain(name))
        });
        let measure = self
            .measure()
            .map_or(String::new(), |said| format!("; {said}"));
        Some(format!(
            "This is the choice in {cases} cases we think possible{otherwise}{measure}."
        ))
    }

    /// The number that alone can change the choice.
    fn measure(&self) -> Option<String> {
        let decides = self.chosen?.decided_by.as_ref()?;
        let uncertainty = self.results.uncertainty.as_ref()?;
        let mut rows = uncertainty.tornado.iter();
        let row = rows.find(|row| row.name == decides.name && row.aspect == decides.aspect)?;
        Some(format!(
            "the number to measure first is {}, {}",
            measurable::subject(row),
            measurable::range(row)
        ))
    }
}
