//! The things one can build from: vm, load-balancer, database and the rest.

use super::decode::{Scalar, at, entries, from, law, share};
use super::dependency::{Dependency, RawScope};
use super::evidence::{self, Evidence};
use super::ground::Ground;
use super::numbers::{Numbers, RawNumbers};
use super::tariff::{self, Per, RawPer, Tariff};
use crate::failover::{AfterTotalLoss, Failback, Failover, Otherwise};
use crate::law::Law;
use crate::place::Domain;
use crate::scope::Scope;
use crate::units::parse_share;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// In `usual`, whoever sells it.
pub const ANY: &str = "any";

/// A kind of component.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Name used in `service:`, `load-balancer`.
    pub name: String,
    /// What it is, in one sentence.
    pub about: String,
    /// Where it stands: `Zone` (has replicas), `Region`, `Provider` or `World` (one thing).
    pub standing: Scope,
    /// Whether the team's own code runs on it, which its releases may take down.
    pub own_code: bool,
    /// What fails of itself.
    pub own: Vec<OwnSource>,
    /// Names of the shared dependencies it uses beside the implied ones of where it stands.
    pub uses: Vec<String>,
    /// How its replicas at a site take over from each other, where one serves at a time.
    pub failover: Option<Failover>,
    /// What the failover law rests on; nothing without one.
    pub failover_evidence: Vec<Evidence>,
    /// Its default `product:` (`mysql`), where prices differ by product; empty otherwise.
    pub product: String,
    /// What is paid for it, by provider name; a provider without an entry has no price in the catalog.
    pub tariffs: Vec<Tariff>,
    /// True where nothing is paid for merely having it: what it costs follows its use, or is a contract, and belongs in
    /// the plan's `bill`. A component of such a service without a tariff has no price and needs none.
    pub metered: bool,
    /// What is usually paid beside that and follows the use, by provider name or [`ANY`]: lines for a plan's `bill`.
    pub usual: Vec<(String, Vec<Usual>)>,
    /// What providers promise for it, by the ids of `slas.yaml`; none where nothing is promised.
    pub promised: Vec<Promised>,
    /// What of it counts as the provider's fault in those promises: own sources and shared dependencies, by name.
    pub covers: Vec<String>,
}

/// Something that is usually paid for the use of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    /// What it is, as people say: `requests`.
    pub says: String,
    /// Its row of the price list, `service/sku`; `None` where no list has one.
    pub row: Option<String>,
}

/// What a provider promises for a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Promised {
    /// `aws`.
    pub provider: String,
    /// The promise for one that stands in a single zone, for each replica by itself.
    pub one: Option<String>,
    /// The promise for one in several zones, for all replicas together.
    pub several: Option<String>,
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
    /// The dependency that it is, `function-service`: all components of the service share it in one region, or at one vendor.
    /// `None` where each component has its own.
    pub of: Option<String>,
    /// What that share rests on.
    pub common_cause_evidence: Vec<Evidence>,
    /// Rates, lengths and their evidence.
    pub numbers: Numbers,
}

impl OwnSource {
    /// What its numbers rest on, each piece of evidence once.
    #[must_use]
    pub fn grounds(&self) -> Vec<Ground> {
        let mut grounds = self.numbers.grounds();
        let shared = self.common_cause_evidence.iter();
        grounds.extend(shared.map(|evidence| Ground {
            of: "common_cause".to_owned(),
            evidence: evidence.clone(),
        }));
        grounds
    }
}

impl Service {
    /// What a provider promises for it in one zone, or in several.
    #[must_use]
    pub fn promise(&self, provider: &str, several: bool) -> Option<&str> {
        let mut promised = self.promised.iter();
        let found = promised.find(|promised| promised.provider == provider)?;
        let id = if several { &found.several } else { &found.one };
        id.as_deref()
    }

    /// The own source of that name.
    #[must_use]
    pub fn own_source(&self, name: &str) -> Option<&OwnSource> {
        self.own.iter().find(|source| source.name == name)
    }

    /// The name under which an own source is covered by promises: that of the dependency that it is, if any.
    #[must_use]
    pub fn named<'a>(&'a self, own: &'a String) -> &'a String {
        let of = self.own_source(own).and_then(|source| source.of.as_ref());
        of.unwrap_or(own)
    }

    /// What one provider charges for it, line by line.
    pub fn tariffs_of<'a>(&'a self, provider: &'a str) -> impl Iterator<Item = &'a Tariff> {
        self.tariffs
            .iter()
            .filter(move |tariff| tariff.provider == provider)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawService {
    about: String,
    stands: RawScope,
    #[serde(default)]
    own_code: bool,
    #[serde(default)]
    own: Mapping,
    #[serde(default)]
    uses: Vec<String>,
    failover: Option<RawFailover>,
    #[serde(default)]
    product: String,
    #[serde(default)]
    offers: Mapping,
    #[serde(default)]
    metered: bool,
    #[serde(default)]
    usual: Mapping,
    slas: Option<RawSlas>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSlas {
    covers: Vec<String>,
    at: Mapping,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPromised {
    one: Option<String>,
    several: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOwnSource {
    per: RawPer,
    common_cause: Option<Scalar>,
    numbers: Option<RawNumbers>,
    of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFailover {
    detect: Option<Value>,
    decide: Option<Value>,
    switch: Option<Value>,
    succeeds: Option<Scalar>,
    otherwise: Option<Value>,
    after_total_loss: Option<RawAfter>,
    failback: Option<RawFailback>,
    evidence: Option<Value>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawAfter {
    Switch,
    Resume,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawFailback {
    AtOnce,
    Never,
}

/// One entry of `services.yaml`.
pub(super) fn decode(
    name: &str,
    value: &Value,
    dependencies: &[(Domain, Dependency)],
) -> Result<Service, String> {
    let raw: RawService = from(value)?;
    let mut own = Vec::new();
    for (source, value) in entries(&raw.own) {
        let source = source?;
        own.push(
            own_source(name, &source, value, dependencies)
                .map_err(|message| format!("own `{source}`: {message}"))?,
        );
    }
    let mut tariffs = Vec::new();
    for (provider, lines) in entries(&raw.offers) {
        let provider = provider?;
        let lines: Mapping =
            from(lines).map_err(|message| format!("offers of `{provider}`: {message}"))?;
        for (item, value) in entries(&lines) {
            let item = item?;
            let line = tariff::decode(&provider, &item, value);
            tariffs.push(
                line.map_err(|message| format!("offer `{item}` of `{provider}`: {message}"))?,
            );
        }
    }
    let mut promised = Vec::new();
    let (covers, at) = raw
        .slas
        .map_or_else(Default::default, |slas| (slas.covers, slas.at));
    for (provider, value) in entries(&at) {
        let provider = provider?;
        let RawPromised { one, several } =
            from(value).map_err(|message| format!("slas of `{provider}`: {message}"))?;
        promised.push(Promised {
            provider,
            one,
            several,
        });
    }
    let usual = entries(&raw.usual).map(|(provider, paid)| Ok((provider?, usual(paid)?)));
    let usual: Result<_, String> = usual.collect();
    let failover_evidence = raw.failover.as_ref().and_then(|it| it.evidence.as_ref());
    let failover_evidence = failover_evidence.map(evidence::decode).transpose();
    let failover_evidence =
        failover_evidence.map_err(|message| format!("`failover`: `evidence`: {message}"))?;
    Ok(Service {
        name: name.to_owned(),
        about: raw.about,
        standing: raw.stands.into(),
        own_code: raw.own_code,
        own,
        uses: raw.uses,
        failover: raw
            .failover
            .map(failover)
            .transpose()
            .map_err(|message| format!("`failover`: {message}"))?,
        failover_evidence: failover_evidence.unwrap_or_default(),
        product: raw.product,
        tariffs,
        metered: raw.metered,
        usual: usual.map_err(|message| format!("`usual`: {message}"))?,
        promised,
        covers,
    })
}

/// What is usually paid: a map from words to rows, or a list of words.
fn usual(paid: &Value) -> Result<Vec<Usual>, String> {
    if paid.is_sequence() {
        let words: Vec<String> = from(paid)?;
        let each = words.into_iter().map(|says| Usual { says, row: None });
        return Ok(each.collect());
    }
    let rows: Mapping = from(paid)?;
    let each = entries(&rows).map(|(says, row)| {
        Ok(Usual {
            says: says?,
            row: Some(from(row)?),
        })
    });
    each.collect()
}

fn own_source(
    service: &str,
    name: &str,
    value: &Value,
    dependencies: &[(Domain, Dependency)],
) -> Result<OwnSource, String> {
    let raw: RawOwnSource = from(value)?;
    let shared = raw.common_cause.as_ref().map(|_| "common_cause");
    let (numbers, common_cause_evidence) = match (raw.numbers, &raw.of) {
        (Some(numbers), None) => {
            let (numbers, evidence) =
                numbers.written_in(&format!("{service} {name}"), None, shared)?;
            (numbers.decode()?, evidence)
        }
        (None, Some(of)) => {
            let mut known = dependencies.iter();
            let general = known.find(|(place, it)| it.name == *of && *place == Domain::World);
            let (_, found) = general.ok_or_else(|| {
                format!("`of` names `{of}`, which is no dependency with general numbers")
            })?;
            (found.numbers.clone(), Vec::new())
        }
        _ => return Err("give it either `numbers` or the dependency that it is, `of`".to_owned()),
    };
    Ok(OwnSource {
        name: name.to_owned(),
        per: raw.per.into(),
        common_cause: share(raw.common_cause.as_ref(), 0.0, "common_cause")?,
        common_cause_evidence,
        of: raw.of,
        numbers,
    })
}

fn failover(raw: RawFailover) -> Result<Failover, String> {
    let step = |value: Option<&Value>| value.map_or(Ok(Law::Fixed(0.0)), law);
    let succeeds = raw
        .succeeds
        .map_or(Ok(1.0), |text| parse_share(&text.0).map_err(at("succeeds")))?;
    let otherwise = match &raw.otherwise {
        None if succeeds < 1.0 => return Err("a switch that can fail needs `otherwise`".to_owned()),
        None => Otherwise::Wait,
        Some(value) if value.as_str() == Some("wait") => Otherwise::Wait,
        Some(value) => Otherwise::Later(law(value)?),
    };
    Ok(Failover {
        detect: step(raw.detect.as_ref())?,
        decide: step(raw.decide.as_ref())?,
        switch: step(raw.switch.as_ref())?,
        succeeds,
        otherwise,
        after_total_loss: match raw.after_total_loss {
            Some(RawAfter::Switch) => AfterTotalLoss::Switch,
            Some(RawAfter::Resume) | None => AfterTotalLoss::Resume,
        },
        failback: match raw.failback {
            Some(RawFailback::Never) => Failback::Never,
            Some(RawFailback::AtOnce) | None => Failback::AtOnce,
        },
        dormant_failures: 1.0,
        no_capacity: 0.0,
        botched: None,
        lag: None,
    })
}
