//! The last sentence: how sure the choice is, and whether measuring more would change it.

use super::{Answer, Chosen};
use crate::report::{measurable, words};

impl<'a> Answer<'a> {
    /// In how many of the cases that we think possible the same is chosen, and what would change it.
    pub(super) fn sure(&self, chosen: Chosen<'a>) -> Option<String> {
        let choice = chosen.choice;
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
        let measure = self.measure();
        if let Some(seldom) = self.seldom(chosen, share) {
            let measure = measure.map_or(String::new(), |said| format!("; measure first {said}"));
            return Some(format!("{seldom}{measure}."));
        }
        let otherwise = choice.otherwise.as_ref().map_or(String::new(), |name| {
            format!(", mostly {} in the others", words::plain(name))
        });
        let measure = measure.map_or(String::new(), |said| {
            format!("; the number to measure first is {said}")
        });
        Some(format!(
            "This is the choice in {cases} cases we think possible{otherwise}{measure}."
        ))
    }

    /// That another is the choice in more cases than the chosen one, which is so on average.
    fn seldom(&self, Chosen { choice, result }: Chosen<'a>, share: f64) -> Option<String> {
        let others = choice.p_otherwise.filter(|others| *others > share)?;
        let other = self.results.architecture(choice.otherwise.as_ref()?)?;
        let less = result.cost.monthly - other.cost.monthly;
        let bill = if less > 0.0 {
            format!(" ({} a month less)", self.money(less))
        } else if less < 0.0 {
            format!(" ({} a month more)", self.money(-less))
        } else {
            String::new()
        };
        Some(format!(
            "Case by case it is the choice in {}, {} in {}{bill}: the average decides, in which bad cases weigh much",
            words::cases(share),
            words::plain(&other.name),
            words::cases(others).trim_end_matches(" of 100"),
        ))
    }

    /// The number that alone can change the choice.
    fn measure(&self) -> Option<String> {
        let decides = self.chosen?.decided_by.as_ref()?;
        let uncertainty = self.results.uncertainty.as_ref()?;
        let mut rows = uncertainty.tornado.iter();
        let row = rows.find(|row| row.name == decides.name && row.aspect == decides.aspect)?;
        Some(format!(
            "{}, {}",
            measurable::subject(row),
            measurable::range(row)
        ))
    }
}
