//! `failover`: how one member of several takes over from another, in plans and for the services of the catalog.

use serde_json::Value as Json;
use std::borrow::Cow;

use super::basis::Grounds;
use super::numbers::Written;
use super::numbers::range::{self, Knowledge, LengthRange, ReachRange, ranges_beside};
use crate::failover::{
    AfterTotalLoss, Botched as Harm, Failback, Failover as Rule, Number, Otherwise,
};
use crate::language::schema::{any, word};
use crate::language::{
    Definitions, Dependencies, Here, Kind, List, Share, Unread, Value, map, scalar, words,
};
use crate::law::Law;
use crate::units;

/// Most that shares may be off from one in all, since they are written with few digits.
const NEARLY: f64 = 1e-9;

map! {
    /// How one member takes over from another: the active is lost for `detect`, somebody decides, service is switched.
    pub(crate) struct Failover as FailoverForm(name: "failover", definition: "failover", rules: ranges_of_law) {
        /// From the loss to the start of an attempt; a shorter loss is just an outage.
        detect: Law = "0s",
        /// How far off the median of `detect` may be: two times, the ends of a 90 % range.
        detect_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// From there to the order to switch.
        decide: Law = "0s",
        /// How far off the median of `decide` may be: two times, the ends of a 90 % range.
        decide_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// From the order until the target serves.
        switch: Law = "0s",
        /// How far off the median of `switch` may be: two times, the ends of a 90 % range.
        switch_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// How often a switch works.
        succeeds: Option<Share> = or("what `botched` leaves of 100%"),
        /// How far off `succeeds` may be: two shares, the ends of a 90 % range.
        succeeds_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// How often a switch finds no room while the active's whole region is in trouble, since everybody moves away; it then goes on like one that did not work.
        no_capacity: Share = "0%",
        /// How far off `no_capacity` may be: two shares, the ends of a 90 % range.
        no_capacity_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// A switch that does harm, `{share: 2%, lasts: 4h..24h}`: from its end on nothing serves for that long, whoever is up.
        botched: Option<Botched> => BotchedForm = or("no switch does harm"),
        /// What follows when it neither works nor is botched: repaired after that much more, or `wait` for the active's recovery; required when `succeeds` and `botched` leave some switches, or `no_capacity` is above 0%.
        otherwise: Option<Otherwise>,
        /// How far off the median of `otherwise` may be: two times, the ends of a 90 % range.
        otherwise_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Dependencies that must be free of trouble where the target is before a switch can begin.
        requires: List<Dependencies>,
        /// What follows the loss of all: `switch` (a new attempt) or `resume` (the first one up serves at once).
        after_total_loss: Option<AfterTotalLoss> = or("`switch` for sites, `resume` for replicas"),
        /// When service moves back to a more preferred member: `{after: 1h, loss: 2min}` once it has been up that long, at the price of that loss.
        failback: Failback = "at-once",
        /// How fast a member that does not serve ages and fails: `100%` hot, as one that serves; `0%` cold, not at all; between them warm.
        dormant_failures: Share = "100%",
        /// How far the data of the others are behind: what each move to another member loses, the first back after a total loss included, reported as minutes of data lost a year; moving back loses nothing.
        lag: Option<Law> = or("nothing is lost"),
        /// How far off the median of `lag` may be: two times, the ends of a 90 % range.
        lag_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// What these numbers rest on.
        evidence: Grounds = or("given without a source"),
    }
}

map! {
    /// A switch that does harm.
    pub(crate) struct Botched as BotchedForm(name: "botched", definition: "botched", rules: ranges_of_harm) {
        /// How often a switch is one; `succeeds`, this and the rest, which goes on as `otherwise` says, are all switches.
        share: Share = need("add how often a switch does harm, such as `share: 2%`"),
        /// How far off `share` may be: two shares, the ends of a 90 % range.
        share_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// How long nothing serves then, from the end of the switch; afterwards the active serves if it is up again, else the target.
        lasts: Law = need("add how long nothing serves then, such as `lasts: 4h..24h`"),
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
    }
}

map! {
    /// When a more preferred member takes over again.
    pub(crate) struct Later as FailbackForm(name: "failback", whole: true, rules: ranges_of_return) {
        /// Once it has been up that long.
        after: Law = need("write `{after: 1h, loss: 2min}`, `at-once` or `never`"),
        /// How far off the median of `after` may be: two times, the ends of a 90 % range.
        after_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Without service for that long.
        loss: Law = "0s",
        /// How far off the median of `loss` may be: two times, the ends of a 90 % range.
        loss_range: Option<Unread<LengthRange>> = or("taken as known"),
    }
}

fn ranges_of_law(schema: &mut Json, definitions: &mut Definitions) {
    ranges(schema, definitions, None);
}

fn ranges_of_harm(schema: &mut Json, definitions: &mut Definitions) {
    ranges(schema, definitions, Some("botched"));
}

fn ranges_of_return(schema: &mut Json, definitions: &mut Definitions) {
    ranges(schema, definitions, Some("failback"));
}

/// Those of one of its maps.
fn ranges(schema: &mut Json, definitions: &Definitions, of: Option<&str>) {
    let keys = Number::ALL.map(Number::key).into_iter();
    let keys: Vec<&str> = keys.filter(|it| it.0 == of).map(|it| it.1).collect();
    ranges_beside(schema, definitions, &keys);
}

words! { AfterTotalLoss: "switch" = Self::Switch, "resume" = Self::Resume }

impl Kind for Otherwise {
    type Value = Self;
    const NAME: &'static str = "law, `wait`";

    fn read(here: &Here<'_>) -> Option<Self> {
        if let Value::Scalar(text) = &here.node.value
            && text.trim() == "wait"
        {
            return Some(Self::Wait);
        }
        Law::read(here).map(Self::Later)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([word(&["wait"]), Law::schema(definitions)])
    }
}

impl Kind for Failback {
    type Value = Self;
    const NAME: &'static str = "map, `at-once`, `never`";

    fn read(here: &Here<'_>) -> Option<Self> {
        if !here.node.is_map() {
            let words = [("at-once", Self::AtOnce), ("never", Self::Never)];
            return scalar::word(here.node, here.what, &words, here.problems);
        }
        let place = &here.node.span;
        let Later { after, loss, .. } = Later::read(&Here { place, ..*here })?;
        Some(Self::After { after, loss })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([word(&["at-once", "never"]), Later::schema(definitions)])
    }
}

impl Failover {
    /// The law; what happens after a total loss differs between sites and replicas. `whose` says of what it is, where
    /// `what` does not. Where there is a law of the service's `below` it, that holds for what is not given.
    pub(crate) fn law(
        &self,
        here: &Here<'_>,
        whose: &str,
        after_total_loss: AfterTotalLoss,
        below: Option<&Rule>,
    ) -> Rule {
        let harm = self.botched.as_ref().map_or(0.0, |it| it.share);
        let left = below.map_or(1.0, |below| below.succeeds).min(1.0 - harm);
        let succeeds = self.succeeds.unwrap_or(left);
        check_harm(self, here, whose);
        if below.is_none_or(|below| below.succeeds >= 1.0 && below.no_capacity <= 0.0) {
            let is_doubted = here.node.given("succeeds_range").is_some();
            let doubtful = is_doubted || succeeds + harm < 1.0 - NEARLY;
            check_doubt(self, doubtful, here, whose);
        }
        let under = |key: &str| below.filter(|_| here.node.given(key).is_none());
        Rule {
            detect: over(self.detect.clone(), under("detect").map(|it| &it.detect)),
            decide: over(self.decide.clone(), under("decide").map(|it| &it.decide)),
            switch: over(self.switch.clone(), under("switch").map(|it| &it.switch)),
            succeeds,
            otherwise: over(
                self.otherwise.clone().unwrap_or(Otherwise::Wait),
                under("otherwise").map(|it| &it.otherwise),
            ),
            after_total_loss: over(
                self.after_total_loss.unwrap_or(after_total_loss),
                under("after_total_loss").map(|it| &it.after_total_loss),
            ),
            failback: over(
                self.failback.clone(),
                under("failback").map(|it| &it.failback),
            ),
            dormant_failures: over(
                self.dormant_failures,
                under("dormant_failures").map(|it| &it.dormant_failures),
            ),
            no_capacity: over(
                self.no_capacity,
                under("no_capacity").map(|it| &it.no_capacity),
            ),
            botched: self.botched.as_ref().map(|it| Harm {
                share: it.share,
                lasts: it.lasts.clone(),
            }),
            lag: over(self.lag.clone(), under("lag").map(|it| &it.lag)),
        }
    }
}

/// The numbers of a law of failover that have a range, each as it is written.
pub type RangedMoves = Vec<(Number, Written)>;

/// What a map says of the numbers of its law that have a range; `law` is what holds by it, `written` how one of them is written.
pub(crate) fn ranged(
    here: &Here<'_>,
    law: &Rule,
    written: impl Fn(Knowledge) -> Written,
) -> RangedMoves {
    let each = Number::ALL.into_iter().filter_map(|number| {
        let (map, key) = number.key();
        let (node, what) = match map {
            Some(map) => {
                let what = format!("{}: `{map}`", here.what);
                (here.node.get(map)?, Cow::Owned(what))
            }
            None => (here.node, Cow::Borrowed(here.what)),
        };
        let parse = match number.is_share() {
            true => units::parse_share,
            false => units::parse_duration,
        };
        let known = range::read(node, &what, key, law.value(number), parse, here.problems)?;
        known.belief.is_some().then(|| (number, written(known)))
    });
    each.collect()
}

/// Whether a map gives a number of its law.
pub(crate) fn gives(here: &Here<'_>, number: Number) -> bool {
    let (map, key) = number.key();
    here.node.given(map.unwrap_or(key)).is_some()
}

/// What is written, or what a law below it says where nothing is.
fn over<T: Clone>(written: T, below: Option<&T>) -> T {
    below.cloned().unwrap_or(written)
}

/// Reports more switches than there are.
fn check_harm(written: &Failover, here: &Here<'_>, whose: &str) {
    let (Some(succeeds), Some(botched)) = (written.succeeds, &written.botched) else {
        return;
    };
    if let Some(entry) = here.node.given("botched")
        && succeeds + botched.share > 1.0 + NEARLY
        && here.problems.is_news(&entry.key_span)
    {
        here.problems.error(
            &entry.key_span,
            format!(
                "{whose}{}: `succeeds` and the share of `botched` are {}% of all switches",
                here.what,
                ((succeeds + botched.share) * 1e6).round() / 1e4
            ),
            "more than all",
            "lower one of them; without `succeeds` it is what `botched` leaves",
        );
    }
}

/// Reports a switch that may not work and does not say what then.
fn check_doubt(written: &Failover, doubtful: bool, here: &Here<'_>, whose: &str) {
    let given = |key: &str| here.node.get(key).filter(|node| !node.is_null());
    let doubtful = given("succeeds")
        .filter(|_| doubtful)
        .or_else(|| given("no_capacity").filter(|_| written.no_capacity > 0.0));
    // Reported once for an architecture and of all that are `like` it.
    if let (Some(node), None) = (doubtful, given("otherwise"))
        && here.problems.is_news(&node.span)
    {
        here.problems.error(
            &node.span,
            format!("{whose}{} can fail, but does not say what then", here.what),
            "what follows the other times?",
            "add `otherwise: 2h..6h` (repaired by hand after that long), or `otherwise: wait` (only the recovery helps)",
        );
    }
}
