//! One source in words: how often it fails, for how long, whom it reaches, what strikes it and who repairs it; each number with its
//! range and what it rests on.

use super::paragraph::{indented, set_in};
use crate::report::words;
use crate::{
    catalog::Evidence,
    law::Law,
    topology::provenance::{COMMON_CAUSE, FAILS, HITS, LASTS, REACH, SPREADS_TO, Written},
    topology::{Aspect, Clock, Repair, Source, Strike, Subject, Topology, Within},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// The numbers of a source and where they come from.
pub(super) fn numbers(topology: &Topology, source: &Source) -> Vec<String> {
    let mut told = Told {
        source,
        lines: Vec::new(),
        before: Vec::new(),
    };
    let is_struck = !source.struck_by.is_empty();
    if source.fails.is_none() && source.clock.is_none() && !is_struck {
        match source.provenance.of(FAILS) {
            Some(written) => told.never(written),
            None => told.lines.extend(indented("never fails")),
        }
        return told.lines;
    }
    told.number(FAILS, &rate(topology, source), &shared(source), per_year);
    told.drift(topology);
    let (median, mean) = length(source);
    told.number(LASTS, &median, &mean, duration);
    if source.reach < 1.0 {
        let reach = format!("reaches us in {}", words::percent(source.reach));
        told.number(REACH, &reach, "", share);
    }
    if source.hits < 1.0 {
        let hits = format!("hits {}", words::percent(source.hits));
        told.number(HITS, &hits, "", share);
    }
    if let Some(part) = source.provenance.common_cause {
        let strikes = format!(
            "common cause: {} of the failures of a replica strike several at once",
            words::percent(part)
        );
        told.number(COMMON_CAUSE, &strikes, "", share);
    }
    if let Some(repair) = &source.repair {
        told.lines.extend(indented(&repaired(topology, repair)));
    }
    told.strikes(topology);
    told.lines
}

/// The numbers of a source, as far as they are told.
struct Told<'s> {
    source: &'s Source,
    lines: Vec<String>,
    /// Evidence that was shown, and by what number.
    before: Vec<(&'static str, &'s [Evidence])>,
}

impl<'s> Told<'s> {
    /// A number of the source, in a sentence, with its range and what it rests on.
    fn number(&mut self, number: &'static str, says: &str, rest: &str, ends: Ends) {
        match self.source.provenance.of(number) {
            Some(written) => self.written(written, says, rest, ends),
            None => self.lines.extend(indented(&format!("{says}{rest}"))),
        }
    }

    /// By how much the rate may be off besides, with that of all of its kind.
    fn drift(&mut self, topology: &Topology) {
        let unknowns = self.source.unknowns.iter().map(|id| &topology.unknowns[id]);
        for drift in unknowns.filter(|it| it.aspect == Aspect::Drift) {
            let (low, high) = drift.belief.ends();
            self.lines.extend(indented(&format!(
                "in another period the rate may be {} to {} times this (90 % range), with one factor for all of its kind; from the catalog",
                words::per_year(low),
                words::per_year(high)
            )));
            let each = drift.evidence.iter();
            self.lines
                .extend(each.flat_map(|it| set_in(&it.to_string())));
        }
    }

    /// That it is said to never fail, by whom, and on what ground.
    fn never(&mut self, written: &'s Written) {
        let text = format!("never fails, from the {}{}", written.by, bare(written));
        self.lines.extend(indented(&text));
        self.evidence(written);
    }

    fn written(&mut self, written: &'s Written, says: &str, rest: &str, ends: Ends) {
        let range = match written.range {
            Some((low, high)) => format!(" (90 % range {})", ends(low, high)),
            None => String::new(),
        };
        let borrowed = match written.borrowed.as_slice() {
            [] => String::new(),
            from => format!(", borrowed from {}", words::listed(from)),
        };
        let certain = match written.range {
            Some(_) => "",
            None => ", without a 90 % range",
        };
        self.lines.extend(indented(&format!(
            "{says}{range}{rest}, from the {}{}{borrowed}{certain}",
            written.by,
            bare(written)
        )));
        self.evidence(written);
    }

    /// What a number rests on, said once where several rest on the same.
    fn evidence(&mut self, written: &'s Written) {
        let evidence = &*written.evidence;
        if !evidence.iter().any(is_said) {
            return;
        }
        let mut before = self.before.iter();
        if let Some((number, _)) = before.find(|(_, known)| *known == evidence) {
            let same = format!("evidence: as for `{number}`");
            self.lines.extend(set_in(&same));
            return;
        }
        self.before.push((written.number, evidence));
        let each = evidence.iter().filter(|it| is_said(it));
        self.lines
            .extend(each.flat_map(|it| set_in(&it.to_string())));
    }

    /// What takes the source down with it; those that do with one chance on one ground in one sentence.
    fn strikes(&mut self, topology: &'s Topology) {
        let spread = |strike: &Strike| topology.sources[strike.by].provenance.of(SPREADS_TO);
        let mut groups: Vec<(f64, Option<&'s Written>, Vec<&str>)> = Vec::new();
        for strike in &self.source.struck_by {
            let by = &topology.sources[strike.by];
            if by.is_shock {
                continue;
            }
            let (chance, ground) = (strike.chance, spread(strike));
            match groups
                .iter_mut()
                .find(|it| (it.0, it.1) == (chance, ground))
            {
                Some((.., names)) => names.push(&by.name),
                None => groups.push((chance, ground, vec![&by.name])),
            }
        }
        for (chance, ground, names) in groups {
            let says = format!(
                "an outage of {} takes it down with a chance of {}",
                names.join(" or "),
                words::percent(chance)
            );
            match ground {
                Some(written) => self.written(written, &says, "", share),
                None => self.lines.extend(indented(&says)),
            }
        }
    }
}

/// How a rate came about where what strikes several replicas at once was taken off it, or is it.
fn shared(source: &Source) -> String {
    let (Some(part), Some(fails)) = (source.provenance.common_cause, &source.fails) else {
        return String::new();
    };
    let mine = if source.is_shock { part } else { 1.0 - part };
    if mine <= 0.0 {
        return String::new();
    }
    let all = words::per_year(HOURS_PER_YEAR / fails.mean() / mine);
    let part = words::percent(part);
    match source.is_shock {
        true => format!(": {part} of the {all} a year of one replica"),
        false => format!(": {all} a year less the {part} that are its common cause"),
    }
}

fn rate(topology: &Topology, source: &Source) -> String {
    let mut text = match (&source.fails, &source.clock) {
        (_, Some(clock)) => planned(clock),
        (Some(fails), None) => {
            let rate = words::per_year(HOURS_PER_YEAR / fails.mean());
            match fails {
                Law::Exponential { .. } => format!("fails {rate} a year"),
                _ => format!("fails {rate} a year, more or less often as it ages"),
            }
        }
        (None, None) => "never fails by itself".to_owned(),
    };
    if source.is_shock {
        text += &shocks(topology, source);
    }
    text
}

/// The median of the length, which a range is of, and the rest: the spread, the mean, and the longest.
fn length(source: &Source) -> (String, String) {
    let (median, mean) = (source.lasts.median(), source.lasts.mean());
    let time = |hours: f64| words::minutes(hours * MINUTES_PER_HOUR);
    match &source.lasts {
        Law::Fixed(_) => (format!("lasts {}", time(mean)), String::new()),
        law => {
            let (inner, most) = match law {
                Law::Cut(cut) => (cut.law(), format!(", at most {}", time(cut.most()))),
                law => (law, String::new()),
            };
            let sigma = match inner {
                Law::Lognormal { sigma, .. } => {
                    format!(", sigma {}", words::number((sigma * 100.0).round() / 100.0))
                }
                _ => String::new(),
            };
            let rest = format!("{sigma}, {} on average{most}", time(mean));
            (format!("lasts {} in the median", time(median)), rest)
        }
    }
}

/// Says the ends of a range.
type Ends = fn(f64, f64) -> String;

/// What is said of a number of which nothing is said.
fn bare(written: &Written) -> &'static str {
    match written.evidence.iter().any(is_said) {
        true => "",
        false => " without a source",
    }
}

/// Whether anything is said of what a number rests on.
pub(super) fn is_said(evidence: &Evidence) -> bool {
    *evidence != Evidence::given("")
}

/// The ends of a rate's range.
fn per_year(low: f64, high: f64) -> String {
    format!("{} to {}", words::per_year(low), words::per_year(high))
}

/// The ends of a range of a median [h].
fn duration(low: f64, high: f64) -> String {
    let time = |hours: f64| words::minutes(hours * MINUTES_PER_HOUR);
    format!("{} to {}", time(low), time(high))
}

/// The ends of a range of a share.
fn share(low: f64, high: f64) -> String {
    format!("{} to {}", words::percent(low), words::percent(high))
}

fn planned(clock: &Clock) -> String {
    let every = words::minutes(clock.every * MINUTES_PER_HOUR);
    let mut text = format!("planned every {every}, from the plan");
    if clock.offset > 0.0 {
        let after = words::minutes(clock.offset * MINUTES_PER_HOUR);
        text += &format!(", {after} after the first");
    }
    if !clock.counted {
        text += ", reported apart from downtime";
    }
    text
}

/// Whom a shock strikes, and how likely each.
fn shocks(topology: &Topology, source: &Source) -> String {
    // Another architecture may have one of that name with other numbers.
    let is_it = |by: &Source| by == source;
    let chance = topology.sources.iter().find_map(|struck| {
        let mut strikes = struck.struck_by.iter();
        let found = strikes.find(|strike| is_it(&topology.sources[strike.by]));
        found.map(|strike| strike.chance)
    });
    let whom = match &source.subject {
        Subject::CommonCause { of, .. } if of.within == Within::Plan => "replicas at all sites",
        _ => "replicas of the site",
    };
    match chance {
        Some(chance) if chance < 1.0 => {
            format!(
                ", {whom} at once, each with a chance of {}",
                words::percent(chance)
            )
        }
        _ => format!(", all {whom} at once"),
    }
}

fn repaired(topology: &Topology, repair: &Repair) -> String {
    let crew = &topology.crews[repair.crew];
    let priority = match repair.priority {
        0 => String::new(),
        priority => format!(", with priority {priority} (lower goes first)"),
    };
    format!(
        "its repair begins once crew {} is at work on it{priority}",
        words::plain(&crew.name)
    )
}
