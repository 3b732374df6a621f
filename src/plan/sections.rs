//! The plan as a whole, an architecture, and the search: their keys, each described once. What their sections mean is read by
//! `document`, `head`, `architecture` and `choices`.

use serde_json::{Value as Json, json};
use std::marker::PhantomData;

use super::architecture::complexity::{Complex, ComplexityForm};
use super::architecture::path::Needed;
use super::architecture::replicas::ByComponent;
use super::architecture::requests::{ClassForm, ClassOf};
use super::architecture::site::Somewhere;
use super::architecture::stated::{Known, KnownForm};
use super::component::keys::{ComponentForm, Keys};
use super::dependency::mitigation::{Guard, MitigationForm};
use super::dependency::{Changed, DependencyForm, OverrideForm, SharedThing};
use super::failure::crew::Crews;
use super::failure::failover::{ActiveActiveForm, Together};
use super::goal::{Goal, GoalForm};
use super::head::{SlaCredits, SlaCreditsForm};
use super::money::bill::{BillLineForm, Line};
use super::money::commitment::ByTerm;
use super::money::people::{Hours, People, PeopleForm};
use super::money::traffic::{Traffic, TrafficForm};
use super::places::{OwnPlace, PlaceForm};
use crate::catalog::Grounds;
use crate::catalog::{Failover, FailoverForm};
use crate::language::schema::{any, or_null, whole, word};
use crate::language::value::{list_of, positive};
use crate::language::{
    Definitions, Described, Kind, Merge, Mode, Name, Named, Number, Share, Text, Unread, map,
};

/// What a section of the plan, or of an architecture, is laid over that of another.
pub(crate) const ARCHITECTURE: Merge = Merge::By(|key| Design::SHAPE.under(key));
/// The same of what stands at the top alone.
pub(crate) const PLAN: Merge = Merge::By(|key| Top::SHAPE.under(key));

map! {
    /// A plan: what a request needs, what fails, and the ways it could be deployed.
    pub(crate) keys Top as Plan(name: "plan", rules: path_or_requests) {
        /// Version of the language: 1.
        spof: Unread<Version> = need(""),
        /// Name of the service.
        service: Unread<Title> = need(""),
        /// A sentence about it.
        about: Section<Text>,
        /// `stationary`: a year in the steady state; `new`: everything up and new.
        start: Unread<Begin> = "stationary",
        /// `none`: no catalog, and any names of providers, regions and zones.
        world: Unread<WorldName> = "bundled",
        /// Providers of your own, laid over the catalog's ([places](#places)).
        places: Unread<Names<OwnPlace>> => Named<PlaceForm> = or("none"),
        /// Rows of the price list of your own, or in place of those that are there, in US dollars: `{office/room/server/rack: 40/month}`.
        prices: Unread<Names<Unread<UnitPrice>, FullName>> => Named<crate::language::Written> = or("the catalog's"),
        /// A folder beside the plan with files of a catalog of your own, laid over the bundled one as by `--models`: `models: ./models`.
        models: Section<Text>,
        /// Currency of goals and totals, ISO 4217.
        currency: Unread<Currency> = "USD",
        /// Units of the currency for one US dollar; required when it is another.
        fx: Unread<Rate>,
        /// Share added to the whole bill, people's work apart.
        vat: Section<Share> = "0%",
        /// What you want ([goal](#goal)).
        goal: Section<Goal> => GoalForm = or("nothing"),
        /// The architecture that runs today; steps to others are counted from it.
        today: Section<Name> = or("the cheapest"),
        /// What the team's own work costs ([people](#people-and-engineering)).
        people: Section<People> => PeopleForm = or("not said"),
        /// What you get round to claiming of what providers pay back ([credits](#sla_credits)).
        sla_credits: Section<SlaCredits> => SlaCreditsForm = or("not said"),
        /// What the plan's own numbers rest on where they do not say for themselves ([evidence](#evidence)).
        evidence: Section<Grounds> = or("given without a source"),
        /// What a request needs: a list means all of it. This or `requests`, here or in each architecture.
        path: Section<Unread<Needed>>,
        /// What shortens an outage as its users feel it; architectures name those they have ([mitigations](#mitigations)).
        mitigations: Unread<Names<Guard>> => Named<MitigationForm> = or("none"),
        /// The candidates, in the order of the report ([architectures](#architectures)).
        architectures: Unread<Candidates> => Named<Architecture> = need(""),
        /// The choices that are left open, for `spof search` ([search](#search)).
        search: Section<Unread<Space>> => Search = or("nothing is open"),
        /// What the service is built from ([components](#components)).
        components: Unread<Names<Keys>> => Named<ComponentForm>,
        /// Shared things of your own, beside the catalog's ([dependencies](#dependencies)).
        dependencies: Unread<Names<SharedThing>> => Named<DependencyForm>,
        /// Who repairs ([crews](#crews)).
        crews: Unread<Names<Crews>> => Named<crate::language::Written> = or("repair begins at once"),
        /// Classes of requests, where not all of them need the same, in place of `path` ([requests](#requests)).
        requests: Unread<Names<ClassOf>> => Named<ClassForm>,
        /// Numbers over the catalog's, by full name: `aws/ap-northeast-2/dns-resolver` ([override](#override)).
        override_ as "override": Unread<Names<Changed, FullName>> => Named<OverrideForm>,
        /// What the components' own prices do not cover, by line ([bill](#bill)).
        bill: Unread<Names<Line, Label>> => Named<BillLineForm>,
        /// `1y`: prices with a year's commitment where they are sold; `none`: on demand. Or a map by provider ([money](#money)).
        commitment: Section<Unread<ByTerm>> = "none",
        /// What you have negotiated off the price list, as a share, by provider or by a service of the list.
        discounts: Unread<Names<Share, Discounted>> => Named<crate::language::Written> = or("none"),
        /// How much data moves in a month; what that costs follows from where the sites are.
        traffic: Section<Traffic> => TrafficForm = or("none is paid"),
        /// Hours a month that somebody of yours works on it: `6 h`; priced by `people`.
        engineering: Section<Hours> = or("not said"),
    }
}

/// The plan as a whole.
pub(crate) struct Top;

map! {
    /// A way to deploy the service.
    pub(crate) keys Design as Architecture(name: "architectures", rules: one_of_two_laws) {
        /// A sentence about it; not handed on by `like`.
        about: Text,
        /// An answer worked out elsewhere, to hold the simulation against ([known](#known)); not handed on by `like`.
        known: Known => KnownForm,
        /// The architecture it takes over, to change parts of it ([like](#like)).
        like: Name,
        /// The option of each choice of `search` that it has; the first of those it does not name.
        choose: Unread<Options>,
        /// Where it runs, preferred first ([sites](#sites)).
        sites: Unread<Names<Unread<Somewhere>>> => Named<crate::language::Written>,
        /// How many of what stands in a zone ([replicas](#replicas)).
        replicas: Unread<Names<Unread<ByComponent>>> => Named<crate::language::Written> = or("one in each zone of a site"),
        /// How sites take over from each other; or `active-active` ([failover](#failover)).
        failover: Unread<FailoverOfSites> => FailoverForm,
        /// How sites serve together; or `failover` ([active-active](#active-active)).
        active_active as "active-active": Together => ActiveActiveForm,
        /// Names of those it has.
        mitigations: Unread<Had> = or("none"),
        /// What it costs once to move to it, `2000`, in the plan's currency; reported, in no monthly cost.
        once: Section<Number> = or("nothing"),
        /// What a request needs, in place of the plan's `path` or `requests`.
        path: Unread<Needed> = or("the plan's"),
        /// How many times as often your own shared things fail here, by name: `{release: 1.5}` ([complexity](#complexity)).
        complexity: Unread<Names<Complex>> => Named<ComplexityForm> = or("as often as anywhere"),
        /// What the service is built from, laid over the plan's; `null` removes an entry.
        components: Unread<Names<Keys>> => Named<ComponentForm> = or("the plan's"),
        /// Shared things of your own, laid over the plan's.
        dependencies: Unread<Names<SharedThing>> => Named<DependencyForm> = or("the plan's"),
        /// Who repairs, laid over the plan's.
        crews: Unread<Names<Crews>> => Named<crate::language::Written> = or("the plan's"),
        /// Classes of requests, laid over the plan's, or in place of its `path`.
        requests: Unread<Names<ClassOf>> => Named<ClassForm> = or("the plan's"),
        /// Numbers over the catalog's, laid over the plan's.
        override_ as "override": Unread<Names<Changed, FullName>> => Named<OverrideForm> = or("the plan's"),
        /// What else is paid, by line, laid over the plan's.
        bill: Unread<Names<Line, Label>> => Named<BillLineForm> = or("the plan's"),
        /// `1y`, `none`, or a map by provider, in place of the plan's.
        commitment: Section<Unread<ByTerm>> = or("the plan's"),
        /// What you have negotiated off the price list, laid over the plan's.
        discounts: Unread<Names<Share, Discounted>> => Named<crate::language::Written> = or("the plan's"),
        /// How much data moves in a month, laid over the plan's.
        traffic: Section<Traffic> => TrafficForm = or("the plan's"),
        /// Hours a month that somebody of yours works on it, in place of the plan's.
        engineering: Section<Hours> = or("the plan's"),
    }
}

/// An architecture.
pub(crate) struct Design;

map! {
    /// The choices that are left open.
    pub(crate) keys Open as Search(name: "search") {
        /// The architecture that every design begins as.
        like: Name = or("the first"),
        /// Per choice its options, each a patch as of `like`; or a patch with one range, `{replicas: {web: 1..4}}`.
        choose: Unread<Choices> = need(""),
        /// Combinations that make no sense: `[{second: pilot-light, zones: one}]`.
        never: Unread<Never> = or("all make sense"),
    }
}

/// What is left open.
pub(crate) struct Open;

fn path_or_requests(schema: &mut Json, _: &mut Definitions) {
    schema["not"] = neither("path", "requests");
    let dollars = json!({ "properties": { "currency": { "enum": ["USD", null] } } });
    schema["anyOf"] = json!([dollars, { "required": ["fx"] }]);
}

fn one_of_two_laws(schema: &mut Json, _: &mut Definitions) {
    schema["not"] = neither("failover", "active-active");
}

/// Not both.
fn neither(one: &str, other: &str) -> Json {
    let given = json!({ "not": { "type": "null" } });
    json!({ "required": [one, other], "properties": { one: given, other: given } })
}

/// A section, of which everything may be commented out.
pub(crate) struct Section<K>(PhantomData<K>);

impl<K: Kind> Kind for Section<K> {
    type Value = K::Value;
    const NAME: &'static str = K::NAME;

    fn read(here: &crate::language::Here<'_>) -> Option<K::Value> {
        K::read(here)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        or_null(K::schema(definitions))
    }

    fn merge() -> Merge {
        K::merge()
    }
}

/// How names are written.
pub(crate) trait Naming {
    /// The JSON Schema of one.
    fn schema(definitions: &mut Definitions) -> Json;
}

/// Things of one kind by their names.
pub(crate) struct Names<K, N = Plain>(PhantomData<(K, N)>);

impl<K: Kind, N: Naming> Described for Names<K, N> {
    const NAME: &'static str = "map by name";

    fn schema(definitions: &mut Definitions) -> Json {
        let (name, each) = (N::schema(definitions), K::schema(definitions));
        or_null(definitions.mode.keyed(name, each))
    }

    fn merge() -> Merge {
        Merge::Names(K::merge)
    }
}

/// A name as of a component.
pub(crate) struct Plain;

impl Naming for Plain {
    fn schema(_: &mut Definitions) -> Json {
        whole("name")
    }
}

/// A name with its place, `aws/backbone`.
pub(crate) struct FullName;

impl Naming for FullName {
    fn schema(_: &mut Definitions) -> Json {
        json!({ "pattern": "^[^/]+(/[^/]+){1,3}$" })
    }
}

/// A line of the bill.
pub(crate) struct Label;

impl Naming for Label {
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("label", |_| {
            json!({
                "description": "A short text on one line, at most 63 characters.",
                "type": ["string", "number"],
                "pattern": r"^(?=.*\S)[^\x00-\x1f\x7f]{1,63}$",
            })
        })
    }
}

/// A provider or a service of the price list.
pub(crate) struct Discounted;

impl Naming for Discounted {
    fn schema(_: &mut Definitions) -> Json {
        whole("discounted")
    }
}

/// Kinds that are read where they stand and only described here.
macro_rules! described {
    ($($(#[doc = $about:literal])+ $kind:ident $name:literal, $schema:expr;)+) => {
        $(
            $(#[doc = $about])+
            pub(crate) struct $kind;

            impl Described for $kind {
                const NAME: &'static str = $name;

                fn schema(definitions: &mut Definitions) -> Json {
                    let schema: fn(&mut Definitions) -> Json = $schema;
                    schema(definitions)
                }
            }
        )+
    };
}

described! {
    /// The version of the language.
    Version "1", |_| json!({ "enum": [1, "1"] });
    /// The name of the service.
    Title "text", |_| json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" });
    /// How a life begins.
    Begin "`stationary`, `new`", |_| or_null(word(&["stationary", "new"]));
    /// Whether there is a catalog.
    WorldName "`bundled`, `none`", |_| or_null(word(&["bundled", "none"]));
    /// Three letters.
    Currency "three letters", |_| or_null(json!({ "type": "string", "pattern": "^[A-Z]{3}$" }));
    /// What a unit costs.
    UnitPrice "money for a unit", |_| json!({ "type": "string", "pattern": "^[^/]+/.+$" });
    /// More than zero.
    Rate "number", |_| or_null(positive());
    /// The mitigations that an architecture has.
    Had "mitigations", |_| list_of(whole("name"));
    /// The candidates.
    Candidates "map by name", |definitions| json!({
        "type": "object",
        "propertyNames": whole("name"),
        "minProperties": 1,
        "additionalProperties": design(definitions),
    });
    /// What is left open.
    Space "map", |definitions| Open::SHAPE.schema(definitions);
    /// Choices, each with its options.
    Choices "choices", |definitions| {
        let design = design(definitions);
        let options = json!({
            "type": "object",
            "propertyNames": whole("name"),
            "minProperties": 1,
            "additionalProperties": or_null(design.clone()),
        });
        let range = json!({ "type": "object", "required": ["replicas"] });
        json!({
            "type": "object",
            "propertyNames": whole("name"),
            "minProperties": 1,
            "additionalProperties": { "anyOf": [options, range, design] },
        })
    };
    /// Combinations of options.
    Never "list", |_| json!({ "type": "array", "items": { "type": "object", "minProperties": 1 } });
}

/// The option of each choice.
pub(crate) struct Options;

impl Described for Options {
    const NAME: &'static str = "options by choice";

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "object" })
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

/// A law by which sites take over from each other.
pub(crate) struct FailoverOfSites;

impl Described for FailoverOfSites {
    const NAME: &'static str = "[map](#failover)";

    fn schema(definitions: &mut Definitions) -> Json {
        any([Failover::schema(definitions), word(&["none"])])
    }

    fn merge() -> Merge {
        Failover::merge()
    }
}

/// An architecture: everything in it may be laid over another one by `like`.
fn design(definitions: &mut Definitions) -> Json {
    definitions.same("architecture", |definitions| {
        let before = std::mem::replace(&mut definitions.mode, Mode::LaidOver);
        let schema = Design::SHAPE.in_place(definitions);
        definitions.mode = before;
        schema
    })
}
