//! Facts of an answer in words, as JSON, tables and pictures have them: each is a `Display` of the answer's own type.

mod note;
mod reason;
mod story;
mod unsaid;

pub(in crate::report) use unsaid::{
    beneath, crew, drain, mitigated, ranged_in_part, same_elsewhere, shared, unsaid,
};
