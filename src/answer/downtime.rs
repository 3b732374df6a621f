//! Minutes a year without service, and where their mean comes from.

use schemars::JsonSchema;
use serde::Serialize;

use super::reason::Reason;

/// Minutes a year without service.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Downtime {
    /// Always `minutes/year`.
    #[schemars(extend("const" = "minutes/year"))]
    pub unit: &'static str,
    /// Expected downtime [min/year]; the best estimate there is.
    pub mean: f64,
    /// 95 % interval of the mean [min/year] from the finite number of lives; says nothing of how well the rates are known. Both
    /// ends are the mean where that is exact.
    pub ci95: [f64; 2],
    /// Half of all years have at most this [min].
    pub p50: f64,
    /// Nine years of ten have at most this [min]: a bad year.
    pub p90: f64,
    /// 99 years of 100 have at most this [min].
    pub p99: f64,
    /// Mean over the simulated lives [min/year].
    pub simulated: f64,
    /// 95 % interval of `simulated` [min/year]; the same as `ci95` where nothing is exact.
    pub simulated_ci95: [f64; 2],
    /// Exact mean [min/year]; `null` where there is none.
    pub exact: Option<f64>,
    /// Where `mean` comes from.
    pub estimator: Estimator,
    /// Why from there, a sentence without its full stop.
    #[schemars(with = "String")]
    pub estimator_reason: Reason,
    /// Years of plain simulation that would make the interval of the mean as narrow; `null` where it is exact, and where
    /// nothing was seen.
    pub effective_sample_size: Option<f64>,
    /// What one would have believed [min/year]: every dependency of the catalog that a region or
    /// provider shares independent in each zone.
    pub believed: f64,
    /// True where no downtime was seen at all and the mean is not known exactly: `mean` is then 0 and `ci95[1]` the bound 3/n × a year.
    pub none_seen: bool,
    /// False where the interval of the mean is not to be believed yet: too few lives were down, or a few of them make much of all
    /// downtime. Always true where the mean is computed, and where `none_seen` stands with its bound.
    pub settled: bool,
}

impl Downtime {
    /// What decisions count with [min/year]: the mean, or where no downtime was seen its bound, for nothing seen is not
    /// nothing.
    #[must_use]
    pub fn mean_or_bound(&self) -> f64 {
        if self.none_seen {
            self.ci95[1]
        } else {
            self.mean
        }
    }
}

/// Where a mean comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Estimator {
    /// Computed.
    Exact,
    /// Computed outage by outage, without years; outages that overlap are drawn in pairs.
    FirstOrder,
    /// Simulated, and put right by how far the same years lead an exactly known relaxation astray.
    Controlled,
    /// Simulated in weighted branches with likelier failures, for plain years to the precision would be too many.
    ImportanceSampled,
    /// Simulated.
    Simulated,
}
