//! Names in the order in which they are met, each once.

/// Notes a name that is not there yet.
pub(super) fn note(names: &mut Vec<String>, name: &str) {
    if names.iter().all(|it| it != name) {
        names.push(name.to_owned());
    }
}
