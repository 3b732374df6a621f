//! The language of plans: text becomes a tree with the place of everything, `like` is written out, and maps are read key by key.
//!
//! `tree`, `problems`, `scalar` and `law` read; `kind` says what a value is, `map` describes a map in one block, from which `fields`
//! reads it, `shape` makes its JSON Schema, `manual` its table in `docs/language.md`, and `merge` the rule by which one is
//! laid over another; `written` is the same as a program writes it. In comes text, out come typed values and what is wrong with them. What a key means is said by `plan`.

mod fields;
mod keys;
mod kind;
pub(crate) mod law;
pub(crate) mod like;
pub(crate) mod manual;
mod map;
mod merge;
mod problems;
pub(crate) mod removal;
pub(crate) mod scalar;
pub(crate) mod schema;
mod shape;
mod tree;
pub(crate) mod value;
mod written;

pub(crate) use fields::Fields;
#[cfg(test)]
pub(crate) use fields::asked;
pub(crate) use fields::list;
pub(crate) use keys::{FAILURES, LENGTHS, RATES, SHARED};
pub(crate) use kind::{Here, Kind};
pub(crate) use map::{form, given, known, map, missing, read, spelt, words};
pub(crate) use merge::{Merge, merge};
pub(crate) use problems::Problems;
pub(crate) use schema::{Definitions, Mode};
pub(crate) use shape::{Key, Missing, Shape};
pub(crate) use tree::{Entry, Node, Spanned, Value, parse};
pub(crate) use value::{
    ByName, Components, Count, Dependencies, Described, Duration, List, Name, Names, Number,
    Several, Share, Sites, Text, Unread, Whole,
};
pub(crate) use written::Form;
pub use written::{Given, Named, Written};
