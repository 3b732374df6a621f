//! `search`: the choices that a plan leaves open. An option is a patch by the rules of `like`; a design is one option of each
//! choice, laid over what every design begins as. Nothing is decided here: `crate::search` looks for the designs that are worth
//! their money.

use super::sections::Design;
use crate::diagnostic::{Span, quoted, suggestion};
use crate::language::{Entry, Fields, Merge, Node, Problems, Spanned, Value, like, merge, scalar};

/// Most choices of a plan, and most options of a choice.
const MOST_CHOICES: usize = 64;
const MOST_OPTIONS: usize = 1_000;
/// Steps after which it is given up to look for a design that has an option and is meant.
const MOST_TRIED: usize = 10_000;
/// Whether an architecture may say it, and so a patch is known by it.
fn is_key(name: &str) -> bool {
    let mut keys = Design::SHAPE.keys.iter();
    keys.any(|key| key.name == name && name != "choose")
}

/// The choices of a plan.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choices {
    /// What every design begins as, an architecture of the plan; the first where the plan does not say.
    pub(crate) like: Option<Spanned<String>>,
    /// In the order in which their options are laid over it.
    pub(crate) all: Vec<Choice>,
    /// Combinations that make no sense: the choices, and their options, that do not go together.
    pub(crate) never: Vec<Vec<(usize, Vec<usize>)>>,
}

/// One choice.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// `second`.
    pub(crate) name: Spanned<String>,
    /// At least one.
    pub(crate) options: Vec<Alternative>,
}

/// One option of a choice.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    /// `pilot-light`, or the number of a range.
    pub(crate) name: String,
    /// What it changes.
    pub(crate) patch: Node,
    /// Where it is written.
    span: Span,
}

impl Choices {
    /// Reads `search`; nothing where the plan has none, or none that can be read.
    pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> Option<Self> {
        let entry = fields.entry("search")?;
        let search = Fields::open(&entry.value, "`search`", &entry.key_span, problems)?;
        let like = search.get("like").and_then(|node| {
            let name = scalar::text(node, "`search`: `like`", problems)?;
            Some(node.spanned(name.to_owned()))
        });
        search.require(
            "choose",
            "write what may be chosen, such as `choose: {web: {replicas: {web: 1..4}}}`",
        );
        let given = search.names("choose");
        if let Some(entry) = given.get(MOST_CHOICES) {
            problems.error(
                &entry.key_span,
                "`search` has more than 64 choices",
                "the limit is passed here",
                "leave out what is decided already",
            );
            return None;
        }
        let all = given.iter().filter_map(|entry| choice(entry, problems));
        let all: Vec<Choice> = all.collect();
        let never = search.get("never").map(|node| {
            let Value::Sequence(rules) = &node.value else {
                problems.error(
                    &node.span,
                    format!("`search`: `never` must be a list, not {}", node.shape()),
                    "expected combinations that make no sense",
                    "write for example `[{second: pilot-light, zones: one}]`",
                );
                return Vec::new();
            };
            let rules = rules.iter().filter_map(|rule| never(rule, &all, problems));
            rules.collect()
        });
        search.finish();
        (all.len() == given.len()).then(|| Self {
            like,
            all,
            never: never.unwrap_or_default(),
        })
    }

    /// How many designs there are, combinations that make no sense included.
    pub(crate) fn count(&self) -> f64 {
        let options = self.all.iter().map(|it| it.options.len() as f64);
        options.product()
    }

    /// For each option a design that has it and that is meant, the others being the first that go with it.
    pub(crate) fn each_option(&self) -> Vec<Vec<usize>> {
        let mut designs: Vec<Vec<usize>> = Vec::new();
        for (choice, of) in self.all.iter().enumerate() {
            for option in 0..of.options.len() {
                let picks = self.with_option(choice, option);
                designs.extend(picks.filter(|picks| !designs.contains(picks)));
            }
        }
        designs
    }

    /// The first design that has this option of this choice and is meant.
    pub(crate) fn with_option(&self, choice: usize, option: usize) -> Option<Vec<usize>> {
        let mut picks = vec![None; self.all.len()];
        *picks.get_mut(choice)? = Some(option);
        let is_made = self.complete(&mut picks, 0, &mut { MOST_TRIED });
        picks.into_iter().collect::<Option<_>>().filter(|_| is_made)
    }

    /// Makes the choices that are open from this one on, if that is possible within so many steps.
    fn complete(&self, picks: &mut [Option<usize>], from: usize, steps: &mut usize) -> bool {
        if *steps == 0 || self.is_never(picks) {
            return false;
        }
        *steps -= 1;
        let mut open = (from..picks.len()).filter(|&choice| picks[choice].is_none());
        let Some(choice) = open.next() else {
            return true;
        };
        for option in 0..self.all[choice].options.len() {
            picks[choice] = Some(option);
            if self.complete(picks, choice + 1, steps) {
                return true;
            }
        }
        picks[choice] = None;
        false
    }

    /// Whether a combination is never meant; of choices that are not in it yet (`None`) nothing is known.
    pub(crate) fn is_never(&self, picks: &[Option<usize>]) -> bool {
        let holds = |(choice, options): &(usize, Vec<usize>)| {
            picks[*choice].is_some_and(|pick| options.contains(&pick))
        };
        self.never.iter().any(|rule| rule.iter().all(holds))
    }

    /// The choices that rules of `never` name.
    pub(crate) fn ruled(&self) -> impl Iterator<Item = usize> + '_ {
        self.never.iter().flatten().map(|(choice, _)| *choice)
    }

    /// A design: one option of each choice laid over what all begin as, lists of mitigations added up.
    pub(crate) fn lay(&self, base: &Node, picks: &[usize], rule: Merge) -> Node {
        let patches = self.all.iter().zip(picks);
        let patches = patches.filter_map(|(choice, &pick)| choice.options.get(pick));
        patches.fold(base.clone(), |design, option| {
            lay_over(&design, &option.patch, rule)
        })
    }

    /// What an architecture's `choose` picks; a choice that it does not name has its first option.
    pub(crate) fn picks(&self, chosen: &Node, problems: &Problems) -> Vec<usize> {
        let mut picks = vec![0; self.all.len()];
        if !chosen.is_map() {
            problems.error(
                &chosen.span,
                format!("`choose` must be a map of choices, not {}", chosen.shape()),
                "expected `choice: option`",
                "",
            );
        }
        for entry in chosen.entries() {
            if let Some((choice, options)) = self.options(entry, problems)
                && let Some(&option) = options.first()
            {
                picks[choice] = option;
            }
        }
        picks
    }

    /// Where each option is written, and its name with that of its choice.
    pub(crate) fn places(&self) -> impl Iterator<Item = (Span, String)> + '_ {
        self.all.iter().flat_map(|choice| {
            let options = choice.options.iter();
            options.map(|it| {
                let name = format!("{} {}", choice.name.value, it.name);
                (it.span.clone(), name)
            })
        })
    }

    /// A choice by its name, and the options of it that an entry names, one or a list.
    fn options(&self, entry: &Entry, problems: &Problems) -> Option<(usize, Vec<usize>)> {
        let mut names = self.all.iter().map(|choice| &*choice.name.value);
        let Some(place) = names.position(|name| name == entry.key) else {
            let names: Vec<&str> = self.all.iter().map(|it| &*it.name.value).collect();
            let message = format!("`search` leaves no choice {} open", quoted(&entry.key));
            problems.unknown(&entry.key_span, message, &entry.key, "choice", &names);
            return None;
        };
        let choice = &self.all[place];
        let one = [entry.value.clone()];
        let nodes: &[Node] = match &entry.value.value {
            Value::Sequence(nodes) => nodes,
            _ => &one,
        };
        let mut found = Vec::new();
        for node in nodes {
            let name = scalar::text(node, &format!("`{}`", entry.key), problems)?;
            let mut options = choice.options.iter();
            if let Some(option) = options.position(|option| option.name == name) {
                found.push(option);
                continue;
            }
            let known: Vec<&str> = choice.options.iter().map(|it| &*it.name).collect();
            problems.error(
                &node.span,
                format!(
                    "choice {} has no option {}",
                    quoted(&entry.key),
                    quoted(name)
                ),
                &suggestion::label(name, &known, "not an option"),
                &suggestion::help("option", &known),
            );
        }
        Some((place, found))
    }
}

/// An option laid over a design; mitigations add up.
fn lay_over(design: &Node, patch: &Node, rule: Merge) -> Node {
    let mut laid = like::inherit(design, patch, rule);
    let listed = |node: &Node| match node.get("mitigations").map(|it| &it.value) {
        Some(Value::Sequence(nodes)) => nodes.clone(),
        _ => Vec::new(),
    };
    let (had, more) = (listed(design), listed(patch));
    if had.is_empty() || more.is_empty() {
        return laid;
    }
    if let Value::Mapping(entries) = &mut laid.value {
        for entry in entries.iter_mut().filter(|it| it.key == "mitigations") {
            let mut all = had.clone();
            let news = more.iter().filter(|node| {
                let known = had.iter().any(|old| old.value == node.value);
                !known
            });
            all.extend(news.cloned());
            entry.value.value = Value::Sequence(all);
        }
    }
    laid
}

/// A choice: a map of options, or one patch in which a number of replicas is a range, an option for each value.
fn choice(entry: &Entry, problems: &Problems) -> Option<Choice> {
    scalar::check_name(&entry.key, &entry.key_span, "a choice", problems);
    let what = format!("choice {}", quoted(&entry.key));
    let given = entry.value.entries();
    if given.is_empty() {
        problems.error(
            &entry.key_span,
            format!("{what} has no option"),
            "nothing to choose from",
            "write options, such as `{one: {…}, two: {…}}`, or a patch with a range, such as `{replicas: {web: 1..4}}`",
        );
        return None;
    }
    let options = if given.iter().all(|it| is_key(&it.key)) {
        ranged(entry, &what, problems)?
    } else {
        let named = given.iter().map(|it| {
            scalar::check_name(&it.key, &it.key_span, "an option", problems);
            if !it.value.is_map() && !it.value.is_null() {
                problems.error(
                    &it.value.span,
                    format!("{what}: option {} must be a map", quoted(&it.key)),
                    "expected what it changes of an architecture",
                    "write what it changes, such as `{replicas: {web: 2}}`, or `{}` for nothing",
                );
            }
            Alternative {
                name: it.key.clone(),
                patch: empty_if_null(&it.value),
                span: it.key_span.start..it.value.span.end.max(it.key_span.end),
            }
        });
        named.collect()
    };
    if options.len() > MOST_OPTIONS {
        problems.error(
            &entry.key_span,
            format!("{what} has more than 1,000 options"),
            "the limit is passed here",
            "leave out what is no real choice",
        );
        return None;
    }
    Some(Choice {
        name: entry.name(),
        options,
    })
}

fn empty_if_null(node: &Node) -> Node {
    Node {
        span: node.span.clone(),
        value: match &node.value {
            Value::Null => Value::Mapping(Vec::new()),
            value => value.clone(),
        },
    }
}

/// The options of one patch with a range.
fn ranged(entry: &Entry, what: &str, problems: &Problems) -> Option<Vec<Alternative>> {
    let mut ranges = Vec::new();
    if let Some(replicas) = entry.value.get("replicas") {
        find_ranges(replicas, &mut ranges);
    }
    let [(span, from, to)] = &ranges[..] else {
        problems.error(
            &entry.key_span,
            format!("{what} must have options, or one range among its `replicas`"),
            "what is there to choose?",
            "write options, such as `{one: {…}, two: {…}}`, or a range, such as `{replicas: {web: 1..4}}`",
        );
        return None;
    };
    if from > to || to - from >= MOST_OPTIONS as u32 {
        problems.error(
            span,
            format!("{what}: `{from}..{to}` is no range of numbers to choose from"),
            "from the smallest to the largest, at most 1,000 of them",
            "write for example `1..4`",
        );
        return None;
    }
    let options = (*from..=*to).map(|number| Alternative {
        name: number.to_string(),
        patch: with_number(&entry.value, span, number),
        span: entry.value.span.clone(),
    });
    Some(options.collect())
}

/// `1..4`.
fn range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once("..")?;
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

fn find_ranges(node: &Node, found: &mut Vec<(Span, u32, u32)>) {
    match &node.value {
        Value::Scalar(text) => {
            found.extend(range(text).map(|(from, to)| (node.span.clone(), from, to)));
        }
        Value::Sequence(nodes) => nodes.iter().for_each(|node| find_ranges(node, found)),
        Value::Mapping(entries) => {
            let mut values = entries.iter().map(|entry| &entry.value);
            values.by_ref().for_each(|node| find_ranges(node, found));
        }
        Value::Null => {}
    }
}

/// The same with a number where the range stands.
fn with_number(node: &Node, place: &Span, number: u32) -> Node {
    let value = match &node.value {
        Value::Scalar(_) if node.span == *place => Value::Scalar(number.to_string()),
        Value::Mapping(entries) => {
            let each = entries.iter().map(|entry| Entry {
                value: with_number(&entry.value, place, number),
                ..entry.clone()
            });
            Value::Mapping(each.collect())
        }
        other => other.clone(),
    };
    Node {
        span: node.span.clone(),
        value,
    }
}

/// A combination that makes no sense: options by choice.
fn never(rule: &Node, all: &[Choice], problems: &Problems) -> Option<Vec<(usize, Vec<usize>)>> {
    let choices = Choices {
        all: all.to_vec(),
        ..Choices::default()
    };
    if rule.entries().is_empty() {
        problems.error(
            &rule.span,
            "a rule of `never` must name options of choices",
            "which combination makes no sense?",
            "write for example `{second: pilot-light, zones: one}`",
        );
        return None;
    }
    let parts = rule.entries().iter();
    parts
        .map(|entry| choices.options(entry, problems))
        .collect()
}

/// Every architecture that picks options, with them laid over what all begin as and its own words over these.
pub(crate) fn lay_out(
    architectures: &mut Vec<(Spanned<String>, Node)>,
    choices: Option<&Choices>,
    base: Option<&Node>,
    rule: Merge,
    problems: &Problems,
) {
    architectures.retain_mut(|(_, node)| {
        let Some(chosen) = node.get("choose").cloned() else {
            return true;
        };
        let Some((choices, base)) = choices.zip(base) else {
            problems.error(
                &chosen.span,
                "`choose` picks options, and the plan has no `search` that can be read",
                "nothing to pick from",
                "add `search: {choose: {…}}`, or write out what the architecture is",
            );
            return false;
        };
        let picks = choices.picks(&chosen, problems);
        let mut own = node.clone();
        if let Value::Mapping(entries) = &mut own.value {
            entries.retain(|entry| entry.key != "choose");
        }
        *node = merge(&choices.lay(base, &picks, rule), &own, rule);
        true
    });
}
