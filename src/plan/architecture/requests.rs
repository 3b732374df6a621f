//! What a request needs: `path`, or `requests`, its classes, some of which a service can do without for a while.

use serde_json::{Value as Json, json};

use super::once::Once;
use super::path::{self, Known, Needed, Path};
use super::section::{Laid, MOST_NAMED, Shared};
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::{
    Definitions, Entry, Fields, Here, Kind, Mode, Node, Problems, Share, Spanned, Text, Unread,
    Value, map, scalar,
};
use crate::plan::component::Component;
use crate::plan::goal::{self, ClassGoalForm, OfClass};

/// Most that shares may be off from one in all, since they are written with few digits.
const NEARLY: f64 = 1e-9;

/// A class of requests.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Class {
    /// Its name; empty where there is but one.
    pub(crate) name: String,
    /// What it needs.
    pub(crate) path: Path,
    /// Whether the service is up without it.
    pub(crate) optional: bool,
    /// Its share of all requests.
    pub(crate) share: f64,
    /// The availability that is wanted of it.
    pub(crate) availability: Option<f64>,
}

/// All classes; at least one. Where every one is optional, all that is lost is lost service.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Requests {
    /// In the order of the file.
    pub(crate) classes: Vec<Class>,
}

impl Requests {
    /// Every component named, in order, repeats included.
    pub(crate) fn components(&self) -> Vec<&Spanned<String>> {
        let classes = self.classes.iter();
        classes.flat_map(|class| class.path.components()).collect()
    }
}

/// Paths and classes that were read.
#[derive(Default)]
pub(crate) struct Requested {
    paths: Once<Path>,
    classes: Once<Draft>,
}

/// A class before the shares of all are known.
#[derive(Debug, Clone)]
struct Draft {
    name: Spanned<String>,
    path: Path,
    optional: bool,
    share: Option<Spanned<f64>>,
    availability: Option<f64>,
}

/// Reads what a request needs: the architecture's own word goes before the plan's.
pub(crate) fn read<'a>(
    fields: &Fields<'a>,
    components: &[Component<'_>],
    requested: &Requested,
    shared: &Shared<'a, '_>,
) -> Option<Requests> {
    let problems = shared.problems;
    let common = |key: &str| {
        let mut entries = shared.top.entries().iter();
        entries.find(|entry| entry.key == key && !entry.value.is_null())
    };
    let own = (fields.entry("path"), fields.entry("requests"));
    let above = (common("path"), common("requests"));
    // Asked of both, so that a plan with two is refused even where every architecture has its own.
    let twice = [own, above]
        .map(|pair| refuse_both(pair, problems))
        .contains(&true);
    if twice {
        return None;
    }
    let all = known_components(fields, components, shared);
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    let known = Known {
        names: &names,
        services: &services(fields, shared, &names),
    };
    let plain = match (own, above) {
        ((Some(path), _), _) => Some(path),
        ((None, None), (Some(path), None)) => Some(path),
        _ => None,
    };
    if let Some(entry) = plain {
        let path = requested.paths.read(entry, &all, problems, |entry| {
            read_path(&entry.value, &known, problems)
        })?;
        return Some(Requests {
            classes: vec![Class {
                name: String::new(),
                path,
                optional: false,
                share: 1.0,
                availability: None,
            }],
        });
    }
    let Some(place) = own.1.or(above.1) else {
        problems.error(
            fields.place(),
            format!("{} has no path", fields.what()),
            "needs nothing?",
            "add `path: [web, db]` at the top of the plan: what a request needs",
        );
        return None;
    };
    let reported = problems.reported();
    let once = (&requested.classes, &all[..]);
    let drafts = Laid { fields, shared }.section("requests", once, |entry| {
        read_class(entry, &known, problems)
    });
    if problems.reported() > reported {
        return None;
    }
    divide(drafts, &place.key_span, problems)
}

/// Reports a path beside classes.
fn refuse_both((path, requests): (Option<&Entry>, Option<&Entry>), problems: &Problems) -> bool {
    let (Some(path), Some(requests)) = (path, requests) else {
        return false;
    };
    problems.push(
        Diagnostic::error("`path` and `requests` both say what a request needs")
            .at(
                requests.key_span.clone(),
                "classes of requests, each with a path",
            )
            .at(path.key_span.clone(), "one path for all")
            .help("keep one of the two"),
    );
    true
}

/// The components of the plan and of the architecture. Names of those that could not be read count as known: what is
/// wrong with them is reported elsewhere.
fn known_components(
    fields: &Fields<'_>,
    components: &[Component<'_>],
    shared: &Shared<'_, '_>,
) -> Vec<String> {
    let common = shared.top.get("components").map(Node::entries);
    let own = fields.node.get("components").map(Node::entries);
    let own = own.unwrap_or_default();
    let mut known: Vec<String> = components
        .iter()
        .map(|component| component.name.value.clone())
        .collect();
    let removed = |name: &str| {
        own.iter()
            .any(|entry| entry.key == name && entry.value.is_null())
    };
    for entry in common.unwrap_or_default().iter().chain(own) {
        if !known.contains(&entry.key) && !removed(&entry.key) {
            known.push(entry.key.clone());
        }
    }
    known
}

/// The known components that say which service they are, and which.
fn services<'a>(
    fields: &Fields<'a>,
    shared: &Shared<'a, '_>,
    known: &[&str],
) -> Vec<(&'a str, &'a str)> {
    let common = shared.top.get("components").map(Node::entries);
    let own = fields.node.get("components").map(Node::entries);
    let entries = common.into_iter().chain(own).flatten();
    let mut found: Vec<(&str, &str)> = Vec::new();
    for entry in entries.filter(|entry| known.contains(&&*entry.key)) {
        if let Some(Value::Scalar(service)) = entry.value.get("service").map(|node| &node.value)
            && !found.iter().any(|(name, _)| *name == entry.key)
        {
            found.push((&entry.key, service));
        }
    }
    found
}

fn read_path(node: &Node, known: &Known<'_>, problems: &Problems) -> Option<Path> {
    if node.size() > 2 * MOST_NAMED {
        problems.error(
            &node.span,
            "the path has more than 1,000 entries",
            "too long",
            "group what always goes together into one component",
        );
        return None;
    }
    path::read(node, known, problems)
}

map! {
    /// A class of requests.
    pub(crate) struct ClassOf as ClassForm(name: "requests", definition: "class", rules: share_if_optional) {
        /// What it needs, written as any [path](#path).
        path: Unread<Needed> = need("add what it needs, such as `path: [web, db]`"),
        /// `true`: the service counts as up without it, and what it loses is lost service. Every class may be (a service in shards): then nothing is downtime.
        optional: bool = "false",
        /// Its share of all requests; required if optional.
        share: Option<Spanned<Share>> = or("the others divide the rest equally"),
        /// What you want of it, `{availability: 99.95%}`, beside the `goal` of the whole.
        goal: Option<OfClass> => ClassGoalForm = or("none but that of all"),
        /// A sentence about it.
        about: Text,
    }
}

fn share_if_optional(schema: &mut Json, definitions: &mut Definitions) {
    if definitions.mode == Mode::Whole {
        let needless = json!({ "properties": { "optional": { "enum": [false, "false"] } } });
        schema["anyOf"] = json!([needless, { "required": ["share"] }]);
    }
}

fn read_class(entry: &Entry, known: &Known<'_>, problems: &Problems) -> Option<Draft> {
    let what = format!("requests {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a class of requests", problems);
    let class = ClassOf::read(&Here::of(entry, &what, problems));
    // Even where another key is missing: a path is wrong by itself.
    let given = |key: &str| entry.value.get(key).filter(|node| !node.is_null());
    let path = given("path").and_then(|node| read_path(node, known, problems));
    let class = class?;
    if class.optional && given("share").is_none() {
        problems.error(
            &entry.key_span,
            format!("{what} has no `share`"),
            "`share` is missing",
            "add the share of all requests that is lost without it, such as `share: 20%`",
        );
    }
    Some(Draft {
        name: entry.name(),
        path: path?,
        optional: class.optional,
        share: class.share,
        availability: class
            .goal
            .as_ref()
            .and_then(|goal| goal::of_class(goal, given("goal"), problems)),
    })
}

/// Gives each class its share: those that say nothing divide the rest.
fn divide(drafts: Vec<Draft>, place: &Span, problems: &Problems) -> Option<Requests> {
    if drafts.is_empty() {
        problems.error(
            place,
            "`requests` has no class",
            "empty",
            "add one, such as `read: {path: [web, db]}`, or write `path: [web, db]` instead",
        );
        return None;
    }
    let given = |draft: &Draft| draft.share.as_ref().map(|share| share.value);
    let total: f64 = drafts.iter().filter_map(given).sum();
    let silent = drafts.iter().filter(|draft| draft.share.is_none()).count();
    let last = drafts.iter().rev().find_map(|draft| draft.share.as_ref());
    if let Some(last) = last
        && (total > 1.0 + NEARLY || (silent == 0 && total < 1.0 - NEARLY))
    {
        let (label, help) = if total > 1.0 {
            ("more than all", "lower a `share`")
        } else {
            (
                "less than all",
                "raise a `share`, or leave one out: classes without a share divide the rest equally",
            )
        };
        problems.error(
            &last.span,
            format!(
                "the shares of `requests` add up to {}%",
                (total * 1e6).round() / 1e4
            ),
            label,
            help,
        );
        return None;
    }
    let rest = (1.0 - total).max(0.0) / silent.max(1) as f64;
    let class = |draft: Draft| Class {
        share: given(&draft).unwrap_or(rest),
        name: draft.name.value,
        path: draft.path,
        optional: draft.optional,
        availability: draft.availability,
    };
    Some(Requests {
        classes: drafts.into_iter().map(class).collect(),
    })
}
