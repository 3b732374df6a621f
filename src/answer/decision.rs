//! What to do, as the JSON contract has it: from which price of an hour which design pays.

use schemars::JsonSchema;
use serde::Serialize;

use super::{goal::Verdict, priced::PricedResult, uncertainty::ASPECTS};

/// What the numbers say one should do.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct DecisionResult {
    /// The architecture that the steps are counted from: the plan's `today`, else the cheapest.
    pub from: String,
    /// The cheapest in total at the plan's price of an hour; without one `null`.
    pub best: Option<String>,
    /// The next in total, and by how much; `null` without a price or another architecture.
    pub runner_up: Option<RunnerUp>,
    /// The cheapest in money that meets the goal and the budget, as far as the plan states them; `null` where none
    /// surely does, or the plan states neither.
    pub meets_goal: Option<String>,
    /// Which architecture is the cheapest in total from which price of an hour on.
    pub regions: Vec<RegionResult>,
    /// The steps along the frontier, from the cheapest up.
    pub steps: Vec<StepResult>,
    /// The architecture that the plan says runs today; `null` where it does not say.
    pub today: Option<String>,
    /// The one to have, by what is demanded and what an hour costs; `null` where the plan says neither.
    pub choice: Option<ChoiceResult>,
    /// The same at other prices of an hour, rising; no part of the JSON.
    #[serde(skip)]
    pub priced: Vec<PricedResult>,
}

/// The architecture to have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChoiceResult {
    /// Its name.
    pub architecture: String,
    /// By which rule it is the one.
    pub rule: Rule,
    /// How many architectures give what is demanded.
    pub fitting: usize,
    /// Share of scenarios in which the same rules choose it; `null` as written, and where no number has a range.
    pub p_chosen: Option<f64>,
    /// What they choose most often where it is not this one; `null` where they always choose this one.
    pub otherwise: Option<String>,
    /// Share of scenarios in which they choose that one; `null` as `otherwise`.
    pub p_otherwise: Option<f64>,
    /// The cheapest in total, whatever is demanded; `null` where an hour has no price.
    pub cheapest: Option<String>,
    /// True where measuring more would not change the answer: no number alone does anywhere in its range, this one (or one of `ties`
    /// where the answer names those with it) is chosen in at least 95 % of the scenarios, and the simulation leaves no more open than
    /// was asked. False where the goal is one of single years. `null` as `p_chosen`.
    pub settled: Option<bool>,
    /// The number that alone changes the answer over the largest part of its range: what is chosen, or whether that gives what is
    /// demanded. `null` where none does, as `p_chosen`, and where the goal is one of single years: how these go with one number moved is not
    /// known.
    pub decided_by: Option<DecidedBy>,
    /// The cheapest design of which simulation leaves open whether it costs less in total; `null` where none is so near. More years tell.
    pub open_with: Option<String>,
    /// What its expected downtime is caused by and must go for the goal to be met, largest first; empty where it is met.
    pub lacking: Vec<Lacks>,
    /// Designs that give what is demanded too and cost the same or nearly so, as far as prices are known: the one nearest in cost first.
    /// Of those and this one the rules would take the cheapest; today's is the choice where it is among them, for nobody moves for so
    /// little.
    pub ties: Vec<TieResult>,
    /// Share of scenarios in which this one or one of `ties` is chosen; `null` as `p_chosen`.
    pub p_chosen_or_tied: Option<f64>,
    /// What has no price in the designs that come into question, this one's mitigations apart where `ties` does without them: which
    /// of them costs least is not known as long as these have none.
    pub missing_prices: Vec<String>,
    /// The next step up: of those with less time not served the one that pays first; `null` where there is none.
    pub next: Option<NextResult>,
}

impl ChoiceResult {
    /// Whether a design is the chosen one or costs the same.
    #[must_use]
    pub fn is_even(&self, name: &str) -> bool {
        self.architecture == name || self.ties.iter().any(|it| it.architecture == name)
    }
}

/// A design that costs the same as the chosen one, or nearly so.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TieResult {
    /// Its name.
    pub architecture: String,
    /// How much more it costs a month than the chosen one, bill and outages together where an hour has a price [currency]; less than
    /// nothing where today's is the choice for all that.
    pub more_monthly: f64,
    /// What the chosen one has and this one does without, and what has no price.
    pub without: Vec<String>,
}

/// A number that alone can change the answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DecidedBy {
    /// Where it is written, as in `assumptions`.
    pub name: String,
    /// Which of its numbers, as in `assumptions`.
    #[schemars(extend("enum" = ASPECTS))]
    pub aspect: &'static str,
    /// What is chosen with the number at the low end of its range.
    pub at_low: String,
    /// What is chosen with it at the high end.
    pub at_high: String,
    /// Whether what is chosen at the low end gives what is demanded there.
    pub meets_at_low: bool,
    /// The same at the high end.
    pub meets_at_high: bool,
    /// How likely the number is where the answer is another, by what is believed of it between these ends.
    pub share: f64,
    /// Where the answer changes, on that side of what is expected where it is another in more of the range.
    pub turns: Turn,
}

/// Where the answer changes as one number moves from what is expected of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Turn {
    /// The number there, in the unit of `assumptions`.
    pub at: f64,
    /// What is expected of the number, in the same unit.
    pub expected: f64,
    /// Whether the answer is another below it; else above.
    pub below: bool,
    /// What is chosen beyond.
    pub architecture: String,
    /// Whether that gives what is demanded there.
    pub meets: bool,
    /// Whether what is chosen now gives what is demanded there.
    pub chosen_meets: bool,
    /// The number from which on the answer is that of the end of the range on this side; `null` where it is so from `at` on.
    pub end_from: Option<f64>,
}

/// By which rule an architecture is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The cheapest in total, bill and expected outages; nothing is demanded.
    CheapestInTotal,
    /// Of those that give what is demanded the cheapest in total.
    FitsAndCheapestInTotal,
    /// Of those that give what is demanded the one with the lowest bill, for an hour has no price.
    FitsAndLowestBill,
    /// Of those within the budget whose time not served is at most a tenth more than the least, the cheapest in total; where some meet
    /// the goal of availability, of those the cheapest whose share of years that miss the rest is at most a tenth more than the least.
    /// Where even the least is more than twice what the goal leaves and an hour has a price, the cheapest in total of all.
    NearestToGoal,
    /// Of those that meet the goal of availability the one with the lowest bill; none is within the budget too.
    NearestToBudget,
}

impl Rule {
    /// Whether nothing gives all that is demanded, so that what comes nearest is chosen.
    #[must_use]
    pub fn is_nearest(self) -> bool {
        matches!(self, Self::NearestToGoal | Self::NearestToBudget)
    }
}

/// A kind of source whose downtime must go for the goal to be met.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lacks {
    /// Kind of source, as in the outage table.
    pub kind: String,
    /// What it causes of the expected downtime [min/year].
    pub minutes_per_year: f64,
}

/// What the next step up would buy.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NextResult {
    /// To this architecture.
    pub architecture: String,
    /// More on the bill of a month [currency].
    pub extra_monthly: f64,
    /// Less expected time not served [min/year].
    pub saved_minutes_per_year: f64,
    /// Price of an hour from which it pays [currency/h].
    pub break_even: f64,
    /// 95 % interval of that from the finite number of lives, an end `null` where it is beyond any price.
    pub break_even_ci95: [Option<f64>; 2],
    /// 90 % band of that over the scenarios, an end `null` where it is beyond any price; `null` as written.
    pub break_even_band90: Option<[Option<f64>; 2]>,
}

impl DecisionResult {
    /// The name of the design to have.
    pub fn recommended(&self) -> Option<&String> {
        Some(&self.choice.as_ref()?.architecture)
    }

    /// The prices at which a design is the cheapest in total; `None` where it never is.
    pub fn region(&self, architecture: &str) -> Option<&RegionResult> {
        let mut regions = self.regions.iter();
        regions.find(|region| region.architecture == architecture)
    }
}

/// The second best in total.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RunnerUp {
    /// Its name.
    pub name: String,
    /// How much more it costs in total a month [currency].
    pub more_monthly: f64,
    /// 95 % interval of that from the finite number of lives.
    pub more_ci95: [f64; 2],
    /// Whether the order of the two is beyond the luck of the simulation: `yes` or `undecided`.
    pub sure: Verdict,
    /// Share of scenarios in which the order is the same; `null` as written.
    pub p_same_order: Option<f64>,
}

/// The prices of an hour at which one architecture is the cheapest in total.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RegionResult {
    /// Its name.
    pub architecture: String,
    /// From this price of an hour on [currency/h].
    pub from: f64,
    /// 90 % band of `from`, over scenarios, an end `null` where it is beyond any price; `null` without
    /// `--uncertainty` and for the first.
    pub from_band90: Option<[Option<f64>; 2]>,
    /// Up to this price of an hour; `null` for the last.
    pub to: Option<f64>,
    /// What most of its saving beside the one before comes from, largest first: kinds of source and how well they are known; empty
    /// for the first.
    pub rests_on: Vec<RestsOn>,
}

/// One step along the frontier.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StepResult {
    /// From this architecture.
    pub from: String,
    /// To the next.
    pub to: String,
    /// More money a month [currency].
    pub extra_monthly: f64,
    /// Less expected time not served [min a year].
    pub saved_minutes_per_year: f64,
    /// 95 % interval of that, paired: the same years hit both.
    pub saved_ci95: [f64; 2],
    /// 90 % band of that over scenarios; `null` as written.
    pub saved_band90: Option<[f64; 2]>,
    /// Price of an hour from which it pays [currency/h].
    pub break_even: f64,
    /// 95 % interval of that from the finite number of lives; the upper end `null` where nothing may be saved at all.
    pub break_even_ci95: [Option<f64>; 2],
    /// 90 % band of that over scenarios, an end `null` where it is beyond any price; `null` as written.
    pub break_even_band90: Option<[Option<f64>; 2]>,
    /// Whether it pays at the plan's price of an hour; `null` without one. `undecided` where an interval straddles it.
    pub pays: Option<Verdict>,
    /// Share of scenarios in which it pays at the plan's price; `null` without either.
    pub p_pays: Option<f64>,
    /// True where the step's end is the cheapest in total at no price: one then goes further or not at all.
    pub never_cheapest: bool,
    /// What the saving comes from, largest first: kinds of source and how well they are known.
    pub rests_on: Vec<RestsOn>,
}

/// A kind of source from which a step's saving comes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RestsOn {
    /// Kind of source, as in the outage table.
    pub kind: String,
    /// Minutes a year that the step takes off it.
    pub minutes_per_year: f64,
    /// Share of the step's saving; may exceed 1 where the step makes other kinds worse.
    pub share: f64,
    /// How many times more often its 95 % point of the rate is than its 5 % point; `null` where no range is known.
    pub rate_spread: Option<f64>,
    /// True where how often it happens is a judgement.
    pub is_judgement: bool,
    /// True where it is of the service's own: the team's incident log knows more of it than any catalog.
    pub is_own: bool,
}
