//! Files of other programs given as a plan: named for what they are, in one message with the way on.
//!
//! What a file is shows in the keys at its top, so the text is enough: a file of several YAML documents, or of Terraform, which is
//! no YAML at all, is known too. A file with any of a plan's own keys is a plan with mistakes.

use crate::diagnostic::{Diagnostic, Span};
use crate::language::Problems;

/// Keys at the top of a plan by which one knows it.
const OWN: [&str; 7] = [
    "spof",
    "service",
    "architectures",
    "components",
    "path",
    "requests",
    "world",
];
/// What begins the blocks of a Terraform file.
const BLOCKS: [&str; 8] = [
    "resource \"",
    "provider \"",
    "variable \"",
    "module \"",
    "data \"",
    "output \"",
    "terraform {",
    "locals {",
];

/// A kind of file: what it is called, and what to do with it.
struct Foreign {
    name: &'static str,
    help: &'static str,
}

const COMPOSE: Foreign = Foreign {
    name: "a Compose file",
    help: "`spof init plan.yaml` writes a plan to start from: each service of this file becomes a component, such as `components: {web: {service: vm}, db: {service: database}}`, and `path: [web, db]` says what a request needs",
};
const KUBERNETES: Foreign = Foreign {
    name: "a Kubernetes manifest",
    help: "`spof init plan.yaml` writes a plan to start from: each workload becomes a component, its `replicas` those of an architecture, such as `components: {web: {service: node-group}}` and `replicas: {web: 3}`",
};
const CLOUDFORMATION: Foreign = Foreign {
    name: "a CloudFormation template",
    help: "`spof init plan.yaml` writes a plan to start from: each resource that a request needs becomes a component, such as `components: {db: {service: database, size: {aws: db.t3.medium}}}`",
};
const TERRAFORM: Foreign = Foreign {
    name: "a Terraform file",
    help: "`spof init plan.yaml` writes a plan to start from: each resource that a request needs becomes a component, such as `components: {web: {service: vm, size: {aws: t3.small}}}`",
};
const WORKFLOW: Foreign = Foreign {
    name: "a workflow of a build server",
    help: "`spof init plan.yaml` writes a plan to start from",
};
const OTHER: Foreign = Foreign {
    name: "a file of another kind",
    help: "`spof init plan.yaml` writes a commented plan to start from; docs/language.md has the language",
};

/// Reports a file that is no plan; whether it is one.
pub(super) fn is_foreign(text: &str, problems: &Problems) -> bool {
    let Some((kind, place)) = kind(text) else {
        return false;
    };
    problems.push(
        Diagnostic::error(format!("this is {}, not a plan of spof", kind.name))
            .at(place, "by this")
            .help(kind.help),
    );
    true
}

/// What a text is that is no plan, and by what one knows it.
fn kind(text: &str) -> Option<(Foreign, Span)> {
    let top = top(text);
    let find = |key: &str| top.iter().find(|(known, _)| *known == key);
    if OWN.iter().any(|key| find(key).is_some()) {
        return None;
    }
    if let Some(place) = terraform(text) {
        return Some((TERRAFORM, place));
    }
    let by = |key: &str| find(key).map(|(_, place)| place.clone());
    if let (Some(place), Some(_)) = (by("apiVersion"), by("kind")) {
        return Some((KUBERNETES, place));
    }
    if let Some(place) = by("AWSTemplateFormatVersion") {
        return Some((CLOUDFORMATION, place));
    }
    if let Some(place) = by("Resources").filter(|_| text.contains("AWS::")) {
        return Some((CLOUDFORMATION, place));
    }
    if let Some(place) = by("services") {
        return Some((COMPOSE, place));
    }
    if let Some(place) = by("terraform").or(by("resource")) {
        return Some((TERRAFORM, place));
    }
    if let (Some(place), true) = (by("jobs"), by("on").or(by("stages")).is_some()) {
        return Some((WORKFLOW, place));
    }
    // One key may be a slip of the keyboard; several without one of ours are no plan.
    let (_, place) = top.first().filter(|_| top.len() > 1)?;
    let near = |(key, _): &(&str, Span)| crate::diagnostic::suggestion::nearest(key, OWN).is_some();
    (!top.iter().any(near)).then(|| (OTHER, place.clone()))
}

/// The first line that begins a block of Terraform.
fn terraform(text: &str) -> Option<Span> {
    let begins = |(line, _): &(&str, usize)| BLOCKS.iter().any(|block| line.starts_with(block));
    let (line, start) = lines(text).find(begins)?;
    Some(start..start + line.trim_end().len())
}

/// Each line and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = start;
        start += line.len();
        (line, here)
    })
}

/// The keys at the top of a text and where they stand: those that begin a line, or of JSON those that are least indented.
fn top(text: &str) -> Vec<(&str, Span)> {
    let is_json = text.trim_start().starts_with('{');
    let keys = lines(text).filter_map(|(line, start)| {
        let indent = line.len() - line.trim_start().len();
        let rest = line.trim_start().trim_start_matches(['{', ' ']);
        let skipped = line.len() - rest.len();
        let bare = rest.trim_start_matches(['"', '\'']);
        let end = bare.find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c)))?;
        let (key, after) = bare.split_at(end);
        let after = after.trim_start_matches(['"', '\'']).trim_start();
        let is_key = !key.is_empty() && after.starts_with(':');
        let at = start + skipped + (rest.len() - bare.len());
        is_key.then_some((indent, key, at..at + key.len()))
    });
    let keys: Vec<(usize, &str, Span)> = keys.collect();
    let least = if is_json {
        keys.iter().map(|it| it.0).min().unwrap_or(0)
    } else {
        0
    };
    let keys = keys.into_iter().filter(|it| it.0 == least);
    keys.map(|(_, key, place)| (key, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_stands_at_their_top() {
        fn name(text: &str) -> Option<(&'static str, &str)> {
            kind(text).map(|(kind, place)| (kind.name, &text[place]))
        }
        for (text, expected) in [
            (
                "services:\n  web: {image: nginx}\n",
                (COMPOSE.name, "services"),
            ),
            ("version: '3'\nservices: {}\n", (COMPOSE.name, "services")),
            (
                "apiVersion: v1\nkind: Pod\n---\nkind: X\n",
                (KUBERNETES.name, "apiVersion"),
            ),
            (
                "{\n  \"Resources\": {\"Db\": {\"Type\": \"AWS::RDS::DBInstance\"}}\n}",
                (CLOUDFORMATION.name, "Resources"),
            ),
            (
                "# a comment\nresource \"aws_instance\" \"web\" {\n}\n",
                (TERRAFORM.name, "resource \"aws_instance\" \"web\" {"),
            ),
            ("on: push\njobs:\n  build: {}\n", (WORKFLOW.name, "jobs")),
            ("name: x\nhosts: all\n", (OTHER.name, "name")),
        ] {
            assert_eq!(name(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "# nothing\n",
            "hello\n",
            "spof: 1\nservices: {}\n",
            "path: [a]\napiVersion: 1\nkind: x\n",
            "component: {}\narchitecture: {}\n",
            "  services: {}\n",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
