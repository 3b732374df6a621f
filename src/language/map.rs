//! `map!`, the one description of a map of the language, and `words!`, that of a choice of words.
//!
//! A block of keys gives the typed struct, the reader with all problems and places, "did you mean", the JSON Schema, the table of
//! `docs/language.md`, the rules by which `like` merges, and the map that a program writes (`written`), whose name stands behind `as` (a file of
//! the catalog, which no program writes, has none); a
//! key of which the value is such a map, or names of them, says so behind `=>`. `keys` in place of `struct` gives all but the reader. Rules between keys are plain functions beside the block. What holds
//! where a key is missing is said with the key: `= "0s"` is a default, as one would write it; `= need("…")` says what to
//! write to who left it out; `= or("…")` says in words what happens then.

/// What holds where a key is missing.
macro_rules! missing {
    () => {
        $crate::language::Missing::Or("")
    };
    (need($help:literal)) => {
        $crate::language::Missing::Need($help)
    };
    (or($words:literal)) => {
        $crate::language::Missing::Or($words)
    };
    ($default:literal) => {
        $crate::language::Missing::Default($default)
    };
}

/// A key as it is written: its Rust name where nothing else is said.
macro_rules! spelt {
    ($key:ident) => {
        stringify!($key)
    };
    ($key:ident $spelt:literal) => {
        $spelt
    };
}

/// What a program gives a key: the map, or the names, that is said with it, else a value as one writes it.
macro_rules! given {
    () => {
        $crate::language::Written
    };
    ($form:ty) => {
        $form
    };
}

/// A map of the language; see the head of this file.
macro_rules! map {
    ($(#[doc = $about:literal])+ $vis:vis keys $map:ident as $form:ident $options:tt $keys:tt) => {
        $crate::language::form! { [$($about)+] $form $keys }
        $crate::language::known! { [$($about)+] $map $options $keys }
    };
    ($(#[doc = $about:literal])+ $vis:vis struct $map:ident as $form:ident $options:tt $keys:tt) => {
        $crate::language::form! { [$($about)+] $form $keys }
        $crate::language::map! { $(#[doc = $about])+ $vis struct $map $options $keys }
    };
    ($(#[doc = $about:literal])+ $vis:vis struct $map:ident $options:tt $keys:tt) => {
        $crate::language::known! { [$($about)+] $map $options $keys }
        $crate::language::read! { [$($about)+] ($vis) $map $keys }
    };
}

/// What a program writes.
macro_rules! form {
    (
        [$($about:literal)+] $form:ident {
            $(
                $(#[doc = $says:literal])+
                $key:ident $(as $spelt:literal)? : $kind:ty $(=> $given:ty)?
                $(= $($word:ident($text:literal))? $($default:literal)?)?
            ),+ $(,)?
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $form {
            $(
                $(#[doc = $says])+
                pub $key: $crate::language::Given<$crate::language::given!($($given)?)>,
            )+
            /// Keys beside these, as they are.
            pub others: Vec<(String, $crate::language::Written)>,
        }

        impl $crate::language::Form for $form {
            fn of(value: &$crate::language::Written) -> Self {
                let mut form = Self::default();
                for (key, value) in value.entries() {
                    $(
                        if key == $crate::language::spelt!($key $($spelt)?) {
                            form.$key = $crate::language::Given::of(value);
                            continue;
                        }
                    )+
                    form.others.push((key.clone(), value.clone()));
                }
                form
            }

            fn written(&self) -> $crate::language::Written {
                let mut entries = Vec::new();
                $(self.$key.write($crate::language::spelt!($key $($spelt)?), &mut entries);)+
                entries.extend(self.others.iter().cloned());
                $crate::language::Written::Map(entries)
            }
        }

        impl From<$form> for $crate::language::Written {
            fn from(form: $form) -> Self {
                $crate::language::Form::written(&form)
            }
        }

        impl From<$form> for $crate::language::Given<$form> {
            fn from(form: $form) -> Self {
                Self::Is(form)
            }
        }
    };
}

/// What is known without a text.
macro_rules! known {
    (
        [$($about:literal)+] $map:ident($($option:ident: $value:expr),* $(,)?) {
            $(
                $(#[doc = $says:literal])+
                $key:ident $(as $spelt:literal)? : $kind:ty $(=> $given:ty)?
                $(= $($word:ident($text:literal))? $($default:literal)?)?
            ),+ $(,)?
        }
    ) => {
        impl $map {
            /// All that is known of this map without a plan.
            pub(crate) const SHAPE: &'static $crate::language::Shape = &$crate::language::Shape {
                $($option: $value,)*
                about: concat!($($about),+),
                keys: &[$(
                    $crate::language::Key::of::<$kind>(
                        $crate::language::spelt!($key $($spelt)?),
                        concat!($($says),+),
                        $crate::language::missing!($($($word($text))? $($default)?)?),
                    ),
                )+],
                ..$crate::language::Shape::PLAIN
            };
        }
    };
}

/// The typed struct and its reader.
macro_rules! read {
    (
        [$($about:literal)+] ($vis:vis) $map:ident {
            $(
                $(#[doc = $says:literal])+
                $key:ident $(as $spelt:literal)? : $kind:ty $(=> $given:ty)?
                $(= $($word:ident($text:literal))? $($default:literal)?)?
            ),+ $(,)?
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $map {
            $(
                $(#[doc = $says])+
                pub(crate) $key: <$kind as $crate::language::Kind>::Value,
            )+
        }

        impl $map {
            /// Takes its keys from a map that is open, and of which others may be asked too.
            pub(crate) fn take(fields: &$crate::language::Fields<'_>) -> Option<Self> {
                $(
                    let $key = fields.take::<$kind>(
                        $crate::language::spelt!($key $($spelt)?),
                        $crate::language::missing!($($($word($text))? $($default)?)?),
                    );
                )+
                Some(Self { $($key: $key?),+ })
            }
        }

        impl $crate::language::Kind for $map {
            type Value = Self;
            const NAME: &'static str = "map";

            fn read(here: &$crate::language::Here<'_>) -> Option<Self> {
                let fields = $crate::language::Fields::of(here, Self::SHAPE)?;
                let map = Self::take(&fields);
                fields.finish();
                map
            }

            fn schema(
                definitions: &mut $crate::language::Definitions,
            ) -> serde_json::Value {
                Self::SHAPE.schema(definitions)
            }

            fn merge() -> $crate::language::Merge {
                Self::SHAPE.merge(|key| Self::SHAPE.under(key))
            }
        }
    };
}

/// A choice of words: `words! { AfterTotalLoss: "switch" = AfterTotalLoss::Switch, … }`.
macro_rules! words {
    ($kind:ty: $first:literal = $one:expr $(, $word:literal = $value:expr)* $(,)?) => {
        impl $crate::language::Kind for $kind {
            type Value = Self;
            const NAME: &'static str = concat!("`", $first, "`" $(, ", `", $word, "`")*);

            fn read(here: &$crate::language::Here<'_>) -> Option<Self> {
                let table = [($first, $one) $(, ($word, $value))*];
                $crate::language::scalar::word(here.node, here.what, &table, here.problems)
            }

            fn schema(_: &mut $crate::language::Definitions) -> serde_json::Value {
                $crate::language::schema::word(&[$first $(, $word)*])
            }
        }
    };
}

pub(crate) use {form, given, known, map, missing, read, spelt, words};
