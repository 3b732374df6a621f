//! `places`: providers, regions and zones of one's own, a server room or a hoster that the catalog lacks, in the plan itself, so that
//! one file runs at a colleague's.
//!
//! Each gives its own numbers for what all that stands there depends on, or says whom it is `like`: then all that it does not say is
//! that provider's, with wider ranges, and is reported as borrowed. What is neither given nor borrowed is asked for. In comes the
//! text, out goes a catalog with these places in it.

use serde_json::Value as Json;

use super::prices;
use crate::catalog::Catalog;
use crate::catalog::mean_times;
use crate::diagnostic::{quoted, suggestion};
use crate::language::{
    Definitions, Described, Entry, Fields, Here, Kind, Name, Node, Problems, Spanned, Text, Unread,
    Value, list, map, parse, scalar,
};
use crate::plan::dependency::Changed;
use crate::scope::Scope;

/// What stands for a thing that there is not, or for nobody.
const NONE: &str = "none";

map! {
    /// A provider of your own: a server room, a hoster that the catalog lacks.
    pub(crate) struct OwnPlace as PlaceForm(name: "places", definition: "own-place") {
        /// A sentence about it.
        about: Text,
        /// Its regions, each with its `zones`: `{room: {zones: [a]}}`.
        regions: Unread<Regions> = need("add its regions, such as `regions: {room: {zones: [a]}}`"),
        /// A provider of the catalog whose numbers hold for each thing that `numbers` does not name; they are reported as borrowed, and their ranges are wider.
        like: Option<Spanned<Name>> = or("nobody's: what all that stands there depends on must be given"),
        /// How often and for how long what it offers fails, `{facility: {fails: 0.5/year, lasts: 1h..6h}}`, with the keys of an [override](#override), and felt by all if neither `reach` nor `hits` is given; `none` for what there is not.
        numbers: Option<Unread<Offered>>,
    }
}

map! {
    /// A region of a place of your own.
    pub(crate) struct OwnRegion as RegionForm(name: "places-regions", definition: "own-region") {
        /// Its zones: what shares power, cooling and network is one.
        zones: Option<Unread<Zones>> = or("one building, of which one cannot choose a part"),
        /// Where it is, for people: `Busan`.
        place: Text,
        /// A metro area of the catalog whose disasters it shares, `seoul`.
        metro: Option<Name> = or("none"),
    }
}

/// Regions by name.
pub(crate) struct Regions;
/// What a place offers, by name.
pub(crate) struct Offered;
/// Names of zones.
pub(crate) struct Zones;

impl Described for Regions {
    const NAME: &'static str = "[regions](#places-regions) by name";

    fn schema(definitions: &mut Definitions) -> Json {
        let one = OwnRegion::schema(definitions);
        definitions.mode.named(one)
    }
}

impl Described for Offered {
    const NAME: &'static str = "numbers by name";

    fn schema(definitions: &mut Definitions) -> Json {
        let numbers = Changed::schema(definitions);
        let none = crate::language::schema::word(&[NONE]);
        definitions
            .mode
            .named(crate::language::schema::any([numbers, none]))
    }
}

impl Described for Zones {
    const NAME: &'static str = "names";

    fn schema(definitions: &mut Definitions) -> Json {
        crate::language::value::list_of(Name::schema(definitions))
    }
}

/// The catalog with the plan's own places in it; `None` where it has none.
pub(crate) fn laid_over(text: &str, catalog: &Catalog, problems: &Problems) -> Option<Catalog> {
    if !text.contains("places") && !text.contains("prices") {
        return None;
    }
    // What is wrong with the file as a whole is reported by whoever reads the rest of it.
    let root = parse(text, &Problems::default())?;
    let section = |key: &str| root.given(key).filter(|entry| entry.value.is_map());
    let (own, prices) = (section("places"), section("prices"));
    let places = own.or(prices)?;
    let without = root.get("world").map(|node| &node.value);
    if matches!(without, Some(Value::Scalar(text)) if text == NONE) {
        problems.error(
            &places.key_span,
            format!("`{}` adds to the catalog, and `world: none` leaves none", places.key),
            "there is no catalog",
            "remove one of the two: with `world: none` any name of a place will do, and nothing is known of it",
        );
        return None;
    }
    let reported = problems.reported();
    let mut files = Files::default();
    for entry in own.iter().flat_map(|own| own.value.entries()) {
        files.add(entry, catalog, problems);
    }
    for entry in prices.iter().flat_map(|prices| prices.value.entries()) {
        files.prices.extend(prices::row(entry, problems));
    }
    if problems.reported() == reported
        && let Some(catalog) = files.clone().over(catalog, problems)
    {
        return Some(catalog);
    }
    // With their names alone, so that who names them is not reported.
    files.bare().over(catalog, &Problems::default())
}

/// The places as files of the catalog.
#[derive(Default, Clone)]
struct Files {
    places: Vec<Entry>,
    dependencies: Vec<Entry>,
    /// Rows of the price list.
    prices: Vec<String>,
}

impl Files {
    fn add(&mut self, entry: &Entry, catalog: &Catalog, problems: &Problems) {
        let what = format!("place {}", quoted(&entry.key));
        scalar::check_name(&entry.key, &entry.key_span, "a place", problems);
        if catalog.provider(&entry.key).is_some() {
            problems.error(
                &entry.key_span,
                format!("the catalog has a provider {} already", quoted(&entry.key)),
                "not your own",
                "give it another name, or change the catalog's numbers with `override`",
            );
            return;
        }
        let here = Here::of(entry, &what, problems);
        let Some(own) = OwnPlace::read(&here) else {
            return;
        };
        let mut place = vec![
            Entry::made("about", or_name(own.about, entry)),
            Entry::made("regions", regions(&own.regions, &what, problems)),
        ];
        if let Some(like) = &own.like {
            check_like(like, &what, catalog, problems);
            place.push(Entry::made("like", Node::scalar(&*like.value, &like.span)));
        }
        self.places.push(Entry {
            value: Node::map(place, &entry.value.span),
            ..entry.clone()
        });
        let numbers = own.numbers.as_ref().map_or(&[][..], Node::entries);
        for offered in numbers {
            self.number(&entry.key, offered, &what, catalog, problems);
        }
        if own.like.is_none() {
            check_all(entry, numbers, &what, catalog, problems);
        }
    }

    /// Adds the numbers of one thing at a place.
    fn number(
        &mut self,
        place: &str,
        offered: &Entry,
        what: &str,
        catalog: &Catalog,
        problems: &Problems,
    ) {
        let known = catalog.dependency_names();
        if !known.contains(&&*offered.key) {
            problems.unknown(
                &offered.key_span,
                format!("{what}: the catalog knows no {}", quoted(&offered.key)),
                &offered.key,
                "dependency of the catalog",
                &known,
            );
            return;
        }
        let what = format!("{what}: {}", quoted(&offered.key));
        let span = &offered.value.span;
        let numbers = match &offered.value.value {
            Value::Scalar(text) if text == NONE => vec![
                Entry::made("fails", Node::scalar("never", span)),
                Entry::made("lasts", Node::scalar("0s", span)),
            ],
            _ => {
                let offered = mean_times::spelt_out(offered, &what, problems);
                let Some(changed) = Changed::read(&Here::of(&offered, &what, problems)) else {
                    return;
                };
                if changed.fails.is_none() || changed.lasts.is_none() {
                    problems.error(
                        &offered.key_span,
                        format!("{what} needs both `fails` and `lasts`"),
                        "how often, and for how long? Half of it is not taken from another place",
                        "write such as `{fails: 0.5/year, lasts: 1h..6h}`, or `none` for what there is not",
                    );
                    return;
                }
                let mut numbers = offered.value.entries().to_vec();
                for evidence in numbers.iter_mut().filter(|it| it.key == "evidence") {
                    let all = Entry::made("all", evidence.value.clone());
                    evidence.value = Node::map(vec![all], &evidence.key_span);
                }
                // Who counts outages of a place of one's own counts those that were felt: the catalog's shares are of clouds.
                for share in ["reach", "hits"] {
                    if offered.value.given(share).is_none() {
                        numbers.push(Entry::made(share, Node::scalar("100%", span)));
                    }
                }
                numbers
            }
        };
        let numbers = Entry::made(place, Node::map(numbers, span));
        let within = Entry::made("in", Node::map(vec![numbers], span));
        let thing = Node::map(vec![within], span);
        self.dependencies.push(Entry {
            value: thing,
            ..offered.clone()
        });
    }

    /// The places by their names alone.
    fn bare(mut self) -> Self {
        for place in &mut self.places {
            if let Value::Mapping(entries) = &mut place.value.value {
                entries.retain(|entry| entry.key != "like");
            }
        }
        Self {
            places: self.places,
            ..Self::default()
        }
    }

    /// The catalog with these over it.
    fn over(self, catalog: &Catalog, problems: &Problems) -> Option<Catalog> {
        // Each place has its own numbers of a thing.
        let each = self.dependencies.into_iter();
        let mut files = vec![("places.yaml", Node::map(self.places, &(0..0)))];
        files.extend(each.map(|thing| ("dependencies.yaml", Node::map(vec![thing], &(0..0)))));
        catalog.with_own(files, &prices::file(&self.prices), problems)
    }
}

/// Words, or the name of an entry where there are none.
fn or_name(words: String, entry: &Entry) -> Node {
    let words = if words.is_empty() {
        entry.key.clone()
    } else {
        words
    };
    Node::scalar(words, &entry.key_span)
}

/// The regions of a place.
fn regions(node: &Node, what: &str, problems: &Problems) -> Node {
    let mut regions = Vec::new();
    let what = format!("{what}: `regions`");
    let Some(fields) = Fields::open(node, what.clone(), &node.span, problems) else {
        return Node::map(regions, &node.span);
    };
    if node.entries().is_empty() {
        problems.error(
            &node.span,
            format!("{what} has none"),
            "empty",
            "add one, such as `room: {zones: [a]}`",
        );
    }
    for entry in node.entries() {
        fields.entry(&entry.key);
        scalar::check_name(&entry.key, &entry.key_span, "a region", problems);
        let what = format!("region {}", quoted(&entry.key));
        let Some(own) = OwnRegion::read(&Here::of(entry, &what, problems)) else {
            continue;
        };
        let mut region = vec![Entry::made("place", or_name(own.place, entry))];
        if let Some(zones) = own.zones {
            // Each once: one that is there twice is reported.
            let words = scalar::words(&zones, &format!("{what}: `zones`"), problems);
            let words = words.iter().map(|it| Node::scalar(&*it.value, &it.span));
            let value = Value::Sequence(words.collect());
            region.push(Entry::made("zones", Node { value, ..zones }));
        }
        if let Some(metro) = own.metro {
            region.push(Entry::made("metro", Node::scalar(metro, &entry.key_span)));
        }
        regions.push(Entry {
            value: Node::map(region, &entry.value.span),
            ..entry.clone()
        });
    }
    Node::map(regions, &node.span)
}

/// Reports somebody whom a place cannot be like.
fn check_like(like: &Spanned<String>, what: &str, catalog: &Catalog, problems: &Problems) {
    let with_places = catalog
        .providers()
        .iter()
        .filter(|it| !it.regions.is_empty());
    let known: Vec<&str> = with_places.map(|it| &*it.name).collect();
    if !known.contains(&&*like.value) {
        problems.error(
            &like.span,
            format!(
                "{what} is like {}, which is no provider",
                quoted(&like.value)
            ),
            &suggestion::label(&like.value, &known, "not a provider of the catalog"),
            &suggestion::help("provider", &known),
        );
    }
}

/// Reports what all that stands at a place depends on, and of which nothing is said.
fn check_all(entry: &Entry, numbers: &[Entry], what: &str, catalog: &Catalog, problems: &Problems) {
    let implied = catalog.dependencies().iter().map(|(_, it)| it);
    let is_its = |scope| matches!(scope, Scope::Zone | Scope::Region | Scope::Provider);
    let implied = implied.filter(|it| it.implied && is_its(it.scope));
    let mut missing: Vec<&str> = implied.map(|it| &*it.name).collect();
    missing.dedup();
    missing.retain(|name| numbers.iter().all(|given| given.key != *name));
    if missing.is_empty() || !problems.is_news(&entry.key_span) {
        return;
    }
    let first = missing.first().copied().unwrap_or_default();
    problems.error(
        &entry.key_span,
        format!("{what} says nothing of {}", list(&missing)),
        "all that stands there depends on these",
        &format!(
            "add `numbers: {{{first}: {{fails: 0.5/year, lasts: 1h..6h}}}}` and so on, `none` for what there is not; or `like: aws` to borrow all that is missing, with wider ranges"
        ),
    );
}
