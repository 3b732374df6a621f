//! A problem of a plan and how it is drawn over the YAML: file, line, column, the text underlined, what to type instead.

mod source_text;
pub(crate) mod suggestion;
mod visible;

pub use source_text::{LARGEST_PLAN, SourceText, too_large};
pub use suggestion::nearest;
pub use visible::{is_hidden, visible, visible_but_colour};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// A range of bytes of the plan.
pub type Span = Range<usize>;

/// Most problems drawn; the rest are counted.
const MOST_DRAWN: usize = 100;
/// Longest line that is drawn whole [bytes].
const LONGEST_LINE: usize = 240;
/// What is drawn on either side of the place in a longer one [bytes].
const AROUND: usize = 60;
/// Two places this near are drawn in one piece [bytes].
const NEAR: usize = 4_000;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing can be computed.
    Error,
    /// Worth knowing; the run goes on.
    Warning,
}

/// A place in the plan and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// A few words under the line; may be empty.
    pub label: String,
}

/// One problem of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case first, no full stop, names in backticks.
    pub message: String,
    /// Where; the first is the place itself, the others explain it. Empty where the whole file is meant.
    pub marks: Vec<Mark>,
    /// What to type instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem that stops everything.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: visible(&message.into()),
            marks: Vec::new(),
            help: None,
        }
    }

    /// A problem that stops nothing.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(message)
        }
    }

    /// Adds a place; the first one added is the main one.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.marks.push(Mark {
            span,
            label: visible(&label.into()),
        });
        self
    }

    /// Says what to type instead. An empty text says nothing.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        let help = visible(&help.into());
        self.help = (!help.is_empty()).then_some(help);
        self
    }
}

/// A user's text for a message: in backticks, short, nothing in it that could upset a terminal.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let clean: String = text.chars().take(LONGEST).collect();
    let mut clean = visible(&clean).replace(['\n', '\t'], " ");
    if text.chars().nth(LONGEST).is_some() {
        clean.push('…');
    }
    format!("`{clean}`")
}

/// Draws problems over the plan they are about, ready to print.
#[must_use]
pub fn render(problems: &[Diagnostic], source: &SourceText, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii);
    let mut drawn = String::new();
    let name = visible(&source.name);
    for problem in problems.iter().take(MOST_DRAWN) {
        // The library shows most of what steers in the lines of the plan, but not all.
        let text = renderer.render(&[group(problem, source, &name)]);
        drawn.push_str(&visible_but_colour(&text));
        drawn.push_str("\n\n");
    }
    if let Some(more) = problems.len().checked_sub(MOST_DRAWN).filter(|n| *n > 0) {
        drawn.push_str(&format!("and {more} more\n\n"));
    }
    drawn
}

/// `2 errors, 1 warning`, for the last line.
#[must_use]
pub fn count(problems: &[Diagnostic]) -> String {
    let errors = problems
        .iter()
        .filter(|p| p.severity == Severity::Error)
        .count();
    let mut parts = Vec::new();
    for (count, word) in [(errors, "error"), (problems.len() - errors, "warning")] {
        match count {
            0 => {}
            1 => parts.push(format!("1 {word}")),
            _ => parts.push(format!("{count} {word}s")),
        }
    }
    parts.join(", ")
}

/// One problem as the drawing library wants it.
fn group<'a>(problem: &'a Diagnostic, source: &'a SourceText, name: &'a str) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(problem.message.as_str()));
    if problem.marks.is_empty() {
        group = group.element(Origin::path(name));
    }
    for piece in pieces(&problem.marks, &source.text) {
        group = match piece {
            Piece::Whole(snippet) => group.element(snippet.path(name)),
            Piece::Clipped {
                snippet,
                line,
                column,
            } => group
                .element(Origin::path(name).line(line).char_column(column))
                .element(snippet),
        };
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// A part of the plan to draw.
enum Piece<'a> {
    /// Whole lines.
    Whole(Snippet<'a, Annotation<'a>>),
    /// The middle of a line too long to draw; its place has to be distinguished.
    Clipped {
        snippet: Snippet<'a, Annotation<'a>>,
        line: usize,
        column: usize,
    },
}

/// The marks, those near each other in one piece.
fn pieces<'a>(marks: &'a [Mark], text: &'a str) -> Vec<Piece<'a>> {
    let (Some(low), Some(high)) = (
        marks.iter().map(|mark| mark.span.start).min(),
        marks.iter().map(|mark| mark.span.end).max(),
    ) else {
        return Vec::new();
    };
    let together = lines_around(&(low..high), text);
    let tame = |lines: &Span| {
        text.get(lines.clone())
            .is_some_and(|lines| lines.split('\n').all(|line| line.len() <= LONGEST_LINE))
    };
    if together.len() <= NEAR && tame(&together) {
        return vec![Piece::Whole(whole(marks, &together, text))];
    }
    marks
        .iter()
        .map(|mark| {
            let span = first_line(&mark.span, text);
            let lines = lines_around(&span, text);
            if tame(&lines) {
                Piece::Whole(whole(std::slice::from_ref(mark), &lines, text))
            } else {
                clipped(mark, &span, &lines, text)
            }
        })
        .collect()
}

fn whole<'a>(marks: &'a [Mark], lines: &Span, text: &'a str) -> Snippet<'a, Annotation<'a>> {
    let mut snippet = Snippet::source(text.get(lines.clone()).unwrap_or_default())
        .line_start(line_of(lines.start, text));
    for (index, mark) in marks.iter().enumerate() {
        let span = first_line(&mark.span, text);
        let span = span.start.saturating_sub(lines.start)..span.end.saturating_sub(lines.start);
        snippet = snippet.annotation(annotation(index == 0, mark, span));
    }
    snippet
}

fn annotation<'a>(primary: bool, mark: &'a Mark, span: Span) -> Annotation<'a> {
    let kind = if primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let label = (!mark.label.is_empty()).then_some(mark.label.as_str());
    kind.span(span).label(label)
}

fn clipped<'a>(mark: &'a Mark, span: &Span, lines: &Span, text: &'a str) -> Piece<'a> {
    let start = floor(span.start.saturating_sub(AROUND).max(lines.start), text);
    let shown_end = span.end.min(span.start + AROUND);
    let end = floor((shown_end + AROUND).min(lines.end), text);
    let inner = floor(shown_end, text).saturating_sub(start);
    let snippet = Snippet::source(text.get(start..end).unwrap_or_default())
        .line_start(line_of(span.start, text))
        .annotation(annotation(
            true,
            mark,
            span.start.saturating_sub(start)..inner,
        ));
    let before = text.get(lines.start..span.start).unwrap_or_default();
    Piece::Clipped {
        snippet,
        line: line_of(span.start, text),
        column: before.chars().count() + 1,
    }
}

/// A span on one line: a block of YAML is underlined on its first line only.
fn first_line(span: &Span, text: &str) -> Span {
    let start = floor(span.start, text);
    let end = floor(span.end, text).max(start);
    let inside = text.get(start..end).unwrap_or_default();
    let length = inside.find(['\n', '\r']).unwrap_or(inside.len());
    start..start + inside.get(..length).unwrap_or_default().trim_end().len()
}

/// The whole lines that a span touches.
fn lines_around(span: &Span, text: &str) -> Span {
    let start = floor(span.start, text);
    let end = floor(span.end, text).max(start);
    let from = text
        .get(..start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let to = text
        .get(end..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |at| end + at);
    from..to
}

fn line_of(offset: usize, text: &str) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The last boundary of a character at or before an offset.
fn floor(offset: usize, text: &str) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
