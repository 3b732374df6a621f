//! The tables for scripts: CSV, an observation a row, units in the headings; and all of a run's as Markdown.

use super::{
    advice::advice,
    averages::averages,
    columns::{
        markdown::escaped,
        table::{Medium, Table},
    },
    error::ReportError,
    kinds,
    left_out::{HEADING, left_out},
    searched,
    tables::{
        self, assumptions::assumptions, bill::bill, causes::causes, comparison::comparison,
        designs::designs, outages, scenarios::scenarios, steps::steps,
    },
    words,
};
use crate::{
    answer::{ComparisonResults, Finite, Results},
    diagnostic::visible,
};
use serde::Serialize;

/// The results, one row an architecture; the details are in the JSON only.
pub fn csv(results: &Results) -> Result<String, ReportError> {
    checked(results, designs(results))
}

/// What the downtime is caused by, a row for each cause of each architecture.
pub fn causes_csv(results: &Results) -> Result<String, ReportError> {
    checked(results, causes(results))
}

/// What one outage costs, a row for each kind of source that an architecture has.
pub fn outages_csv(results: &Results) -> Result<String, ReportError> {
    checked(results, outages::outages(results))
}

/// The steps along the frontier, a row for each.
pub fn steps_csv(results: &Results) -> Result<String, ReportError> {
    checked(results, steps(results))
}

/// How sure each design's downtime is, a row for each; no rows without scenarios.
pub fn uncertainty_csv(results: &Results) -> Result<String, ReportError> {
    checked(results, scenarios(results))
}

/// The numbers that all rests on, a row for each, with what it does to the decision where scenarios were drawn.
pub fn assumptions_csv(results: &Results) -> Result<String, ReportError> {
    checked(results, assumptions(results))
}

/// The bill, a row for each line of each architecture.
pub fn bill_csv(results: &Results) -> Result<String, ReportError> {
    checked(
        results,
        bill(&results.architectures, &results.currency, results.fx),
    )
}

/// A run beside another, a row for each architecture of either.
pub fn comparison_csv(results: &ComparisonResults) -> Result<String, ReportError> {
    checked(results, comparison(results))
}

/// The frontier that a search found, a row for each design, with the option of each choice.
///
/// # Errors
///
/// Results that no search found.
pub fn frontier_csv(results: &Results) -> Result<String, ReportError> {
    let frontier = results.search.iter().flat_map(|it| &it.frontier);
    checked(
        results,
        tables::frontier::frontier(frontier.collect(), results),
    )
}

/// The main tables of a run as Markdown, each below its heading: what people read on the terminal, with names in full.
#[must_use]
pub fn markdown(results: &Results) -> String {
    let kinds = kinds::kinds(results);
    let mut text = String::new();
    add(&mut text, "The designs", &designs(results));
    add(&mut text, "What each step buys", &steps(results));
    add(&mut text, "How sure that is", &scenarios(results));
    let by_kind = outages::by_kind(results, &kinds);
    add(&mut text, "What one outage costs", &by_kind);
    text
}

/// The answer as Markdown, fit for a comment on a change: the sentences, the table, the outages that matter, what is not counted,
/// and what became of an earlier run.
#[must_use]
pub fn answer_markdown(results: &Results, compared: Option<&ComparisonResults>) -> String {
    let mut text = format!("## {}\n\n", escaped(&words::plain(&results.service)));
    let sentences = advice(results);
    for sentence in &sentences {
        text += &format!("- {}\n", escaped(&words::plain(sentence)));
    }
    text.push('\n');
    text += &tables::answer::answer(results)
        .grid(Medium::Markdown)
        .markdown();
    if results.search.is_some() {
        text.push('\n');
        text += &tables::frontier::worth(results)
            .grid(Medium::Markdown)
            .markdown();
        text.push('\n');
    }
    for remark in searched::remarks(results) {
        text += &format!("- {}\n", escaped(&remark));
    }
    let matters = tables::matters::matters(results);
    if !matters.is_empty() {
        text.push('\n');
        text += &matters.grid(Medium::Markdown).markdown();
        for note in averages(results, &sentences) {
            text += &format!("\n{}\n", escaped(&note));
        }
    }
    let left_out = left_out(results);
    if !left_out.is_empty() {
        text += &format!("\n### {HEADING}\n\n");
    }
    for line in left_out {
        text += &format!("- {}\n", escaped(&line));
    }
    if let Some(compared) = compared {
        text += &format!("\n### What changed\n\n{}", comparison_markdown(compared));
    }
    visible(&text)
}

/// A run beside another as Markdown.
#[must_use]
pub fn comparison_markdown(results: &ComparisonResults) -> String {
    comparison(results).grid(Medium::Markdown).markdown()
}

/// Adds a table that has rows.
fn add<'a, R: Copy + 'a>(text: &mut String, heading: &str, table: &Table<'a, R>) {
    if table.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let table = table.grid(Medium::Markdown).markdown();
    text.push_str(&format!("## {heading}\n\n{table}"));
}

/// A table as CSV, if all numbers of the results are numbers.
fn checked<'a, R: Copy + 'a>(
    results: &impl Serialize,
    table: Table<'a, R>,
) -> Result<String, ReportError> {
    table.csv(Finite::new(results)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// The headings and the rows of a table.
    fn read(text: &str) -> (Vec<String>, Vec<::csv::StringRecord>) {
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let headings = reader.headers().unwrap().iter().map(str::to_owned);
        let headings = headings.collect();
        (headings, reader.records().map(Result::unwrap).collect())
    }

    #[test]
    fn every_observation_has_a_row() {
        let results = fixture::results(4);
        let all = &results.architectures;
        for (text, rows) in [
            (
                causes_csv(&results),
                all.iter().map(|it| it.causes.len()).sum(),
            ),
            (
                outages_csv(&results),
                all.iter().map(|it| it.outage_table.len()).sum(),
            ),
            (
                bill_csv(&results),
                all.iter().map(|it| it.cost.lines.len()).sum::<usize>(),
            ),
        ] {
            let (headings, found) = read(&text.unwrap());
            assert_eq!(headings[0], "architecture");
            assert_eq!(found.len(), rows);
        }
    }

    #[test]
    fn the_causes_of_an_architecture_add_up_to_its_downtime() {
        let results = fixture::results(3);
        let (_, rows) = read(&causes_csv(&results).unwrap());
        let of = &results.architectures[1];
        let own = rows.iter().filter(|row| row[0] == of.name);
        let sum: f64 = own.map(|row| row[3].parse::<f64>().unwrap()).sum();
        assert!((sum - of.downtime.mean).abs() < 1e-9 * sum);
    }

    #[test]
    fn one_row_an_architecture_and_names_come_back() {
        let mut results = fixture::results(7);
        results.architectures[3].name = "a \"quoted\", long\nname".to_owned();
        let text = csv(&results).expect("finite");
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().expect("headings").len(), 54);
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 7);
        assert_eq!(&rows[3][1], "a \"quoted\", long\nname");
        assert_eq!(
            rows[2][7].parse::<f64>().ok(),
            Some(results.architectures[2].downtime.mean)
        );
    }

    #[test]
    fn markdown_has_a_row_for_each_design() {
        let mut results = fixture::uncertain(4);
        let text = markdown(&results);
        let rows = |heading: &str| {
            let rest = text.split(&format!("## {heading}\n\n")).nth(1);
            let lines = rest.expect(heading).lines().take_while(|it| !it.is_empty());
            lines.count() - 2
        };
        assert_eq!(rows("The designs"), 4);
        assert_eq!(rows("How sure that is"), 4);
        assert!(rows("What one outage costs") > 0);
        assert_eq!(rows("What each step buys"), results.decision.steps.len());
        // A table without rows is left out.
        results.decision.steps.clear();
        assert!(!markdown(&results).contains("What each step buys"));
        let width = |line: &str| line.replace("\\|", "").matches('|').count();
        let first = text.lines().nth(2).expect("headings");
        let second = text.lines().nth(4).expect("a row");
        assert_eq!(width(first), width(second));
    }

    /// The cells of a line of a Markdown table as its readers see them.
    fn cells(line: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match (letter, cells.last_mut()) {
                ('|', _) => cells.push(String::new()),
                ('\\', Some(cell)) => cell.extend(letters.next()),
                (letter, Some(cell)) => cell.push(letter),
                (_, None) => {}
            }
        }
        let last = cells.len() - 1;
        let seen = |cell: &String| {
            let lines = cell.trim().replace("<br>", "\n");
            lines.replace("&lt;", "<").replace("&amp;", "&")
        };
        cells[1..last].iter().map(seen).collect()
    }

    /// Markdown has the rows of the CSV and the cells of the description, whatever the names.
    #[track_caller]
    fn agree<'a, R: Copy + 'a>(table: &Table<'a, R>) {
        let csv = table.csv(Finite::new(&()).expect("finite")).expect("CSV");
        let grid = table.grid(Medium::Markdown);
        let text = grid.markdown();
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(lines.len(), read(&csv).1.len());
        for (index, line) in lines.into_iter().enumerate() {
            let wanted = grid.columns.iter().map(|it| it.cells[index].trim());
            assert_eq!(cells(line), wanted.collect::<Vec<_>>(), "{line}");
        }
        assert!(!text.contains(|it: char| it.is_control() && it != '\n'));
    }

    #[test]
    fn hostile_names_stay_in_their_cells() {
        let mut results = fixture::uncertain(4);
        let names = [
            "a|b\n| c |",
            "\u{1b}[31m*red*\r\n_x_",
            "`x` [y](z) <b>&amp;",
            "\\|\\",
        ];
        for (result, name) in results.architectures.iter_mut().zip(names) {
            name.clone_into(&mut result.name);
            for line in &mut result.cost.lines {
                (line.item, line.source) = (name.to_owned(), name.to_owned());
            }
            for cause in &mut result.causes {
                (cause.source, cause.kind) = (name.to_owned(), name.to_owned());
            }
            for row in &mut result.outage_table {
                name.clone_into(&mut row.source);
            }
        }
        agree(&designs(&results));
        agree(&causes(&results));
        agree(&outages::outages(&results));
        agree(&steps(&results));
        agree(&scenarios(&results));
        agree(&assumptions(&results));
        agree(&bill(&results.architectures, &results.currency, results.fx));
    }
}
