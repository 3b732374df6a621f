//! The law by which service moves between members of which one serves at a time, as a plan or the catalog gives it: numbers only.
//! What they mean stands in docs/model.md, "Failover"; it is lived in `engine/machine/failover.rs`, and read anew by the Markov chain in
//! `exact/chain/group.rs`.

use crate::law::Law;

/// A number of a law of failover of which one may say how far off it is: of a time the median.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// The time from the active's loss to the start of an attempt.
    Detect,
    /// The time to the order to switch.
    Decide,
    /// The time from the order until the target serves.
    Switch,
    /// The chance that a switch works.
    Succeeds,
    /// The chance of no room.
    NoCapacity,
    /// What it takes beyond a switch that did not work.
    Otherwise,
    /// How far the others' data are behind.
    Lag,
    /// How long a more preferred member must have been up before service goes back.
    FailbackAfter,
    /// How long nothing serves while it goes back.
    FailbackLoss,
    /// The chance that a switch does harm.
    BotchedShare,
    /// How long nothing serves then.
    BotchedLasts,
}

impl Number {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 11] = [
        Self::Detect,
        Self::Decide,
        Self::Switch,
        Self::Succeeds,
        Self::NoCapacity,
        Self::Otherwise,
        Self::Lag,
        Self::FailbackAfter,
        Self::FailbackLoss,
        Self::BotchedShare,
        Self::BotchedLasts,
    ];

    /// The map of `failover` in which it stands, if it is not that itself, and its key there.
    #[must_use]
    pub fn key(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Detect => (None, "detect"),
            Self::Decide => (None, "decide"),
            Self::Switch => (None, "switch"),
            Self::Succeeds => (None, "succeeds"),
            Self::NoCapacity => (None, "no_capacity"),
            Self::Otherwise => (None, "otherwise"),
            Self::Lag => (None, "lag"),
            Self::FailbackAfter => (Some("failback"), "after"),
            Self::FailbackLoss => (Some("failback"), "loss"),
            Self::BotchedShare => (Some("botched"), "share"),
            Self::BotchedLasts => (Some("botched"), "lasts"),
        }
    }

    /// Whether it is a chance; else it is a time.
    #[must_use]
    pub fn is_share(self) -> bool {
        matches!(self, Self::Succeeds | Self::NoCapacity | Self::BotchedShare)
    }
}

/// How service moves from a member that is down to one that is up.
#[derive(Debug, Clone, PartialEq)]
pub struct Failover {
    /// From the active's loss to the start of an attempt [h]; an active back before that was just an outage.
    pub detect: Law,
    /// From the start of an attempt to the order to switch [h].
    pub decide: Law,
    /// From the order to the moment the target serves [h].
    pub switch: Law,
    /// Probability that an attempt's switch works.
    pub succeeds: f64,
    /// What follows a switch that did not work.
    pub otherwise: Otherwise,
    /// What follows the loss of all members.
    pub after_total_loss: AfterTotalLoss,
    /// What follows the return of a more preferred member.
    pub failback: Failback,
    /// How fast a member that does not serve ages: 1 as one that does (hot), 0 not at all (cold), between them warm.
    pub dormant_failures: f64,
    /// Probability that a switch finds no room at the target while the active's whole region is in trouble; it then goes on
    /// like one that did not work.
    pub no_capacity: f64,
    /// A switch that does harm; `None` never.
    pub botched: Option<Botched>,
    /// How far the other members' data are behind: what a switch to another member loses [h]; `None` nothing.
    pub lag: Option<Law>,
}

impl Failover {
    /// The value of one of its numbers, of a time the median [h]; `None` where it has none.
    #[must_use]
    pub fn value(&self, number: Number) -> Option<f64> {
        let share = match number {
            Number::Succeeds => Some(self.succeeds),
            Number::NoCapacity => Some(self.no_capacity),
            Number::BotchedShare => self.botched.as_ref().map(|it| it.share),
            _ => None,
        };
        share.or_else(|| self.law(number).map(|law| law.median()))
    }

    /// One of its times [h]; `None` where it has none, and of a chance.
    #[must_use]
    pub fn law(&self, number: Number) -> Option<Law> {
        self.clone().time(number).cloned()
    }

    /// The same with one of its numbers so many times as high: a time is stretched. A chance is at most 1, and a switch that does harm
    /// would have worked else.
    #[must_use]
    pub fn with(mut self, number: Number, times: f64) -> Self {
        let share = |share: f64| (share * times).min(1.0);
        match number {
            Number::Succeeds => self.succeeds = share(self.succeeds),
            Number::NoCapacity => self.no_capacity = share(self.no_capacity),
            Number::BotchedShare => {
                if let Some(botched) = &mut self.botched {
                    let before = botched.share;
                    botched.share = share(before);
                    self.succeeds += before - botched.share;
                }
            }
            _ => {
                if let Some(law) = self.time(number) {
                    *law = law.lengthened(times);
                }
            }
        }
        let most = self.botched.as_ref().map_or(1.0, |it| 1.0 - it.share);
        self.succeeds = self.succeeds.clamp(0.0, most);
        self
    }

    /// The same, to be changed.
    fn time(&mut self, number: Number) -> Option<&mut Law> {
        match number {
            Number::Detect => Some(&mut self.detect),
            Number::Decide => Some(&mut self.decide),
            Number::Switch => Some(&mut self.switch),
            Number::Otherwise => match &mut self.otherwise {
                Otherwise::Later(law) => Some(law),
                Otherwise::Wait => None,
            },
            Number::Lag => self.lag.as_mut(),
            Number::FailbackAfter | Number::FailbackLoss => match &mut self.failback {
                Failback::After { after, .. } if number == Number::FailbackAfter => Some(after),
                Failback::After { loss, .. } => Some(loss),
                Failback::AtOnce | Failback::Never => None,
            },
            Number::BotchedLasts => self.botched.as_mut().map(|it| &mut it.lasts),
            Number::Succeeds | Number::NoCapacity | Number::BotchedShare => None,
        }
    }
}

/// A switch that does harm.
#[derive(Debug, Clone, PartialEq)]
pub struct Botched {
    /// Probability that a switch is one; with that of one that works at most 1.
    pub share: f64,
    /// How long nothing serves from its end on, whoever is up [h].
    pub lasts: Law,
}

/// What follows a switch that did not work.
#[derive(Debug, Clone, PartialEq)]
pub enum Otherwise {
    /// The target serves this much later [h].
    Later(Law),
    /// Only the active's recovery helps.
    Wait,
}

/// What follows the loss of all members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterTotalLoss {
    /// A new attempt, unless the active itself is the first one back.
    Switch,
    /// The first member up serves at once.
    Resume,
}

/// What follows the return of a more preferred member.
#[derive(Debug, Clone, PartialEq)]
pub enum Failback {
    /// It serves at once, without loss.
    AtOnce,
    /// Service stays where it is.
    Never,
    /// After it has been up this long it serves again, at the price of a loss of service.
    After {
        /// How long it must have been up [h].
        after: Law,
        /// How long nothing serves while moving back [h].
        loss: Law,
    },
}
