//! The command line: the only part of the program that prints, reads the clock or touches files.

mod input;

pub use input::read_plan_file;
