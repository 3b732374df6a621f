//! What the user wrote: text → tree → candidates, every problem on the way collected.
//!
//! `text` turns text into nodes with positions and writes `like` out, `document` and `head` read what all architectures share,
//! `architecture` reads each into a candidate, with `component`, `dependency`, `failure` and `money` for its sections; `names` is the
//! catalog as a plan refers to it. `crate::build` makes of candidates what they mean. Nothing here reads files or prints.

pub(crate) mod architecture;
pub(crate) mod component;
pub(crate) mod dependency;
pub(crate) mod document;
pub(crate) mod failure;
mod goal;
mod head;
pub(crate) mod money;
pub(crate) mod names;
pub(crate) mod place;
pub(crate) mod reference;
mod schema;
pub(crate) mod text;

pub use schema::schema;
