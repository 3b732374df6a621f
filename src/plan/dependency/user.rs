//! `used_by`: components that depend on a shared thing, everywhere or at one site.

use serde_json::{Value as Json, json};

use crate::language::value::list_of;
use crate::language::{Definitions, Here, Kind, Spanned, scalar};

/// What stands between a component and its site.
const AT: &str = " at ";

/// A component that depends on a shared thing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct User {
    /// The component.
    pub(crate) component: Spanned<String>,
    /// The site at which it does; `None` for every one.
    pub(crate) site: Option<Spanned<String>>,
}

/// Components, each perhaps with its site.
pub(crate) struct Users;

impl Kind for Users {
    type Value = Vec<User>;
    const NAME: &'static str = "components, `NAME at SITE`";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        let words = scalar::words(here.node, here.what, here.problems);
        let user = |word: Spanned<String>| {
            let (component, site) = match word.value.split_once(AT) {
                Some((component, site)) => (component, Some(site)),
                None => (&*word.value, None),
            };
            let part = |text: &str| Spanned {
                value: text.trim().to_owned(),
                span: word.span.clone(),
            };
            User {
                component: part(component),
                site: site.map(part),
            }
        };
        Some(words.into_iter().map(user).collect())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("users", |_| {
            let name = r"[\p{L}\p{N}_.-]{1,63}";
            list_of(json!({
                "description": "A component, `web`, or its replicas at one site, `web at azure`.",
                "type": ["string", "number"],
                "pattern": format!("^{name}( +at +{name})?$"),
            }))
        })
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}
