//! What of the requests is served.

use super::{architecture, leaf, read};
use spof::topology::{Node, NodeId};

#[test]
fn classes_share_the_requests() {
    let topology = read(
        "requests:
  read: {path: [web]}
  search: {path: [web, index]}
  write: {path: [web, db], optional: true, share: 20%}
components:
  web: {fails: 1/year, lasts: 1h}
  db: {fails: 1/year, lasts: 1h}
  index: {fails: 1/year, lasts: 1h}
architectures:
  one: {sites: {here: my/lab/a}}
  loaded: {like: one, replicas: {web: 2}, components: {web: {load: {carries: 60%, overload: partial}}}}
  required: {like: one, requests: {write: {optional: false}}}
  gone: {like: one, requests: {write: null}}
  path: {like: one, path: [web, db, index]}
  again: {like: path, requests: {read: {share: 30%}}}
",
    );
    let told = |name: &str| -> Vec<(String, f64, usize)> {
        let parts = architecture(&topology, name).parts.iter();
        parts
            .map(|part| {
                let share = (part.share * 1e9).round() / 1e9;
                (part.name.clone(), share, part.loads.len())
            })
            .collect()
    };
    let part = |name: &str, share, loads| (name.to_owned(), share, loads);
    assert_eq!(told("one"), [part("write", 0.2, 0)]);
    assert_eq!(
        told("loaded"),
        [
            part("read", 0.4, 1),
            part("search", 0.4, 1),
            part("write", 0.2, 1)
        ]
    );
    assert_eq!(told("required"), []);
    assert_eq!(told("gone"), []);
    assert_eq!(told("path"), []);
    assert_eq!(told("again"), [part("write", 0.2, 0)]);
    // The service needs what is not optional, and the part needs its own path.
    let one = architecture(&topology, "one");
    let below = |node: NodeId| match &one.nodes[node] {
        Node::AtLeast { needs, of } => (*needs, of.clone()),
        other => panic!("{other:?}"),
    };
    let (needs, of) = below(one.root);
    assert_eq!((needs, &*leaf(one, of[0])), (2, "here/web/1"));
    let (_, search) = below(of[1]);
    assert_eq!(leaf(one, search[1]), "here/index/1");
    let (_, write) = below(one.parts[0].at[0]);
    assert_eq!(
        [leaf(one, write[0]), leaf(one, write[1])],
        ["here/web/1", "here/db/1"]
    );
    let load = &architecture(&topology, "loaded").parts[0].loads[0];
    assert_eq!((&*load.component, load.carries), ("web", 0.6));
    assert_eq!(load.replicas[0].len(), 2);
}

#[test]
fn load_is_lost_in_part_or_altogether() {
    let topology = read(
        "path: [web]
components:
  web: {fails: 1/year, lasts: 1h, load: {carries: 30%, overload: collapse}}
architectures:
  one: {sites: {here: my/lab/a}, replicas: {web: 5}}
  partial: {like: one, components: {web: {load: {overload: partial}}}}
  shared:
    like: one
    sites: {there: my/other/b}
    active-active: {needs: 2}
    replicas: {web: 2}
",
    );
    let needs = |name: &str| -> Vec<(u32, usize)> {
        let nodes = architecture(&topology, name).nodes.iter();
        nodes
            .filter_map(|node| match node {
                Node::AtLeast { needs, of } => Some((*needs, of.len())),
                _ => None,
            })
            .collect()
    };
    assert_eq!(needs("one"), [(4, 5)]);
    assert_eq!(architecture(&topology, "one").parts, []);
    assert_eq!(needs("partial"), [(1, 5)]);
    let parts = &architecture(&topology, "partial").parts;
    assert_eq!((&*parts[0].name, parts[0].share), ("", 1.0));
    assert_eq!(parts[0].at, [architecture(&topology, "partial").root]);
    // Two sites that must both be up take half of the load each.
    assert_eq!(needs("shared"), [(2, 2), (2, 2), (2, 2)]);
}
