//! The check that every number of an answer is a number: JSON and CSV have no word for NaN or infinity.
//!
//! A walk over an answer's serialised form, which is all that is ever written of it: no field can be forgotten.

use std::{
    fmt::{self, Display, Write},
    ops::Deref,
};

use serde::{Serialize, Serializer, ser};

/// An answer without NaN and without infinity; only the check makes one, and only what is checked is written for scripts.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub struct Finite<'a, T>(&'a T);

impl<'a, T: Serialize> Finite<'a, T> {
    /// Looks at every number of an answer.
    ///
    /// # Errors
    /// When one is NaN or infinite, which is our own mistake: the first is named.
    pub fn new(answer: &'a T) -> Result<Self, NotFinite> {
        answer.serialize(&mut Walk {
            path: String::new(),
            owner: "the plan".to_owned(),
        })?;
        Ok(Self(answer))
    }
}

impl<T> Deref for Finite<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0
    }
}

/// Why an answer cannot be written for a script.
#[derive(Debug, thiserror::Error)]
pub enum NotFinite {
    /// A number is NaN or infinite.
    #[error("`{path}` of {owner} is {value}, which is not a number anybody can use")]
    Number {
        /// Path of the field in the JSON contract: `architectures[1].downtime.ci95[0]`.
        path: String,
        /// Name of what it belongs to, or the plan.
        owner: String,
        /// The offending value.
        value: f64,
    },
    /// A type refused to be serialised.
    #[error("{0}")]
    Other(String),
}

impl ser::Error for NotFinite {
    fn custom<T: Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }
}

/// Where the walk is.
struct Walk {
    /// Path of the value that is looked at.
    path: String,
    /// The last name that was met on the way to it.
    owner: String,
}

impl Walk {
    /// Looks at a value one step further down.
    fn inside<T: Serialize + ?Sized>(
        &mut self,
        step: fmt::Arguments<'_>,
        value: &T,
    ) -> Result<(), NotFinite> {
        let here = self.path.len();
        self.path.write_fmt(step).map_err(ser::Error::custom)?;
        value.serialize(&mut *self)?;
        self.path.truncate(here);
        Ok(())
    }

    /// Looks at a field.
    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), NotFinite> {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.inside(format_args!("{dot}{name}"), value)
    }

    fn level(&mut self) -> Level<'_> {
        Level {
            owner: self.owner.clone(),
            next: 0,
            key: String::new(),
            walk: self,
        }
    }
}

/// A list, a map or a struct while its parts are looked at.
struct Level<'a> {
    walk: &'a mut Walk,
    /// Whose numbers those around it are.
    owner: String,
    /// Number of the next item of a list.
    next: usize,
    /// Key of the next value of a map.
    key: String,
}

impl Level<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotFinite> {
        let index = self.next;
        self.next += 1;
        self.walk.inside(format_args!("[{index}]"), value)
    }

    fn leave(self) {
        self.walk.owner = self.owner;
    }
}

/// Values that hold no number that could be none.
macro_rules! harmless {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, _: $type) -> Result<(), NotFinite> {
            Ok(())
        })*
    };
}

impl<'a> Serializer for &'a mut Walk {
    type Ok = ();
    type Error = NotFinite;
    type SerializeSeq = Level<'a>;
    type SerializeTuple = Level<'a>;
    type SerializeTupleStruct = Level<'a>;
    type SerializeTupleVariant = Level<'a>;
    type SerializeMap = Level<'a>;
    type SerializeStruct = Level<'a>;
    type SerializeStructVariant = Level<'a>;

    harmless! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_char: char,
        serialize_bytes: &[u8], serialize_unit_struct: &'static str
    }

    fn serialize_f32(self, value: f32) -> Result<(), NotFinite> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), NotFinite> {
        if value.is_finite() {
            return Ok(());
        }
        Err(NotFinite::Number {
            path: self.path.clone(),
            owner: self.owner.clone(),
            value,
        })
    }

    fn serialize_str(self, value: &str) -> Result<(), NotFinite> {
        let field = self.path.rsplit('.').next();
        if matches!(field, Some("name" | "architecture")) {
            value.clone_into(&mut self.owner);
        }
        Ok(())
    }

    fn serialize_none(self) -> Result<(), NotFinite> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), NotFinite> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotFinite> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<(), NotFinite> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), NotFinite> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), NotFinite> {
        self.field(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }

    fn serialize_tuple(self, _: usize) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Level<'a>, NotFinite> {
        Ok(self.level())
    }
}

/// The parts of lists, by their number.
macro_rules! items {
    ($($kind:ident $part:ident),*) => {
        $(impl ser::$kind for Level<'_> {
            type Ok = ();
            type Error = NotFinite;

            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotFinite> {
                self.item(value)
            }

            fn end(self) -> Result<(), NotFinite> {
                self.leave();
                Ok(())
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
}

/// The parts of structs, by their name.
macro_rules! fields {
    ($($kind:ident),*) => {
        $(impl ser::$kind for Level<'_> {
            type Ok = ();
            type Error = NotFinite;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), NotFinite> {
                self.walk.field(name, value)
            }

            fn end(self) -> Result<(), NotFinite> {
                self.leave();
                Ok(())
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for Level<'_> {
    type Ok = ();
    type Error = NotFinite;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotFinite> {
        let key = serde_json::to_value(key).map_err(ser::Error::custom)?;
        self.key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotFinite> {
        self.walk.field(&self.key, value)
    }

    fn end(self) -> Result<(), NotFinite> {
        self.leave();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Serialize)]
    struct Shop {
        precision: f64,
        designs: Vec<Design>,
        vat: f64,
    }

    #[derive(Debug, Serialize)]
    struct Design {
        name: &'static str,
        interval: [f64; 2],
        exact: Option<f64>,
    }

    fn shop() -> Shop {
        let design = |name| Design {
            name,
            interval: [1.0, 2.0],
            exact: Some(1.5),
        };
        Shop {
            precision: 0.01,
            designs: vec![design("one"), design("two")],
            vat: 0.1,
        }
    }

    #[test]
    fn the_first_number_that_is_none_is_named_with_its_owner() {
        assert!(Finite::new(&shop()).is_ok());
        let mut odd = shop();
        odd.vat = f64::NAN;
        let said = |shop: &Shop| Finite::new(shop).unwrap_err().to_string();
        let tail = "which is not a number anybody can use";
        assert_eq!(said(&odd), format!("`vat` of the plan is NaN, {tail}"));
        odd.designs[1].interval[1] = f64::INFINITY;
        assert_eq!(
            said(&odd),
            format!("`designs[1].interval[1]` of two is inf, {tail}")
        );
        odd.designs[0].exact = Some(f64::NEG_INFINITY);
        assert_eq!(
            said(&odd),
            format!("`designs[0].exact` of one is -inf, {tail}")
        );
    }
}
