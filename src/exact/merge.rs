//! Amounts under keys, brought together.

use std::ops::AddAssign;

/// Puts amounts in order of their keys, those under one key as one.
pub fn merge<K: Ord + Copy, V: AddAssign + Copy>(amounts: &mut Vec<(K, V)>) {
    amounts.sort_unstable_by_key(|amount| amount.0);
    amounts.dedup_by(|more, kept| {
        let same = more.0 == kept.0;
        if same {
            kept.1 += more.1;
        }
        same
    });
}
