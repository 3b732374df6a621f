//! What a plan says of money: sizes, prices, commitments, discounts, lines beside the components, traffic and people.

pub(crate) mod bill;
pub(crate) mod by_provider;
pub(crate) mod commitment;
pub(crate) mod discount;
pub(super) mod people;
pub(crate) mod price;
pub(crate) mod size;
pub(crate) mod traffic;
