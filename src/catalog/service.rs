//! The things one can build from: vm, load-balancer, database and the rest.

use serde_json::Value as Json;

use super::dependency::{Dependency, Standing};
use super::evidence::Evidence;
use super::failover::{Failover, RangedMoves, ranged};
use super::ground::Ground;
use super::numbers::{Entered, Numbers};
use super::numbers::{Written, range::Knowledge};
use super::tariff::{Offer, Per, Tariff};
use super::traffic::Row;
use crate::diagnostic::quoted;
use crate::failover::{AfterTotalLoss, Failover as Rule};
use crate::language::schema::any;
use crate::language::{
    ByName, Definitions, Dependencies, Here, Kind, List, Merge, Name, Several, Share, Spanned,
    Text, map,
};
use crate::place::Domain;
use crate::scope::Scope;

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
    pub failover: Option<Rule>,
    /// The numbers of that law that have a range.
    pub failover_ranges: RangedMoves,
    /// What the failover law rests on; nothing without one.
    pub failover_evidence: Vec<Evidence>,
    /// Its default `product:` (`mysql`), where prices differ by product; empty otherwise.
    pub product: String,
    /// What is paid for it, by provider name; a provider without an entry has no price in the catalog.
    pub tariffs: Vec<Tariff>,
    /// True where nothing is paid for merely having it: what it costs follows its use, or is a contract, and belongs in
    /// the plan's `bill`. A component of such a service without a tariff has no price and needs none.
    pub metered: bool,
    /// True where each site has a copy of its own, whose use is paid beside that of the first. The use of all else goes where the
    /// requests go, and is paid once wherever that is.
    pub copied: bool,
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

map! {
    /// A kind of component.
    pub(crate) struct Sold(name: "catalog-services") {
        /// What it is, in a sentence.
        about: Text = need("say in a sentence what it is"),
        /// Where it is: in a `zone` it has replicas; in a `region`, of a `provider` or of the `world` it is one thing.
        stands: Standing = need("add `stands`: zone, region, provider or world"),
        /// Whether the team's own code runs on it, which its releases may take down.
        own_code: bool = "false",
        /// What fails of itself, by name.
        own: ByName<Part> = or("nothing"),
        /// Shared things that it needs beside those of where it is.
        uses: List<Dependencies> = or("none"),
        /// How its replicas at a site take over from each other, where one serves at a time.
        failover: Option<Failover> = or("all serve"),
        /// Its product, `mysql`, where prices differ by product and the plan names none.
        product: Option<Name> = or("prices do not differ"),
        /// What providers charge for it: lines by provider.
        offers: ByName<ByName<Offer>> = or("nobody has a price"),
        /// Whether nothing is paid for merely having it.
        metered: bool = "false",
        /// Whether each site has a copy of its own, whose use is paid beside that of the first.
        copied: bool = "false",
        /// What is usually paid for its use, by provider or `any`.
        usual: ByName<Paid> = or("nothing"),
        /// What providers promise for it.
        slas: Option<Promises> = or("nothing is promised"),
    }
}

map! {
    /// Something of a component itself that fails.
    pub(crate) struct Part(name: "catalog-own") {
        /// Whether each `replica` has one, or the `component` at a site one for all of them.
        per: Per = need("add `per: replica`, or `per: component` for one at a site"),
        /// Share of its failures that strike all replicas of a site at once.
        common_cause: Option<Share> = or("none"),
        /// Its numbers; these or `of`.
        numbers: Option<Entered> = or("those of what `of` names"),
        /// The dependency that it is: all components of the service share it.
        of: Option<Spanned<Name>> = or("each component has its own"),
    }
}

map! {
    /// What providers promise for a service.
    pub(crate) struct Promises(name: "catalog-promises") {
        /// What of it counts as the provider's fault: own sources and shared things.
        covers: List<Dependencies> = need("name what counts as the provider's fault, such as `covers: [hardware]`"),
        /// The promises by provider.
        at: ByName<Promise> = need("name the promises, such as `at: {aws: {one: aws-ec2-instance}}`"),
    }
}

map! {
    /// What a provider promises for a service, by the names of `slas.yaml`.
    pub(crate) struct Promise(name: "catalog-promise") {
        /// For one in a single zone, for each replica by itself.
        one: Option<Name> = or("nothing"),
        /// For one in several zones, for all replicas together.
        several: Option<Name> = or("nothing"),
    }
}

/// What is usually paid: a map from words to rows of the price list, or a list of words.
pub(crate) struct Paid;

impl Kind for Paid {
    type Value = Vec<Usual>;
    const NAME: &'static str = "rows by what they are for, or a list of words";

    fn read(here: &Here<'_>) -> Option<Vec<Usual>> {
        if !here.node.is_map() {
            let words = Several::<Text>::read(here)?.into_iter();
            return Some(words.map(|says| Usual { says, row: None }).collect());
        }
        let rows = ByName::<Row>::read(here)?.into_iter();
        let usual = rows.map(|(says, row)| Usual {
            says: says.value,
            row: Some(row),
        });
        Some(usual.collect())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([
            ByName::<Row>::schema(definitions),
            Several::<Text>::schema(definitions),
        ])
    }

    fn merge() -> Merge {
        ByName::<Row>::merge()
    }
}

/// One entry of `services.yaml`, whose own sources may be `dependencies`. `in_plan` as of those.
pub(super) fn read(
    here: &Here<'_>,
    name: &str,
    dependencies: &[(Domain, Dependency)],
) -> Option<Service> {
    let sold = Sold::read(here)?;
    let own = sold.own.into_iter();
    let own: Vec<_> = own
        .map(|(part, own)| own.source(name, part, dependencies, here))
        .collect();
    let offers = sold.offers.iter();
    let tariffs = offers.flat_map(|(provider, lines)| {
        let line = |(item, offer): &(Spanned<String>, Offer)| {
            offer.clone().tariff(&provider.value, item, here.problems)
        };
        lines.iter().map(line)
    });
    let tariffs = tariffs.collect();
    let (covers, at) = sold
        .slas
        .map_or_else(Default::default, |it| (it.covers, it.at));
    let promised = at.into_iter().map(|(provider, promise)| Promised {
        provider: provider.value,
        one: promise.one,
        several: promise.several,
    });
    let plain = |names: Vec<Spanned<String>>| names.into_iter().map(|it| it.value).collect();
    let (failover, failover_ranges, failover_evidence) = match sold.failover {
        Some(failover) => {
            let what = format!("{}: `failover`", here.what);
            let node = here.node.get("failover").unwrap_or(here.node);
            let here = Here {
                node,
                what: &what,
                place: &node.span,
                ..*here
            };
            refuse_requires(&failover, &here);
            let law = failover.law(&here, "", AfterTotalLoss::Resume, None);
            let written = |known: Knowledge| Written {
                name: name.to_owned(),
                in_plan: false,
                span: None,
                belief: known.belief,
                evidence: failover.evidence.clone().into(),
            };
            let ranges = ranged(&here, &law, written);
            (Some(law), ranges, failover.evidence)
        }
        None => (None, Vec::new(), Vec::new()),
    };
    let usual = sold.usual.into_iter().map(|(by, usual)| (by.value, usual));
    Some(Service {
        name: name.to_owned(),
        about: sold.about,
        standing: sold.stands.scope,
        own_code: sold.own_code,
        own: own.into_iter().collect::<Option<_>>()?,
        uses: plain(sold.uses),
        failover,
        failover_ranges,
        failover_evidence,
        product: sold.product.unwrap_or_default(),
        tariffs,
        metered: sold.metered,
        copied: sold.copied,
        usual: usual.collect(),
        promised: promised.collect(),
        covers: plain(covers),
    })
}

/// What a switch waits for is named where the service is used.
fn refuse_requires(failover: &Failover, here: &Here<'_>) {
    if let Some(first) = failover.requires.first() {
        here.problems.error(
            &first.span,
            format!("{}: a service of the catalog has no `requires`", here.what),
            "only a plan says that",
            "write it at the component of the plan",
        );
    }
}

impl Part {
    fn source(
        self,
        service: &str,
        name: Spanned<String>,
        dependencies: &[(Domain, Dependency)],
        here: &Here<'_>,
    ) -> Option<OwnSource> {
        let problems = here.problems;
        let what = format!("{}: own {}", here.what, quoted(&name.value));
        let shared = self.common_cause.map(|_| "common_cause");
        let (numbers, common_cause_evidence) = match (self.numbers, &self.of) {
            (Some(mut numbers), None) => {
                let of = format!("{service} {}", name.value);
                let evidence = numbers.written_in(&of, shared, false, (&what, problems));
                let own = here.node.get("own").and_then(|own| own.get(&name.value));
                let here = Here {
                    node: own.and_then(|own| own.get("numbers")).unwrap_or(here.node),
                    what: &what,
                    place: &name.span,
                    problems,
                };
                (numbers.numbers(&of, &here)?, evidence)
            }
            (None, Some(of)) => {
                let mut known = dependencies.iter();
                let general =
                    known.find(|(place, it)| it.name == of.value && *place == Domain::World);
                let Some((_, found)) = general else {
                    problems.error(
                        &of.span,
                        format!(
                            "{what}: {} is no dependency with general numbers",
                            quoted(&of.value)
                        ),
                        "not in dependencies.yaml",
                        "name one there that has `numbers`",
                    );
                    return None;
                };
                (found.numbers.clone(), Vec::new())
            }
            _ => {
                problems.error(
                    &name.span,
                    format!("{what} needs either `numbers` or `of`"),
                    "how often does it fail, and for how long?",
                    "give it `numbers`, or `of`, the dependency that it is",
                );
                return None;
            }
        };
        Some(OwnSource {
            name: name.value,
            per: self.per,
            common_cause: self.common_cause.unwrap_or(0.0),
            common_cause_evidence,
            of: self.of.map(|of| of.value),
            numbers,
        })
    }
}
