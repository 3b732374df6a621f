//! What the price list lacks for a purchase. Facts alone: `build` knows where in the plan they come from, and says them.

/// Something that has no price.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack {
    /// Of what.
    pub of: Purchased,
    /// What is missing.
    pub missing: Missing,
}

/// One of an architecture's [`crate::topology::Purchases`], by its index among its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purchased {
    /// A component at a place.
    Component(usize),
    /// A charge of the plan's `bill`.
    Charge(usize),
    /// Data that moves.
    Flow(usize),
}

/// What is missing for a price.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// Nobody sells the component there.
    Seller,
    /// A size by name, which it is sold by; sold are these, the cheapest first.
    SizeByName(Vec<String>),
    /// A size in processors and memory, which it is sold by.
    SizeByShape,
    /// Its storage, which it is sold by.
    Storage,
    /// The size it is bought as.
    Size {
        /// `service/sku` of the row that is missing.
        path: String,
        /// Sold are these, the cheapest first.
        sold: Vec<String>,
    },
    /// A size that holds as much as it is bought for.
    Shape {
        /// Processors.
        vcpu: f64,
        /// Memory [GB].
        ram: f64,
        /// Sold are these, the cheapest first.
        sold: Vec<String>,
    },
    /// It is sold for fewer replicas: for this many at most.
    Replicas(usize),
    /// It is not sold with the commitment that is its own.
    Commitment,
    /// The row of the price with a commitment, `service/sku`.
    CommittedRow(String),
    /// A row that one of its tariffs is in.
    Row {
        /// `service/sku`.
        path: String,
        /// What such a row is mostly a price for.
        unit: String,
    },
    /// A row that the plan names as a price.
    Path(String),
    /// The amount is in another unit than the price.
    Unit {
        /// The amount's.
        amount: String,
        /// The price's.
        price: String,
        /// Whether things are counted, each paid for all hours of a month.
        hourly: bool,
    },
    /// A price of moving data that way.
    Way,
    /// The row that the price of moving data is in, `service/sku`.
    WayRow(String),
    /// A price of moving more data than this row, the last, is for.
    WayBeyond(String),
}
