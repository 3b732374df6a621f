//! Plans that a program makes: what is printed is read as the same plan, and means the same.

use proptest::prelude::*;

use spof::build::{self, read_plan};
use spof::catalog::Catalog;
use spof::diagnostic::SourceText;
use spof::plan::written::{
    Architecture, Component, Dependency, Failover, Given, Goal, Named, Plan, Written,
};

/// All plans of the project that can be run.
fn plans() -> Vec<(String, String)> {
    let folders = [
        "examples",
        "examples/patterns",
        "examples/recipes",
        "examples/search",
        "examples/templates",
        "tests/it/cases",
    ];
    let mut plans = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|it| it == "yaml") {
                let text = std::fs::read_to_string(&path).expect("a file");
                plans.push((path.display().to_string(), text));
            }
        }
    }
    assert!(plans.len() > 40, "{}", plans.len());
    plans
}

#[test]
fn every_plan_is_read_as_it_is_printed_and_means_the_same() {
    let catalog = Catalog::bundled();
    for (name, text) in plans() {
        let source = SourceText::new(name.as_str(), text);
        let plan = Plan::read(&source).expect("it is YAML");
        let printed = plan.to_string();
        let again = Plan::read(&printed.as_str().into()).expect("it is YAML");
        assert_eq!(again, plan, "{name}");
        let meant = build::read(&source, catalog).map(|it| it.topology);
        let made = read_plan(&plan, catalog).map(|it| it.topology);
        match (meant, made) {
            (Ok(meant), Ok(made)) => assert!(meant == made, "{name}:\n{printed}"),
            (meant, made) => panic!("{name}: {:?} {:?}", meant.err(), made.err()),
        }
    }
}

/// Words that YAML has a meaning of its own for, among those that people write.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z][a-z0-9-]{0,8}",
        "[0-9]{1,4}(h|min|%|/year)?",
        // YAML breaks lines at the separators of Unicode, and the writer folds them.
        r"[\PC&&[^\u{2028}\u{2029}]]{0,12}",
        prop::sample::select(vec![
            "", "~", "null", "true", "no", "1e3", ".nan", "- a", "a: b", "#x", "a #b", "{a}",
            "[a]", "*a", "&a", "!a", "|", ">", "'", "\"", "a\nb", " a ", "0x10", "012", "1.50",
            "-1", "=", "<<", "?", "a:", ": a", "%a", "@a", "`a",
        ])
        .prop_map(str::to_owned),
    ]
}

fn value() -> impl Strategy<Value = Written> {
    let leaf = prop_oneof![Just(Written::Null), word().prop_map(Written::Word)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Written::List),
            prop::collection::btree_map(name(), inner, 0..4)
                .prop_map(|map| Written::Map(map.into_iter().collect())),
        ]
    })
}

fn given() -> impl Strategy<Value = Given<Written>> {
    prop_oneof![
        Just(Given::Not),
        value().prop_map(|value| match value {
            Written::Null => Given::Null,
            value => Given::Is(value),
        })
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9._-]{1,8}",
        word().prop_filter("a name", |it| !it.is_empty() && it != "<<")
    ]
}

fn named<T: Clone + std::fmt::Debug>(
    each: impl Strategy<Value = T>,
) -> impl Strategy<Value = Given<Named<T>>> {
    let each = prop_oneof![Just(None), each.prop_map(Some)];
    prop::collection::btree_map(name(), each, 0..3).prop_map(|map| {
        let entries = map.into_iter();
        let entries = entries.map(|(name, it)| (name, it.map_or(Given::Null, Given::Is)));
        Given::Is(Named(entries.collect()))
    })
}

fn component() -> impl Strategy<Value = Component> {
    (given(), given(), given(), given()).prop_map(|(service, fails, size, failover)| Component {
        service,
        fails,
        size,
        failover,
        ..Component::default()
    })
}

fn architecture() -> impl Strategy<Value = Architecture> {
    let failover = (given(), given()).prop_map(|(detect, failback)| Failover {
        detect,
        failback,
        ..Failover::default()
    });
    let failover = prop_oneof![
        Just(Given::Not),
        Just(Given::Null),
        failover.prop_map(Given::Is)
    ];
    (
        given(),
        named(value_that_is()),
        failover,
        named(component()),
    )
        .prop_map(|(like, sites, failover, components)| Architecture {
            like,
            sites,
            failover,
            components,
            ..Architecture::default()
        })
}

fn value_that_is() -> impl Strategy<Value = Written> {
    value().prop_filter("a value", |it| *it != Written::Null)
}

fn plan() -> impl Strategy<Value = Plan> {
    let dependency = (given(), given()).prop_map(|(scope, lasts)| Dependency {
        scope,
        lasts,
        ..Dependency::default()
    });
    let goal = given().prop_map(|availability| Goal {
        availability,
        ..Goal::default()
    });
    let parts = (
        given(),
        given(),
        goal,
        named(component()),
        named(dependency),
    );
    (parts, named(architecture())).prop_map(
        |((service, path, goal, components, dependencies), architectures)| Plan {
            spof: 1.into(),
            service,
            path,
            goal: goal.into(),
            components,
            dependencies,
            architectures,
            ..Plan::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_plan_is_read_as_it_is_printed(plan in plan()) {
        let text = plan.to_string();
        let again = Plan::read(&text.as_str().into());
        prop_assert_eq!(again.map_err(|it| format!("{it:?}\n{text}")), Ok(plan));
    }
}

/// What is wrong with a plan that a program made is said in the text that it is printed as.
#[test]
fn a_mistake_is_shown_where_it_is_printed() {
    let component = Component {
        service: "vn".into(),
        ..Component::default()
    };
    let plan = Plan {
        spof: 1.into(),
        service: "shop".into(),
        path: ["web"].into(),
        components: [("web", component)].into(),
        architectures: [(
            "one",
            Architecture {
                sites: [("here", "aws/ap-northeast-2/a")].into(),
                ..Architecture::default()
            },
        )]
        .into(),
        ..Plan::default()
    };
    let refused = spof::study(&plan).expect_err("there is no such service");
    let told = refused.to_string();
    assert!(
        told.contains("vn") && told.contains("did you mean"),
        "{told}"
    );
}
