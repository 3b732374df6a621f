//! The language as a program writes it: values without places, and what a map of the language is made of then.
//!
//! `map!` makes of each block a map of this kind beside the reader ([`Form`]). In come values as one would type them, out comes the tree
//! that `serde_yaml` prints; or, of a text that was read, the same values again.

use serde_yaml::{Mapping, Value as Yaml};

use super::tree::{Node, Value};
use crate::law::Law;

/// A value of the language as one writes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Written {
    /// Nothing: what an architecture removes of the one it is `like`.
    #[default]
    Null,
    /// `2h`, `aws/ap-northeast-2/a`, `95%`.
    Word(String),
    /// A list.
    List(Vec<Written>),
    /// A map, in its order.
    Map(Vec<(String, Written)>),
}

/// What a map of the language is where a program writes it.
pub trait Form: Sized {
    /// That of a value; what is no map of this kind is kept as it is.
    fn of(value: &Written) -> Self;

    /// As a value.
    fn written(&self) -> Written;
}

/// What a key is given: nothing at all, `null`, or a value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Given<T> {
    /// The key is not there.
    #[default]
    Not,
    /// `null`: removes what an architecture takes over.
    Null,
    /// This.
    Is(T),
}

/// Things by the names that the user gives them, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub Vec<(String, Given<T>)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Form> Given<T> {
    /// That of a value that is there.
    pub(crate) fn of(value: &Written) -> Self {
        match value {
            Written::Null => Self::Null,
            value => Self::Is(T::of(value)),
        }
    }

    /// Adds the entry of a key, if there is one.
    pub(crate) fn write(&self, key: &str, entries: &mut Vec<(String, Written)>) {
        let value = match self {
            Self::Not => return,
            Self::Null => Written::Null,
            Self::Is(value) => value.written(),
        };
        entries.push((key.to_owned(), value));
    }
}

impl Form for Written {
    fn of(value: &Written) -> Self {
        value.clone()
    }

    fn written(&self) -> Written {
        self.clone()
    }
}

impl<T: Form> Form for Named<T> {
    fn of(value: &Written) -> Self {
        let entries = value.entries().iter();
        Self(
            entries
                .map(|(name, it)| (name.clone(), Given::of(it)))
                .collect(),
        )
    }

    fn written(&self) -> Written {
        let mut entries = Vec::new();
        for (name, value) in &self.0 {
            value.write(name, &mut entries);
        }
        Written::Map(entries)
    }
}

impl Written {
    /// The entries of a map; none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// What was read, without its places.
    pub(crate) fn of_tree(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Scalar(text) => Self::Word(text.clone()),
            Value::Sequence(nodes) => Self::List(nodes.iter().map(Self::of_tree).collect()),
            Value::Mapping(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|it| (it.key.clone(), Self::of_tree(&it.value)));
                Self::Map(entries.collect())
            }
        }
    }

    /// For `serde_yaml`. A word that looks like a number is one, so that it is written without quotes.
    pub(crate) fn yaml(&self) -> Yaml {
        match self {
            Self::Null => Yaml::Null,
            Self::Word(word) => number(word).unwrap_or_else(|| Yaml::String(word.clone())),
            Self::List(values) => Yaml::Sequence(values.iter().map(Self::yaml).collect()),
            Self::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, it)| (Yaml::String(key.clone()), it.yaml()));
                Yaml::Mapping(entries.collect::<Mapping>())
            }
        }
    }
}

/// A number that is printed as it is written.
fn number(word: &str) -> Option<Yaml> {
    let whole: u64 = word.parse().ok()?;
    (whole.to_string() == word).then(|| Yaml::Number(whole.into()))
}

impl<T: Into<Written>> From<T> for Given<Written> {
    fn from(value: T) -> Self {
        match value.into() {
            Written::Null => Self::Null,
            value => Self::Is(value),
        }
    }
}

impl<K: Into<String>, V: Into<Given<T>>, T, const N: usize> From<[(K, V); N]> for Named<T> {
    fn from(entries: [(K, V); N]) -> Self {
        let entries = entries.into_iter();
        Self(entries.map(|(name, it)| (name.into(), it.into())).collect())
    }
}

impl<K: Into<String>, V: Into<Given<T>>, T, const N: usize> From<[(K, V); N]> for Given<Named<T>> {
    fn from(entries: [(K, V); N]) -> Self {
        Self::Is(entries.into())
    }
}

impl<T> From<Named<T>> for Given<Named<T>> {
    fn from(named: Named<T>) -> Self {
        Self::Is(named)
    }
}

impl From<&str> for Written {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<String> for Written {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

impl From<u32> for Written {
    fn from(count: u32) -> Self {
        Self::Word(count.to_string())
    }
}

impl From<f64> for Written {
    fn from(number: f64) -> Self {
        Self::Word(number.to_string())
    }
}

impl From<bool> for Written {
    fn from(yes: bool) -> Self {
        Self::Word(yes.to_string())
    }
}

impl<T: Into<Self>> From<Vec<T>> for Written {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Self>, const N: usize> From<[T; N]> for Written {
    fn from(values: [T; N]) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// A law as it is written in braces, and a length alone where it always is that.
impl From<&Law> for Written {
    fn from(law: &Law) -> Self {
        let hours = |hours: f64| Self::Word(format!("{hours}h"));
        let map = |entries: &[(&str, Self)]| {
            let entries = entries.iter().cloned();
            Self::Map(entries.map(|(key, it)| (key.to_owned(), it)).collect())
        };
        let shaped = |shape: f64, mean: f64| map(&[("shape", shape.into()), ("mean", hours(mean))]);
        match law {
            Law::Fixed(length) => hours(*length),
            Law::Exponential { mean } => map(&[("mean", hours(*mean))]),
            Law::Lognormal { median, sigma } => {
                let inner = map(&[("median", hours(*median)), ("sigma", (*sigma).into())]);
                map(&[("lognormal", inner)])
            }
            Law::Uniform { low, high } => {
                map(&[("between", Self::List(vec![hours(*low), hours(*high)]))])
            }
            Law::Weibull(law) => map(&[("weibull", shaped(law.shape(), law.mean()))]),
            Law::Gamma { shape, mean } => map(&[("gamma", shaped(*shape, *mean))]),
            Law::Observed(lengths) => {
                let lengths = lengths.iter().map(|length| hours(*length));
                map(&[("observed", Self::List(lengths.collect()))])
            }
            Law::Cut(cut) => {
                let mut entries = Self::from(cut.law()).entries().to_vec();
                entries.push(("most".to_owned(), hours(cut.most())));
                Self::Map(entries)
            }
        }
    }
}

impl From<Law> for Written {
    fn from(law: Law) -> Self {
        Self::from(&law)
    }
}
