//! What an architecture buys each month: what, where, and how much of it. What it costs is for `bill` to find out: a
//! price here is one that the plan itself gives.

use super::leaf::LeafId;
use crate::units::{Amount, CostKind, MoneyRate};

/// Everything that an architecture buys, in the order of its bill.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Purchases {
    /// Its components, at each of their places.
    pub components: Vec<Purchase>,
    /// What the plan's `bill` adds to them.
    pub charges: Vec<Charge>,
    /// Data that crosses a border which is paid for.
    pub flows: Vec<Flow>,
    /// The ways of which the plan says how much data moves, be it none.
    pub told: Vec<Way>,
    /// The team's own work; `None` where the plan does not say.
    pub work: Option<Work>,
    /// What was negotiated off the price list.
    pub discounts: Vec<Discount>,
    /// What is paid once, in the plan's currency: for moving to it, and for mitigations.
    pub once: Vec<Once>,
}

/// Something that is paid once.
#[derive(Debug, Clone, PartialEq)]
pub struct Once {
    /// The mitigation that it is for; `None` for the move to the architecture.
    pub mitigation: Option<String>,
    /// How much [currency].
    pub amount: f64,
}

/// Where something is bought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shop {
    /// Name of the site, for the bill; empty where it belongs to none.
    pub site: String,
    /// `aws`; empty where the vendor is not known.
    pub provider: String,
    /// `ap-northeast-2`; empty for what has no region.
    pub region: String,
}

/// A component at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Purchase {
    /// Its name in the plan.
    pub component: String,
    /// Where it is bought.
    pub shop: Shop,
    /// How many of it; 1 for what has no replicas.
    pub replicas: usize,
    /// Their leaves.
    pub leaves: Vec<LeafId>,
    /// Whether it stands in several zones, so that a provider promises for all replicas together.
    pub several_zones: bool,
    /// What the catalog calls such a thing; `None` where it is nothing of the catalog.
    pub service: Option<String>,
    /// `mysql`; empty where it does not matter.
    pub product: String,
    /// Whether the plan says which; else it is the one that the service is taken to be.
    pub names_product: bool,
    /// What it is bought as.
    pub size: Option<Size>,
    /// Storage of each replica [GB].
    pub storage: Option<f64>,
    /// What is committed to for it.
    pub commitment: Option<Commitment>,
    /// What one costs by the plan, in place of the price list.
    pub quote: Option<Quote>,
    /// Whether the plan gives a price at other providers, so that one is missed here.
    pub quoted_elsewhere: bool,
    /// What of its tariffs another component pays at the same site, where that is paid once: `service/sku`.
    pub settled: Vec<String>,
}

/// What a component is bought as.
#[derive(Debug, Clone, PartialEq)]
pub enum Size {
    /// `t3.small`.
    Named(String),
    /// `{vcpu: 2, ram: 4}`.
    Shaped {
        /// Processors.
        vcpu: f64,
        /// Memory [GB].
        ram: f64,
    },
}

/// A promise to stay for a time, for a lower price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// `1y`.
    pub term: String,
    /// Whether it is the component's own, and not that of all its architecture.
    pub own: bool,
}

/// A price as a plan gives it.
#[derive(Debug, Clone, PartialEq)]
pub enum Quote {
    /// It costs nothing.
    Free,
    /// US dollars for a time.
    Money {
        /// How much for how long.
        rate: MoneyRate,
        /// As the plan has it, where the plan is not in dollars: `20 EUR/month`.
        written: Option<String>,
    },
    /// US dollars a unit: `0.126/GB`.
    Unit {
        /// US dollars.
        usd: f64,
        /// Of what.
        unit: String,
        /// As the plan has it, where the plan is not in dollars: `0.05 EUR/GB`.
        written: Option<String>,
    },
    /// A row of the price list: `load_balancer/alb` or `gcp/us-central1/load_balancer/data_processed`.
    Path(String),
}

/// Something that the plan's `bill` names, at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Charge {
    /// Its name in the plan.
    pub name: String,
    /// Where it is bought.
    pub shop: Shop,
    /// How much of it a month.
    pub amount: Amount,
    /// What a unit costs.
    pub quote: Quote,
    /// Fixed or usage, where said.
    pub kind: Option<CostKind>,
}

/// Data that leaves a site across one kind of border.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Where it goes.
    pub way: Way,
    /// The site that sends and pays.
    pub shop: Shop,
    /// How much [GB/month].
    pub volume: f64,
    /// The regions it goes to in equal shares, where the price may differ by them.
    pub regions: Vec<String>,
    /// What a GB costs by the plan, in place of the price list.
    pub quote: Option<Quote>,
}

/// Where data goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the users, over the internet.
    Out,
    /// To another zone of the region.
    BetweenZones,
    /// To another region of the provider.
    BetweenRegions,
    /// To another provider, over the internet.
    BetweenClouds,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Out,
        Self::BetweenZones,
        Self::BetweenRegions,
        Self::BetweenClouds,
    ];

    /// Its key in a plan.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::BetweenZones => "between_zones",
            Self::BetweenRegions => "between_regions",
            Self::BetweenClouds => "between_clouds",
        }
    }

    /// What the bill calls it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Out => "traffic out",
            Self::BetweenZones => "traffic between zones",
            Self::BetweenRegions => "traffic between regions",
            Self::BetweenClouds => "traffic between clouds",
        }
    }
}

/// Hours of the team's own work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Work {
    /// How many a month.
    pub hours: f64,
    /// What one costs [USD]; `None` where the plan does not say, and the bill has none of them.
    pub hourly: Option<f64>,
}

/// One negotiated discount.
#[derive(Debug, Clone, PartialEq)]
pub struct Discount {
    /// Whose prices, `aws`.
    pub provider: String,
    /// Which of them, `vm_ondemand_linux`; `None` for all.
    pub service: Option<String>,
    /// What is taken off, as a share.
    pub share: f64,
}
