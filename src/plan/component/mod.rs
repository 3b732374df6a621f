//! `components`: what the service is built from, the catalog's numbers filled in and the plan's laid over them.

mod by_site;
pub(crate) mod keys;
pub(crate) mod load;
pub(crate) mod own;

use crate::catalog::mean_times;
use crate::catalog::{Service, Usual};
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::failover::AfterTotalLoss;
use crate::language::{Entry, Fields, Here, Node, Problems, Spanned, Value, scalar};
use crate::plan::failure::failover::{self, Takeover};
use crate::plan::failure::maintenance::{self, Maintenance};
use crate::plan::money::commitment::{self, Commitments};
use crate::plan::money::price::{self, Prices};
use crate::plan::money::size::{self, Sizes};
use crate::plan::names::Names;
use crate::plan::place::{self, Pin};
use crate::scope::Scope;
use keys::Keys;
use load::Capacity;
use own::Own;

/// A component, everything about it known but its places.
#[derive(Debug, Clone)]
pub(crate) struct Component<'w> {
    /// Its name in the plan.
    pub(crate) name: Spanned<String>,
    /// What the catalog has of such a thing.
    pub(crate) service: Option<&'w Service>,
    /// Where it stands: a zone, region, provider or the world.
    pub(crate) standing: Scope,
    /// The provider or region it is pinned to.
    pub(crate) at: Option<Spanned<Pin>>,
    /// Its size, by provider where they differ.
    pub(crate) sizes: Sizes,
    /// `mysql`; empty where it does not matter.
    pub(crate) product: String,
    /// Whether the plan says so, and not the service.
    pub(crate) names_product: bool,
    /// Storage [GB].
    pub(crate) storage: Option<f64>,
    /// Shared things it uses beside the implied ones.
    pub(crate) uses: Vec<Spanned<String>>,
    /// Whether the plan names them, and not the service.
    pub(crate) names_uses: bool,
    /// What fails of itself.
    pub(crate) own: Vec<Own>,
    /// What it costs, where the plan says so.
    pub(crate) prices: Option<Prices>,
    /// What is committed to for it, in place of what the architecture or the plan says.
    pub(crate) commitment: Commitments,
    /// True where its replicas at all sites are one failover group.
    pub(crate) across: Option<crate::diagnostic::Span>,
    /// How its replicas take over from each other.
    pub(crate) failover: Option<Takeover>,
    /// Planned work on it.
    pub(crate) maintenance: Option<Maintenance>,
    /// How much of the load each replica carries.
    pub(crate) load: Option<Capacity>,
    /// What it is at sites where it differs.
    pub(crate) by_site: Vec<(Spanned<String>, Self)>,
    /// True where something about it was reported, so that what follows from it is not reported.
    pub(crate) flawed: bool,
}

/// Reads a component. Even one with mistakes is given back as far as it is understood, so that other parts of the plan
/// are not reported for them.
pub(crate) fn read<'w>(
    entry: &Entry,
    names: &Names<'w>,
    problems: &Problems,
) -> Option<Component<'w>> {
    scalar::check_name(&entry.key, &entry.key_span, "a component", problems);
    let mut component = read_one(entry, None, names, problems)?;
    // What is wrong with the rest would be reported once for each site.
    if !component.flawed {
        component.by_site = by_site::read(entry, &component, names, problems);
    }
    Some(component)
}

/// The component as it is at a site, or wherever it does not differ.
fn read_one<'w>(
    entry: &Entry,
    site: Option<&str>,
    names: &Names<'w>,
    problems: &Problems,
) -> Option<Component<'w>> {
    let mut what = format!("component {}", quoted(&entry.key));
    if let Some(site) = site {
        what = format!("{what} at {}", quoted(site));
    }
    let reported = problems.reported();
    let entry = &*mean_times::spelt_out(entry, &what, problems);
    let here = Here::of(entry, &what, problems);
    let fields = Fields::of(&here, Keys::SHAPE)?;
    let keys = Keys::take(&fields)?;
    let label = |key: &str| format!("{what}: `{key}`");
    let service = keys
        .service
        .as_ref()
        .and_then(|node| read_service(node, &what, names, problems));
    let understood = service.is_some() || keys.service.is_none();
    let standing = keys
        .stands
        .map(|stands| stands.0)
        .or(service.map(|service| service.standing))
        .unwrap_or(Scope::Zone);
    let own = own::read(
        &entry.key, &fields, &keys, service, understood, standing, problems,
    );
    let failover = read_failover(&what, entry, service, problems);
    check_members(&what, entry, standing, understood, problems);
    let span = entry.value.given("load").map(|entry| &entry.key_span);
    let load = keys.load.zip(span).map(|(load, span)| load.capacity(span));
    if let Some(load) = load.as_ref().filter(|_| understood) {
        load.check_replicas(&what, standing, failover.as_ref(), problems);
    }
    let place = |key: &str| entry.value.given(key).map(|entry| &entry.value);
    let mut component = Component {
        name: entry.name(),
        service,
        standing,
        at: keys.at.and_then(|node| {
            read_at(
                &node,
                &label("at"),
                understood.then_some(standing),
                names,
                problems,
            )
        }),
        sizes: keys
            .size
            .map(|node| size::read(&node, &label("size"), names, problems))
            .unwrap_or_default(),
        names_product: keys.product.is_some(),
        product: keys
            .product
            .as_ref()
            .and_then(|node| read_product(node, &label("product"), service, names, problems))
            .or(service.map(|service| &*service.product))
            .unwrap_or_default()
            .to_owned(),
        storage: keys.storage,
        names_uses: keys.uses.is_some(),
        uses: keys.uses.unwrap_or_else(|| {
            let uses = service.map(|service| service_uses(service, entry));
            uses.unwrap_or_default()
        }),
        own,
        prices: keys
            .price
            .and_then(|node| price::read(&node, &label("price"), names, problems)),
        commitment: keys
            .commitment
            .map(|node| commitment::read(&node, &label("commitment"), names, problems))
            .unwrap_or_default(),
        across: keys
            .across
            .and(place("across"))
            .map(|node| node.span.clone()),
        failover,
        maintenance: place("maintenance").and_then(|node| {
            let what = label("maintenance");
            maintenance::checked(&entry.key, keys.maintenance, node, &what, problems)
        }),
        load,
        by_site: Vec::new(),
        flawed: false,
    };
    refuse_replicas(&fields, &entry.key, problems);
    refuse_use(&fields, service, problems);
    fields.finish();
    component.flawed = problems.reported() > reported;
    Some(component)
}

/// Replicas are a matter of an architecture.
fn refuse_replicas(fields: &Fields<'_>, name: &str, problems: &Problems) {
    if fields.node.get("replicas").is_some()
        && let Some(entry) = fields.entry("replicas")
    {
        let count = match &entry.value.value {
            Value::Scalar(text) => scalar::tame(text),
            _ => "2".to_owned(),
        };
        problems.error(
            &entry.key_span,
            "replicas are set on an architecture, not on a component",
            "not here",
            &format!(
                "write `replicas: {{{}: {count}}}` in the architecture",
                name
            ),
        );
    }
}

/// How much something is used is a matter of the bill.
fn refuse_use(fields: &Fields<'_>, service: Option<&Service>, problems: &Problems) {
    let usual = service.iter().flat_map(|service| &service.usual);
    let usual = usual.flat_map(|(at, usual)| usual.iter().map(move |it| (at, it)));
    let usual: Vec<(&String, &Usual)> = usual.collect();
    for entry in fields.strangers() {
        let Value::Scalar(amount) = &entry.value.value else {
            continue;
        };
        let named = usual.iter().find(|it| it.1.says == entry.key);
        let is_number = amount.starts_with(|first: char| first.is_ascii_digit());
        if named.is_none() && (fields.nearly(&entry.key) || !is_number) {
            continue;
        }
        let row = |it: &&(&String, &Usual)| it.1.row.is_some();
        let Some((at, usual)) = named.filter(row).or_else(|| usual.iter().find(row)) else {
            continue;
        };
        // Of what is not among the usual lines nobody knows the amount.
        let amount = match named {
            Some(_) => scalar::tame(amount),
            None => "1000".to_owned(),
        };
        // Known from now on, so that it is reported once.
        fields.entry(&entry.key);
        problems.error(
            &entry.key_span,
            format!("{}: how much it is used stands in `bill`", fields.what()),
            "not here",
            &format!(
                "at {at} write `bill: {{{}: {{price: {}, quantity: {}}}}}` beside `components`",
                usual.says,
                usual.row.as_deref().unwrap_or_default(),
                amount
            ),
        );
    }
}

impl<'w> Component<'w> {
    /// What it is at a site.
    pub(crate) fn at_site(&self, site: &str) -> &Self {
        let mut differing = self.by_site.iter();
        let found = differing.find(|(name, _)| name.value == site);
        found.map_or(self, |(_, component)| component)
    }

    /// What it is wherever it does not differ, and at each site where it does.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Self> {
        let differing = self.by_site.iter().map(|(_, component)| component);
        std::iter::once(self).chain(differing)
    }
}

/// A product, if the price list sells the service by product, must be one of those there.
fn read_product<'a>(
    node: &'a Node,
    what: &str,
    service: Option<&Service>,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<&'a str> {
    let name = scalar::text(node, what, problems)?;
    let Some(service) = service else {
        return Some(name);
    };
    if name == service.product || names.sells_product(service, name) {
        return Some(name);
    }
    let known = names.products(service);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    if !known.is_empty() {
        problems.error(
            &node.span,
            format!(
                "{what}: there is no product {} of `{}`",
                quoted(name),
                service.name
            ),
            &suggestion::label(name, &known, "not in the price list"),
            &suggestion::help("product", &known),
        );
    }
    Some(name)
}

fn service_uses(service: &Service, entry: &Entry) -> Vec<Spanned<String>> {
    let named = |name: &String| Spanned {
        value: name.clone(),
        span: entry.key_span.clone(),
    };
    service.uses.iter().map(named).collect()
}

fn read_service<'w>(
    node: &Node,
    what: &str,
    names: &Names<'w>,
    problems: &Problems,
) -> Option<&'w Service> {
    let name = scalar::text(node, &format!("{what}: `service`"), problems)?;
    let mut found = names.service(name);
    if found.is_none() {
        if names.catalog().is_none() {
            problems.error(
                &node.span,
                format!(
                    "{what} has a `service`, but `world: none` leaves no catalog to find it in"
                ),
                "there is no catalog",
                "remove `world: none`, or say what fails with `fails` and `lasts`",
            );
        } else {
            let known = names.services();
            problems.error(
                &node.span,
                format!("unknown service {}", quoted(name)),
                &suggestion::label(name, &known, "not in the catalog"),
                &suggestion::help("service", &known),
            );
            // The rest is read as of the one that was meant, so that one misspelt word is one message.
            found = suggestion::nearest(name, known).and_then(|meant| names.service(meant));
        }
    }
    found
}

fn read_at(
    node: &Node,
    what: &str,
    standing: Option<Scope>,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Spanned<Pin>> {
    let pin = place::read_pin(node, what, names, problems)?;
    if standing == Some(Scope::Zone) {
        problems.error(
            &node.span,
            format!("{what} cannot move what stands in a zone"),
            "its replicas stand in the zones of the sites",
            "choose the place with `sites`, or let it stand elsewhere with `stands: region`",
        );
        return None;
    }
    if standing == Some(Scope::Region) && pin.region.is_none() {
        problems.error(
            &node.span,
            format!("{what} must name a region, since it stands in one"),
            "this is a provider",
            &format!("write `{}/REGION`", pin.provider),
        );
        return None;
    }
    Some(node.spanned(pin))
}

/// The catalog's law with what the plan says laid over it, or none at all.
fn read_failover(
    what: &str,
    entry: &Entry,
    service: Option<&Service>,
    problems: &Problems,
) -> Option<Takeover> {
    let given = entry.value.given("failover");
    let dropped = entry.value.get("failover").is_some_and(|node| {
        node.is_null() || matches!(&node.value, Value::Scalar(text) if text == "none")
    });
    match given {
        _ if dropped => None,
        Some(given) => {
            let what = format!("{what}: `failover`");
            let below = service
                .and_then(|service| Some((service.failover.as_ref()?, &service.failover_ranges)));
            let here = Here::of(given, &what, problems);
            let whose = (entry.key.as_str(), "");
            let mut takeover = failover::read(&here, whose, AfterTotalLoss::Resume, below)?;
            // How long a switch takes is what the evidence of a service's law is of.
            if given.value.given("switch").is_none() {
                let of_service = service.map(|service| service.failover_evidence.clone());
                takeover.evidence = of_service.unwrap_or_default();
            }
            Some(takeover)
        }
        None => service.and_then(|service| {
            Some(Takeover {
                law: service.failover.clone()?,
                ranges: service.failover_ranges.clone(),
                evidence: service.failover_evidence.clone(),
                own: Vec::new(),
                requires: Vec::new(),
                span: entry.key_span.clone(),
            })
        }),
    }
}

/// A failover law is for things that can take over from each other.
fn check_members(
    what: &str,
    entry: &Entry,
    standing: Scope,
    understood: bool,
    problems: &Problems,
) {
    let law = entry.value.get("failover").filter(|node| node.is_map());
    if let Some(node) = law
        && understood
        && standing != Scope::Zone
        && entry.value.given("across").is_none()
    {
        problems.error(
            &node.span,
            format!("{what} is one thing, with nothing to fail over to"),
            "no replicas",
            "remove `failover`, let it stand in a zone, or make it one group over all sites with `across: sites`",
        );
    }
}

/// Reports names that are no components.
pub(crate) fn check_names(
    names: &[Spanned<String>],
    what: &str,
    components: &[Component<'_>],
    problems: &Problems,
) {
    let known: Vec<&str> = components
        .iter()
        .map(|component| &*component.name.value)
        .collect();
    for name in names.iter().filter(|name| !known.contains(&&*name.value)) {
        if !problems.is_news(&name.span) {
            continue;
        }
        problems.error(
            &name.span,
            format!("{what} names no component: {}", quoted(&name.value)),
            &suggestion::label(&name.value, &known, "not a component of this plan"),
            &suggestion::help("component", &known),
        );
    }
}
