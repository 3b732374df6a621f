//! Tables with typed indices: what a row of one table names cannot be looked up in another.
//!
//! An [`Id`] is made by the table that holds what it names ([`Table::push`], [`Table::ids`]), never from a bare number, so
//! that a lookup needs no answer to "and what if there is no such row".

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// Names one `T` of a [`Table`]; four bytes.
pub struct Id<T> {
    number: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(index: usize) -> Self {
        Self {
            // No table of a plan comes near four billion rows: the number of leaves and of sources is bounded.
            number: u32::try_from(index).unwrap_or(u32::MAX),
            of: PhantomData,
        }
    }

    /// Its place in the table, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.number as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = std::any::type_name::<T>().rsplit(':').next();
        write!(out, "{}Id({})", kind.unwrap_or_default(), self.number)
    }
}

/// Rows of which each has an [`Id`]. `Table<Id<T>, T>` hands the ids out; `Table<Id<T>, U>` holds something else for
/// each of the same rows ([`Table::map`]).
#[derive(Clone, PartialEq)]
pub struct Table<I, T> {
    rows: Vec<T>,
    ids: PhantomData<fn() -> I>,
}

impl<K, T> Table<Id<K>, T> {
    /// Without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::from_iter([])
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: T) -> Id<K> {
        self.rows.push(row);
        Id::new(self.rows.len() - 1)
    }

    /// The rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// The rows in order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<K>> + ExactSizeIterator + use<K, T> {
        (0..self.rows.len()).map(Id::new)
    }

    /// The rows in order, each with its id.
    pub fn iter_with_ids(&self) -> impl ExactSizeIterator<Item = (Id<K>, &T)> {
        self.ids().zip(&self.rows)
    }

    /// The id of the first row for which `wanted` holds.
    pub fn find(&self, wanted: impl FnMut(&T) -> bool) -> Option<Id<K>> {
        self.rows.iter().position(wanted).map(Id::new)
    }

    /// A table with something else for each of the same rows.
    pub fn map<U>(&self, of: impl FnMut(&T) -> U) -> Table<Id<K>, U> {
        self.rows.iter().map(of).collect()
    }
}

impl<K, T> Default for Table<Id<K>, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(out)
    }
}

impl<K, T> FromIterator<T> for Table<Id<K>, T> {
    fn from_iter<R: IntoIterator<Item = T>>(rows: R) -> Self {
        Self {
            rows: rows.into_iter().collect(),
            ids: PhantomData,
        }
    }
}

impl<I, T> IntoIterator for Table<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut Table<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter_mut()
    }
}

impl<'a, I, T> IntoIterator for &'a Table<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<K, T> Index<Id<K>> for Table<Id<K>, T> {
    type Output = T;

    fn index(&self, id: Id<K>) -> &T {
        &self.rows[id.index()]
    }
}

impl<K, T> Index<&Id<K>> for Table<Id<K>, T> {
    type Output = T;

    fn index(&self, id: &Id<K>) -> &T {
        &self[*id]
    }
}

impl<K, T> IndexMut<Id<K>> for Table<Id<K>, T> {
    fn index_mut(&mut self, id: Id<K>) -> &mut T {
        &mut self.rows[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_their_rows() {
        let mut words: Table<Id<&str>, &str> = Table::new();
        let (one, two) = (words.push("one"), words.push("two"));
        assert_eq!((words[one], words[two], words.len()), ("one", "two", 2));
        assert_eq!(words.ids().collect::<Vec<_>>(), [one, two]);
        assert_eq!(words.find(|word| *word == "two"), Some(two));
        let lengths = words.map(|word| word.len());
        assert_eq!(lengths[two], 3);
    }
}
