//! YAML with positions: text → a tree of nodes that know where they stand.
//!
//! Built from parser events without recursion. Repeated keys are refused at every level; depth, number of nodes and
//! what aliases expand to are bounded, so that no file of a permitted size can take more than moments.

use super::problems::Problems;
use crate::diagnostic::{Diagnostic, Span, quoted};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};
use std::cell::Cell;
use std::collections::HashMap;

/// Deepest nesting that is read.
const DEEPEST: usize = 64;
/// Most nodes that are read, aliases expanded.
pub(crate) const MOST_NODES: usize = 200_000;

/// A value of the plan and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Where; for an alias, where it was defined.
    pub(crate) span: Span,
    /// What.
    pub(crate) value: Value,
}

/// The shapes a value can have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Text; what it means is decided by who reads it.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// A map, in the order of the file.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The key's text.
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_span: Span,
    /// Its value.
    pub(crate) value: Node,
}

/// A value with its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spanned<T> {
    /// What.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

impl Entry {
    /// A key with a value that was not written so, at the place where it comes from.
    pub(crate) fn made(key: &str, value: Node) -> Self {
        Self {
            key: key.to_owned(),
            key_span: value.span.clone(),
            value,
        }
    }

    /// The key as a name, with its place.
    pub(crate) fn name(&self) -> Spanned<String> {
        Spanned {
            value: self.key.clone(),
            span: self.key_span.clone(),
        }
    }
}

impl Node {
    /// A single value that was not written so, at the place where it comes from.
    pub(crate) fn scalar(text: impl Into<String>, span: &Span) -> Self {
        Self {
            span: span.clone(),
            value: Value::Scalar(text.into()),
        }
    }

    /// A map that was not written so, at the place where it comes from.
    pub(crate) fn map(entries: Vec<Entry>, span: &Span) -> Self {
        Self {
            span: span.clone(),
            value: Value::Mapping(entries),
        }
    }

    /// It as YAML in a line, `{app: 2}`, for people: what only YAML needs is left out.
    pub(crate) fn in_a_line(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Scalar(text) => text.clone(),
            Value::Sequence(nodes) => {
                let each: Vec<String> = nodes.iter().map(Self::in_a_line).collect();
                format!("[{}]", each.join(", "))
            }
            Value::Mapping(entries) => {
                let each = entries.iter();
                let each = each.map(|it| format!("{}: {}", it.key, it.value.in_a_line()));
                format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The value of a key, where this is a map that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// The entry of a key that is there and not null.
    pub(crate) fn given(&self, key: &str) -> Option<&Entry> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key && !entry.value.is_null())
    }

    /// The entries of a map; none for anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// True for a map, an empty one too.
    pub(crate) fn is_map(&self) -> bool {
        matches!(self.value, Value::Mapping(_))
    }

    /// What was read here, with this place.
    pub(crate) fn spanned<T>(&self, value: T) -> Spanned<T> {
        Spanned {
            value,
            span: self.span.clone(),
        }
    }

    /// True for nothing, `~` and `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What it is, for messages.
    pub(crate) fn shape(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a single value",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a map",
        }
    }

    /// Forgets where everything stood, once the file is no longer at hand.
    pub(crate) fn forget_places(&mut self) {
        self.span = 0..0;
        match &mut self.value {
            Value::Null | Value::Scalar(_) => {}
            Value::Sequence(nodes) => nodes.iter_mut().for_each(Self::forget_places),
            Value::Mapping(entries) => {
                for entry in entries {
                    entry.key_span = 0..0;
                    entry.value.forget_places();
                }
            }
        }
    }

    /// How many nodes it is made of.
    pub(crate) fn size(&self) -> usize {
        1 + match &self.value {
            Value::Null | Value::Scalar(_) => 0,
            Value::Sequence(nodes) => nodes.iter().map(Self::size).sum(),
            Value::Mapping(entries) => entries.iter().map(|entry| entry.value.size()).sum(),
        }
    }
}

/// Reads the one document of a text. `None` when that cannot be done; why is then among the problems.
pub(crate) fn parse(text: &str, problems: &Problems) -> Option<Node> {
    let lines = Lines::of(text);
    let mut builder = Builder {
        problems,
        open: Vec::new(),
        root: None,
        anchors: HashMap::new(),
        nodes: 0,
    };
    let mut documents = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                problems.push(syntax_error(&error, text, &lines));
                return None;
            }
        };
        let span = lines.span(text, &place);
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                problems.error(
                    &span,
                    "the file holds more than one YAML document",
                    "a second document begins here",
                    "keep one plan in a file; remove the `---`",
                );
                return None;
            }
        } else if let Err(problem) = builder.take(event, span) {
            problems.push(*problem);
            return None;
        }
    }
    builder.root
}

/// A collection whose end has not come yet.
struct Open {
    anchor: usize,
    span: Span,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        places: HashMap<String, Span>,
        key: Option<Option<(String, Span)>>,
    },
}

struct Builder<'a> {
    problems: &'a Problems,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Box<Diagnostic>> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_tag(tag.is_some(), &span);
                let plain = matches!(style, ScalarStyle::Plain);
                let value = if plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL") {
                    Value::Null
                } else {
                    Value::Scalar(text.into_owned())
                };
                self.count(1, &span)?;
                self.add(Node { span, value }, anchor)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_tag(tag.is_some(), &span);
                self.begin(anchor, span, Content::Sequence(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_tag(tag.is_some(), &span);
                let content = Content::Mapping {
                    entries: Vec::new(),
                    places: HashMap::new(),
                    key: None,
                };
                self.begin(anchor, span, content)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&span)?,
            Event::Alias(anchor) => self.alias(anchor, &span)?,
            _ => {}
        }
        Ok(())
    }

    fn refuse_tag(&self, has_tag: bool, span: &Span) {
        if has_tag {
            self.problems.error(
                span,
                "YAML tags are not part of the language",
                "tagged with `!`",
                "remove the tag, or quote the text if the `!` belongs to it",
            );
        }
    }

    fn count(&mut self, more: usize, span: &Span) -> Result<(), Box<Diagnostic>> {
        self.nodes = self.nodes.saturating_add(more);
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        Err(Box::new(
            Diagnostic::error("the plan holds more than 200,000 values, aliases expanded")
                .at(span.clone(), "the limit is passed here")
                .help("say less; architectures can share with `like` instead of YAML aliases"),
        ))
    }

    fn begin(
        &mut self,
        anchor: usize,
        span: Span,
        content: Content,
    ) -> Result<(), Box<Diagnostic>> {
        self.count(1, &span)?;
        if self.open.len() >= DEEPEST {
            return Err(Box::new(
                Diagnostic::error(format!("nested deeper than {DEEPEST} levels"))
                    .at(span, "too deep here")
                    .help("a plan needs no more than a dozen levels"),
            ));
        }
        self.open.push(Open {
            anchor,
            span,
            content,
        });
        Ok(())
    }

    fn end(&mut self, span: &Span) -> Result<(), Box<Diagnostic>> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.content {
            Content::Sequence(nodes) => Value::Sequence(nodes),
            Content::Mapping { entries, .. } => Value::Mapping(entries),
        };
        let span = open.span.start..span.end.max(open.span.end);
        self.add(Node { span, value }, open.anchor)
    }

    fn alias(&mut self, anchor: usize, span: &Span) -> Result<(), Box<Diagnostic>> {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Err(Box::new(
                Diagnostic::error("an alias stands inside what it repeats")
                    .at(span.clone(), "this would never end")
                    .help("write the part out"),
            ));
        };
        let (size, node) = (*size, node.clone());
        self.count(size, span)?;
        self.add(node, 0)
    }

    /// Puts a finished node where it belongs: a key, a value, an item, or the root.
    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Box<Diagnostic>> {
        if anchor > 0 {
            let size = node.size();
            // What an anchor keeps is a copy too: anchors inside anchors must not multiply.
            self.count(size, &node.span)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(nodes)) => nodes.push(node),
            Some(Content::Mapping {
                entries,
                places,
                key,
            }) => match key.take() {
                None => *key = Some(read_key(node, places, self.problems)),
                Some(None) => {}
                Some(Some((key, key_span))) => entries.push(Entry {
                    key,
                    key_span,
                    value: node,
                }),
            },
        }
        Ok(())
    }
}

/// A key's text and place; `None` when the entry is to be left out.
fn read_key(
    node: Node,
    places: &mut HashMap<String, Span>,
    problems: &Problems,
) -> Option<(String, Span)> {
    let text = match node.value {
        Value::Scalar(text) => text,
        Value::Null => "null".to_owned(),
        Value::Sequence(_) | Value::Mapping(_) => {
            problems.error(
                &node.span,
                "a key must be a single word",
                "this is a list or a map",
                "if this was meant as text, put it in quotes",
            );
            return None;
        }
    };
    if text == "<<" {
        problems.error(
            &node.span,
            "YAML merge keys are not part of the language",
            "`<<` merges nothing here",
            "let an architecture take over another with `like: NAME`",
        );
        return None;
    }
    if let Some(first) = places.get(&text) {
        problems.push(
            Diagnostic::error(format!("the key {} is given twice", quoted(&text)))
                .at(node.span, "given again here")
                .at(first.clone(), "first given here")
                .help("remove one of the two, or rename it"),
        );
        return None;
    }
    places.insert(text.clone(), node.span.clone());
    Some((text, node.span))
}

/// A syntax error where it stands, in words of our own for what people really do.
fn syntax_error(error: &ScanError, text: &str, lines: &Lines) -> Diagnostic {
    let line = error.marker().line();
    // With a tab below a plain value the parser stops at that value, or only further down.
    let first = || (1..=line + 1).find_map(|line| lines.tab_that_indents(text, line));
    if let Some(tab) = lines.tab_in_indentation(text, line).or_else(first) {
        return Diagnostic::error("a tab is used for indentation")
            .at(tab..tab + 1, "this is a tab")
            .help("indent with spaces; YAML does not allow tabs here");
    }
    let at = lines.offset(text, error.marker());
    let end = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(at, |c| at + c.len_utf8());
    let help = match error.info() {
        info if info.contains("simple key") || info.contains("mapping values") => {
            "check the indentation and that every key is followed by `: ` and a space"
        }
        info if info.contains("block mapping") || info.contains("block collection") => {
            "check that this line is indented as its neighbours are"
        }
        info if info.contains("flow") || info.contains("',' or") => {
            "check that every `{`, `[` and quote is closed"
        }
        info if info.contains("anchor") => "define the anchor with `&name` before using `*name`",
        _ => "check indentation, quotes and brackets just before this place",
    };
    Diagnostic::error(format!("this is not valid YAML: {}", error.info()))
        .at(at..end, "the parser stopped here")
        .help(help)
}

/// Where each line of the text begins, to turn the parser's lines and columns into bytes. Its own index is of no use:
/// it counts comments in bytes and all else in characters.
struct Lines {
    starts: Vec<usize>,
    /// Whether the line is plain ASCII, where a column is an offset.
    plain: Vec<bool>,
    /// The last place found on a line that is not: line, column, offset. Tokens come in order, so that the next one is
    /// counted from here and a line of a million characters is walked once.
    cursor: Cell<(usize, usize, usize)>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let breaks = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if breaks {
                starts.push(at + 1);
            }
        }
        let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
        let plain = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| bytes.get(*start..end).is_some_and(<[u8]>::is_ascii))
            .collect();
        Self {
            starts,
            plain,
            cursor: Cell::new((0, 0, 0)),
        }
    }

    fn line<'a>(&self, text: &'a str, line: usize) -> (usize, &'a str) {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(text.len());
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        (start, text.get(start..end).unwrap_or_default())
    }

    fn offset(&self, text: &str, marker: &Marker) -> usize {
        let number = marker.line();
        let (start, line) = self.line(text, number);
        let column = marker.col();
        if self
            .plain
            .get(number.saturating_sub(1))
            .copied()
            .unwrap_or(true)
        {
            return start + column.min(line.len());
        }
        let (from_column, from) = match self.cursor.get() {
            (known, at, offset) if known == number && at <= column => (at, offset),
            _ => (0, 0),
        };
        let rest = line.get(from..).unwrap_or_default();
        let offset = rest
            .char_indices()
            .nth(column - from_column)
            .map_or(line.len(), |(at, _)| from + at);
        self.cursor.set((number, column, offset));
        start + offset
    }

    fn span(&self, text: &str, place: &saphyr_parser::Span) -> Span {
        let start = self.offset(text, &place.start);
        let end = self.offset(text, &place.end).max(start);
        let inside = text.get(start..end).unwrap_or_default();
        start..start + inside.trim_end().len()
    }

    /// The tab in the indentation of a line that says something.
    fn tab_that_indents(&self, text: &str, line: usize) -> Option<usize> {
        let (start, line) = self.line(text, line);
        let rest = line.trim_start_matches([' ', '\t']);
        let blank = line.len() - rest.len();
        let says = !rest.trim().is_empty() && !rest.starts_with('#');
        let tab = line.get(..blank).and_then(|blank| blank.find('\t'));
        tab.filter(|_| says).map(|at| start + at)
    }

    /// The first tab in the indentation of this line or the last one before it that has any.
    fn tab_in_indentation(&self, text: &str, line: usize) -> Option<usize> {
        (line.saturating_sub(1)..=line).rev().find_map(|line| {
            let (start, line) = self.line(text, line.max(1));
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            line.get(..blank)
                .and_then(|blank| blank.find('\t'))
                .map(|at| start + at)
        })
    }
}
