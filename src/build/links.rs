//! What leaves depend on: shared things, listed or implied, and what a switch has to wait for.

use super::architect::{Architect, Need};
use super::lowering::against;
use super::resolve::{Resolver, Standing};
use super::stand::Stand;
use crate::diagnostic::{Diagnostic, quoted};
use crate::language::Spanned;
use crate::place::Domain;
use crate::plan::architecture::site::SiteId;
use crate::plan::component::Component;
use crate::plan::dependency::user::User;
use crate::plan::failure::{crew::Repairs, failover::Takeover};
use crate::scope::Scope;
use crate::topology::{
    Leaf, LeafId, LeafKind, Node, NodeId, RepairNeeds, Source, SourceId, Strike, Target,
};
use std::rc::Rc;

impl<'l, 'w> Architect<'l, '_, 'w> {
    /// Links a leaf to the shared things it depends on, listed or implied.
    pub(super) fn depend(&mut self, component: &Component<'_>, leaf: LeafId, standing: &Standing) {
        let key = (component.name.value.clone(), standing.clone());
        let known = self.needs.get(&key).map(Rc::clone);
        let needs = known.unwrap_or_else(|| Rc::new(self.needs_of(component, standing)));
        self.needs.insert(key, Rc::clone(&needs));
        for (source, mitigations) in needs.iter() {
            if self.linked.insert((*source, leaf)) {
                self.link(*source, leaf, mitigations.clone());
            }
        }
    }

    /// The shared things a component depends on where it stands, and what the architecture has against them.
    fn needs_of(&mut self, component: &Component<'_>, standing: &Standing) -> Vec<Need> {
        let candidate = self.candidate;
        let resolver = self.resolver();
        let who = format!(
            "component {} needs",
            crate::diagnostic::quoted(&component.name.value)
        );
        let mut sources = resolver.implied(standing);
        let mut itself: Vec<String> = Vec::new();
        for own in &component.own {
            let shared = resolver.of_itself(own, component, standing);
            itself.extend(shared.iter().map(|source| source.name.clone()));
            sources.extend(shared);
        }
        let against_itself = self.against_component(component);
        let standing = &resolver.with_vendor(component, standing);
        for name in &component.uses {
            if component.names_uses || resolver.has_it(&name.value, standing) {
                sources.extend(resolver.grounded(name, standing, &who));
            } else {
                self.left_out(component, &name.value, standing);
            }
        }
        for own in &candidate.dependencies {
            let is_user = |user: &User| {
                let site = user.site.as_ref();
                user.component.value == component.name.value
                    && site.is_none_or(|site| self.is_at(&site.value, standing))
            };
            if own.used_by.iter().any(is_user) {
                sources.extend(resolver.named(&own.name, standing, &who));
            }
        }
        let mut needs = Vec::new();
        for source in sources {
            let (bare, full) = (source.kind.clone(), source.name.clone());
            let mut mitigations = against(
                candidate,
                self.lowering.mitigations,
                &component.name.value,
                &bare,
                &full,
            );
            if itself.contains(&full) {
                let more = against_itself.iter();
                let more = more.filter(|id| !mitigations.contains(id)).copied();
                mitigations.extend(more.collect::<Vec<_>>());
            }
            self.lowering.linked.insert(bare);
            self.lowering.linked.insert(full);
            needs.push((self.shared(source), mitigations));
        }
        needs
    }

    /// Warns of what a service uses elsewhere, and of which a place of one's own says nothing.
    fn left_out(&self, component: &Component<'_>, name: &str, standing: &Standing) {
        let provider = standing.domain.provider().unwrap_or_default();
        let (component, lowering) = (&component.name, &self.lowering);
        if !lowering.world.is_own(provider) {
            return;
        }
        lowering.problems.push(
            Diagnostic::warning(format!(
                "{} uses {} elsewhere, and place {} says nothing of one",
                quoted(&component.value),
                quoted(name),
                quoted(provider)
            ))
            .at(component.span.clone(), "left out there")
            .help(format!(
                "add `{name}: {{fails: 0.1/year, lasts: 1h}}` to the `numbers` of the place, or `{name}: none`"
            )),
        );
    }

    /// Whether what stands somewhere is at a site: one of its replicas, or a thing of its region.
    fn is_at(&self, site: &str, standing: &Standing) -> bool {
        let mut sites = self.candidate.sites.iter();
        match &standing.site {
            Some(here) => here == site,
            None => {
                sites.any(|it| it.name.value == site && it.place.in_region() == standing.domain)
            }
        }
    }

    pub(super) fn resolver(&self) -> Resolver<'l, 'w>
    where
        'w: 'l,
    {
        Resolver {
            world: self.lowering.world,
            candidate: self.candidate,
            problems: self.lowering.problems,
            crews: Rc::clone(&self.crews),
            register: Rc::clone(&self.lowering.register),
        }
    }

    /// A shared thing, with all that strikes it.
    pub(super) fn shared(&mut self, mut source: Source) -> SourceId {
        if let Some(id) = self.shared.get(&source.name) {
            return *id;
        }
        let strikers = self.strikers.get(&source.name).cloned();
        for (striker, chance) in strikers.unwrap_or_default() {
            self.lowering.spreading.insert(striker.kind.clone());
            self.lowering.spreading.insert(striker.name.clone());
            // Chains are bounded, and with them this recursion.
            let by = self.shared(striker);
            source.struck_by.push(Strike { by, chance });
        }
        let name = source.name.clone();
        let (kind, domain) = (source.kind.clone(), source.subject.domain().cloned());
        let is_own = !source.of_catalog;
        let id = self.lowering.sources.add(source);
        self.shared.insert(name, id);
        let mut own = self.candidate.dependencies.iter();
        let own = own.find(|own| is_own && own.name.value == kind);
        if let (Some(repair), Some(domain)) = (own.and_then(|own| own.repair.as_ref()), domain) {
            let sites = self.candidate.sites.ids().next();
            let stand = sites.map(|site| Stand {
                site,
                scope: domain.scope(),
                zone: 0,
            });
            if let Some(stand) = stand {
                self.repair_requires(id, repair, &Standing::within(domain), stand);
            }
        }
        id
    }

    /// What must be up where a replica or a thing stands while a source of it is repaired.
    pub(super) fn own_requires(&mut self, source: SourceId, repair: &Repairs, leaf: LeafId) {
        let stand = self.stands[leaf];
        let at = &self.candidate.sites[stand.site];
        let mut place = Standing::in_zone(at, stand.zone);
        if stand.scope > Scope::Zone {
            place = place.widened(Scope::Site);
        }
        self.repair_requires(source, repair, &place, stand);
    }

    fn repair_requires(
        &mut self,
        source: SourceId,
        repair: &Repairs,
        place: &Standing,
        stand: Stand,
    ) {
        let name = self.lowering.sources[source].name.clone();
        let place = std::slice::from_ref(place);
        let nodes = self.requires(Target::Repair(name), place, stand, &repair.requires);
        if !nodes.is_empty() {
            self.repairs.push(RepairNeeds { source, nodes });
        }
    }

    /// What must be free of impact at a site before a switch to it.
    pub(super) fn site_requires(&mut self, site: SiteId, takeover: &Takeover) -> Vec<NodeId> {
        let at = &self.candidate.sites[site];
        let places: Vec<Standing> = Standing::in_zones(at).collect();
        let stand = Stand {
            site,
            scope: Scope::Region,
            zone: 0,
        };
        let target = Target::Site(at.name.value.clone());
        self.requires(target, &places, stand, &takeover.requires)
    }

    /// The same for a member that is a leaf.
    pub(super) fn member_requires(&mut self, node: NodeId, takeover: &Takeover) -> Vec<NodeId> {
        let Node::Leaf(leaf) = self.nodes[node] else {
            return Vec::new();
        };
        let LeafKind::Component(replica) = &self.leaves[leaf].kind else {
            return Vec::new();
        };
        let target = Target::Replica(replica.clone());
        let stand = self.stands[leaf];
        let at = &self.candidate.sites[stand.site];
        let mut place = Standing::in_zone(at, stand.zone);
        if stand.scope > Scope::Zone {
            place = place.widened(Scope::Site);
        }
        self.requires(target, &[place], stand, &takeover.requires)
    }

    fn requires(
        &mut self,
        target: Target,
        places: &[Standing],
        stand: Stand,
        names: &[Spanned<String>],
    ) -> Vec<NodeId> {
        if names.is_empty() {
            return Vec::new();
        }
        let resolver = self.resolver();
        let mut sources: Vec<Source> = Vec::new();
        for name in names {
            for place in places {
                sources.extend(resolver.grounded(name, place, "`requires` needs"));
            }
        }
        let leaf = Leaf {
            kind: LeafKind::Requirement(target),
            domain: places
                .first()
                .map_or(Domain::World, |place| place.domain.clone()),
        };
        let (leaf, node) = self.new_leaf(leaf, stand);
        for source in sources {
            let source = self.shared(source);
            if self.linked.insert((source, leaf)) {
                self.link_own(source, leaf);
            }
        }
        vec![node]
    }
}
