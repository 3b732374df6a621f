//! What a command prints, and where its files go.

use std::path::{Path, PathBuf};

use clap::{
    Args, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

use super::{exit::Failure, files::Folder};

/// The plan that a search writes.
pub const FRONTIER: &str = "frontier.yaml";

/// The form of what goes to stdout. A command says in its help what each form holds, see [`forms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    Text,
    /// One JSON object.
    Json,
    /// One row an architecture.
    Csv,
    /// The tables for people, as Markdown.
    Markdown,
}

/// Options of every command that prints results.
#[derive(Debug, Args)]
pub struct Output {
    /// What goes to stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Options of every command that prints results and writes files.
#[derive(Debug, Args)]
pub struct Files {
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}

impl Files {
    /// Whether the folder is one that was asked for.
    pub fn is_chosen(&self) -> bool {
        self.out.is_some()
    }

    /// Where the files go: `spof-out/` and the plan's name, unless `--out` says so; nowhere where only data on stdout were
    /// asked for. The plan that a search wrote is called after its folder too, as all such plans have one name.
    pub fn folder(&self, plan: &Path) -> Result<Option<Folder>, Failure> {
        let stem = plan.file_stem().filter(|stem| *stem != "-");
        let mut name = stem.unwrap_or("stdin".as_ref()).to_owned();
        let parent = plan.parent().and_then(Path::file_name);
        if let Some(parent) = parent.filter(|_| plan.ends_with(FRONTIER)) {
            name = [parent, "-".as_ref(), &name].into_iter().collect();
        }
        let usual = || PathBuf::from("spof-out").join(&name);
        let text = self.output.format == Format::Text;
        let path = self.out.clone().or_else(|| text.then(usual));
        path.map(|path| Folder::open(&path)).transpose()
    }
}

/// Reads a format, for a command that has these forms alone, each with its help.
pub fn forms<const N: usize>(
    forms: [(&'static str, &'static str); N],
) -> impl TypedValueParser<Value = Format> {
    let values = forms.map(|(name, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(values).try_map(|name| Format::from_str(&name, false))
}
