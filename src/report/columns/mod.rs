//! Tables: one description each, from which every format is made.
//!
//! A [`table::Table`] lists its columns once, each with its name and value for scripts, its heading and cell for people, or
//! both. People's cells become a [`grid::Grid`], which [`terminal`], [`html`] and [`markdown`] set; scripts read [`csv`].

pub(super) mod csv;
pub(super) mod grid;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod table;
mod terminal;
