//! The things one can build from: vm, load-balancer, database and the rest.

use super::Numbers;
use crate::topology::{Failover, Scope};

/// A kind of component.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Name used in `service:`, `load-balancer`.
    pub name: String,
    /// What it is, in one sentence.
    pub about: String,
    /// Where it stands: `Zone` (has replicas), `Region`, `Provider` or `World` (one thing).
    pub standing: Scope,
    /// What fails of itself.
    pub own: Vec<OwnSource>,
    /// Names of the shared dependencies it uses beside the implied ones of where it stands.
    pub uses: Vec<String>,
    /// How its replicas at a site take over from each other, where one serves at a time.
    pub failover: Option<Failover>,
    /// Its default `product:` (`mysql`), where prices differ by product; empty otherwise.
    pub product: String,
    /// What is paid for it, by provider name; a provider without an entry has no price in the catalog.
    pub offers: Vec<Offer>,
}

/// Something of a component itself that fails.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnSource {
    /// Key under which a plan may change it: `hardware`, `software`, `engine`, `restarts`, `service`.
    pub name: String,
    /// Whether each replica has one, or the component at a site has one for all of them.
    pub per: Per,
    /// Share of its failures that strike all replicas of a site at once.
    pub common_cause: f64,
    /// Rates, lengths and their evidence.
    pub numbers: Numbers,
}

/// How many of something there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// One for each replica.
    Replica,
    /// One for the component at a site (or in its domain).
    Component,
}

/// One line of what a provider charges for a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// `aws`.
    pub provider: String,
    /// Word put behind the component's name on the bill, with `{size}` and the like filled in: `{size}`, `disk`.
    pub item: String,
    /// `service/sku` of the price with `{size}`, `{product}`, `{span}` to fill in; `span` is one of `spans`.
    pub price: String,
    /// What `{span}` becomes with one zone and with more: `["single-az", "multi-az"]`; empty where unused.
    pub spans: Vec<String>,
    /// How many units: `1`, `{vcpu}`, `{ram}`, `{storage}`. A line whose variable the component does not give is
    /// left out, save for `{size}` in `price`, which must be given.
    pub quantity: String,
    /// Paid once for each replica, or once for the component at a site.
    pub per: Per,
    /// True where it follows the traffic.
    pub usage: bool,
}
