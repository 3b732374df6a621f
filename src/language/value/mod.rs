//! Kinds of single values: each with its reader, its JSON Schema (a pattern that takes what the reader takes) and its examples.

mod amount;
mod many;
mod name;
mod pattern;
mod time;

pub(crate) use amount::{Count, Number, Share, Whole, positive};
pub(crate) use many::{ByName, Several};
pub(crate) use name::{
    Components, Dependencies, Described, List, Name, Names, Sites, Text, Unread, list_of,
};
pub(crate) use pattern::{NUMBER, PERIODS, duration, time_units};
pub(crate) use time::Duration;
