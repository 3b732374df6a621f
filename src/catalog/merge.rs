//! One map of a model file laid over another, key by key, as `like` does in a plan.

use super::ground;
use super::numbers::NUMBERS;
use serde_yaml::{Mapping, Value};

/// Says of every rate that it does not drift, unless the file says otherwise.
pub(super) fn settle(entries: &mut Mapping) {
    if entries.contains_key("fails") && !entries.contains_key("drifts") {
        entries.insert("drifts".into(), false.into());
    }
    for (key, value) in entries {
        if let Value::Mapping(deeper) = value
            && key.as_str() != Some(ground::KEY)
        {
            settle(deeper);
        }
    }
}

/// Lays one map over another: maps merge deeply, `null` removes, all else replaces. The range and the evidence of a number
/// belong to it and go with it.
pub(super) fn merge(under: &mut Mapping, mut over: Mapping) {
    let replaced = NUMBERS
        .into_iter()
        .filter(|number| over.contains_key(*number));
    let replaced: Vec<&str> = replaced.collect();
    for number in &replaced {
        let range = format!("{number}_range");
        if !over.contains_key(&range) {
            under.shift_remove(&range);
        }
    }
    if ground::lay_over(under, &over, &replaced) {
        over.shift_remove(ground::KEY);
    }
    for (key, value) in over {
        match value {
            Value::Null => {
                under.shift_remove(&key);
            }
            Value::Mapping(deeper) if key.as_str() != Some(ground::KEY) => {
                match under.get_mut(&key) {
                    Some(Value::Mapping(there)) => merge(there, deeper),
                    _ => {
                        under.insert(key, Value::Mapping(deeper));
                    }
                }
            }
            other => {
                under.insert(key, other);
            }
        }
    }
}
