//! A table as Markdown (the pipe tables of GitHub), every name in full.

use super::grid::{Grid, Kind};

impl Grid {
    /// The table, with a newline at the end.
    pub(in crate::report) fn markdown(&self) -> String {
        let rule = self.columns.iter().map(|column| match column.kind {
            Kind::Figures => "---:".to_owned(),
            _ => ":---".to_owned(),
        });
        let headings = self.columns.iter().map(|column| escaped(&column.heading));
        let mut text = row(headings) + &row(rule);
        for index in 0..self.strong.len() {
            let cells = self.columns.iter();
            text += &row(cells.map(|column| {
                column
                    .cells
                    .get(index)
                    .map_or_else(String::new, |it| escaped(it))
            }));
        }
        text
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let mut line = "|".to_owned();
    for cell in cells {
        line += &format!(" {cell} |");
    }
    line + "\n"
}

/// A text that Markdown shows as it is; lines are broken as HTML has it.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.trim().chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '\n' => safe.push_str("<br>"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' => safe.extend(['\\', c]),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use crate::{
        answer::Finite,
        report::columns::table::{Medium, Table},
    };

    #[test]
    fn one_description_gives_every_format() {
        let table = Table::over(["a|b", "*c*"])
            .text("name", |it: &str| it.to_owned())
            .with_words("what\nit is", |it, _| it.to_owned())
            .at(1)
            .number("length_min", |it| it.len() as f64 / 2.0)
            .with_figures("length", |it, _| format!("{}\nletters", it.len()))
            .maybe("nothing", |_| None)
            .words("for people", |_, _| "<b>".to_owned())
            .when(false);
        assert_eq!(
            table.csv(Finite::new(&()).expect("finite")).expect("CSV"),
            "name,length_min,nothing\na|b,1.5,\n*c*,1.5,\n"
        );
        assert_eq!(
            table.grid(Medium::Markdown).markdown(),
            "| length | what<br>it is |\n| ---: | :--- |\n| 3<br>letters | a\\|b |\n| 3<br>letters | \\*c\\* |\n"
        );
    }
}
