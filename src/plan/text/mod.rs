//! The text of a plan as a tree: read with the place of everything, `like` written out, then read map by map and value by value.
//!
//! In comes text, out come nodes and what is wrong with them. What a key means is said by the readers of the sections; the lists
//! of keys that merge in a way of their own stand in `keys`.

mod fields;
mod keys;
pub(crate) mod like;
mod problems;
pub(crate) mod removal;
pub(crate) mod scalar;
mod tree;

pub(crate) use fields::Fields;
#[cfg(test)]
pub(super) use fields::asked;
pub(super) use fields::list;
pub(super) use keys::SHARED;
pub(crate) use problems::Problems;
pub(crate) use tree::{Entry, Node, Spanned, Value, parse};
