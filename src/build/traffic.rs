//! What moving data costs: each way's volume at the prices of the site that sends it, where the architecture has such a
//! border to cross.
//!
//! A volume for all sites is that of the service: the sites that serve, the first one with failover and all of them
//! with `active-active`, send equal shares of it.

use super::architect::Architect;
use super::items::{Shop, listed, priced};
use crate::catalog::Step;
use crate::plan::money::traffic::{Flow, Volume, Way};
use crate::topology::Item;
use crate::units::Amount;
use std::collections::{BTreeSet, HashMap};

/// Lines of the bill for all traffic of an architecture.
pub(super) fn items(architect: &Architect<'_, '_, '_>) -> Vec<Item> {
    let mut meter = Meter {
        architect,
        moved: HashMap::new(),
        granted: HashMap::new(),
        items: Vec::new(),
    };
    for flow in &architect.candidate.traffic {
        match flow.way {
            Way::Out | Way::BetweenClouds => meter.over_the_internet(flow),
            Way::BetweenZones => meter.between_zones(flow),
            Way::BetweenRegions => meter.between_regions(flow),
        }
    }
    meter.items
}

/// What was moved so far this month, for prices that fall with the volume.
struct Meter<'m, 'l, 'a, 'w> {
    architect: &'m Architect<'l, 'a, 'w>,
    /// GB that left each region for the internet, free ones apart.
    moved: HashMap<(String, String), f64>,
    /// GB that each provider gave for nothing.
    granted: HashMap<String, f64>,
    items: Vec<Item>,
}

impl<'m, 'l: 'm, 'w: 'm> Meter<'m, 'l, '_, 'w> {
    fn shop(&self, site: usize) -> Option<Shop<'m>> {
        let architect: &'m Architect<'l, '_, 'w> = self.architect;
        let site = architect.candidate.sites.get(site)?;
        Some(Shop {
            site: &site.name.value,
            provider: &site.place.provider,
            region: &site.place.region,
        })
    }

    /// Where everything stands.
    fn shops(&self) -> Vec<Shop<'m>> {
        let sites = 0..self.architect.candidate.sites.len();
        sites.filter_map(|site| self.shop(site)).collect()
    }

    /// What each of these sites sends [GB]; `serving` says which of them share a volume for all.
    fn shares(&self, flow: &Flow, crosses: impl Fn(&Shop<'_>) -> bool) -> Vec<(Shop<'m>, f64)> {
        let shops = self.shops();
        match &flow.volume {
            Volume::Whole(volume) => {
                let all = self.architect.candidate.together.is_some();
                let serving = if all { shops.len() } else { 1 };
                let each = volume / serving as f64;
                let serving = shops.into_iter().take(serving);
                serving
                    .filter(|shop| crosses(shop))
                    .map(|shop| (shop, each))
                    .collect()
            }
            Volume::BySite(sites) => shops
                .into_iter()
                .filter(|shop| crosses(shop))
                .filter_map(|shop| {
                    let named = sites.iter().find(|(site, _)| site.value == shop.site);
                    named.map(|(_, volume)| (shop, *volume))
                })
                .collect(),
        }
    }

    /// A price that the plan gives for this way takes the place of all that the list has for it.
    fn own_price(&mut self, flow: &Flow, shop: Shop<'_>, volume: f64) -> bool {
        let Some(price) = flow.prices.as_ref().and_then(|own| own.at(shop.provider)) else {
            return false;
        };
        let amount = Amount {
            number: volume,
            unit: "GB".to_owned(),
        };
        let name = flow.way.in_words();
        let item = priced(self.architect, name, price, &amount, &flow.span, shop, None);
        self.items.extend(item);
        true
    }

    fn over_the_internet(&mut self, flow: &Flow) {
        let shops = self.shops();
        let elsewhere = |shop: &Shop<'_>| shops.iter().any(|it| it.provider != shop.provider);
        let crosses = |shop: &Shop<'_>| flow.way == Way::Out || elsewhere(shop);
        for (shop, volume) in self.shares(flow, crosses) {
            if volume > 0.0 && !self.own_price(flow, shop, volume) {
                self.by_steps(flow, shop, volume);
            }
        }
    }

    /// A volume by the steps of the provider's list, after what was moved already.
    fn by_steps(&mut self, flow: &Flow, shop: Shop<'_>, volume: f64) {
        let traffic = self.architect.lowering.world.traffic(shop.provider);
        let steps: &[Step] = traffic.map_or(&[], |traffic| &traffic.out);
        let mut left = volume;
        for step in steps.iter().filter(|step| step.once) {
            let granted = self.granted.entry(shop.provider.to_owned()).or_default();
            let free = (step.holds.unwrap_or(f64::INFINITY) - *granted).max(0.0);
            let taken = left.min(free);
            *granted += taken;
            left -= taken;
            self.line(flow, shop, taken, &step.price);
        }
        let place = (shop.provider.to_owned(), shop.region.to_owned());
        let mut moved = self.moved.get(&place).copied().unwrap_or_default();
        let mut end = 0.0;
        for step in steps.iter().filter(|step| !step.once) {
            end += step.holds.unwrap_or(f64::INFINITY);
            let taken = left.min((end - moved).max(0.0));
            moved += taken;
            left -= taken;
            self.line(flow, shop, taken, &step.price);
        }
        self.moved.insert(place, moved);
        if left > 0.0 {
            let beyond = steps
                .last()
                .map(|step| format!("nothing beyond `{}`", step.price));
            self.unpriced(flow, shop, beyond);
        }
    }

    fn between_zones(&mut self, flow: &Flow) {
        let sites = &self.architect.candidate.sites;
        let crosses = |shop: &Shop<'_>| {
            let near = sites.iter().filter(|site| {
                site.place.provider == shop.provider && site.place.region == shop.region
            });
            let zones: BTreeSet<&String> = near.flat_map(|site| &site.place.zones).collect();
            zones.len() > 1
        };
        for (shop, volume) in self.shares(flow, crosses) {
            if volume <= 0.0 || self.own_price(flow, shop, volume) {
                continue;
            }
            let traffic = self.architect.lowering.world.traffic(shop.provider);
            match traffic.and_then(|traffic| traffic.between_zones.as_ref()) {
                Some(crossing) => {
                    self.line(
                        flow,
                        shop,
                        volume * f64::from(crossing.ends),
                        &crossing.price,
                    );
                }
                None => self.unpriced(flow, shop, None),
            }
        }
    }

    fn between_regions(&mut self, flow: &Flow) {
        let shops = self.shops();
        let others = |shop: &Shop<'_>| -> BTreeSet<&str> {
            let other = shops
                .iter()
                .filter(|it| it.provider == shop.provider && it.region != shop.region);
            other.map(|it| it.region).collect()
        };
        for (shop, volume) in self.shares(flow, |shop| !others(shop).is_empty()) {
            if volume <= 0.0 || self.own_price(flow, shop, volume) {
                continue;
            }
            let world = self.architect.lowering.world;
            let traffic = world.traffic(shop.provider);
            let routes = traffic.map_or(&[][..], |traffic| &traffic.between_regions);
            let others = others(&shop);
            for region in &others {
                let sold = routes.iter().filter(|route| region.starts_with(&route.to));
                let path = sold
                    .map(|route| &*route.price)
                    .find(|path| world.price(shop.provider, shop.region, path).is_some());
                match path {
                    Some(path) => self.line(flow, shop, volume / others.len() as f64, path),
                    None => self.unpriced(flow, shop, None),
                }
            }
        }
    }

    /// So many GB at a price of the list.
    fn line(&mut self, flow: &Flow, shop: Shop<'_>, volume: f64, path: &str) {
        if volume <= 0.0 {
            return;
        }
        let world = self.architect.lowering.world;
        let Some(price) = world.price(shop.provider, shop.region, path) else {
            return self.unpriced(flow, shop, Some(format!("no `{path}`")));
        };
        let amount = Amount {
            number: volume,
            unit: "GB".to_owned(),
        };
        let Some(quantity) = price.tag.units(&amount) else {
            return self.unpriced(flow, shop, Some(format!("no `{path}`")));
        };
        let name = format!("{}: {}", flow.way.in_words(), price.sku);
        self.items
            .push(listed(self.architect, name, shop.site, quantity, price));
    }

    /// Complains that nobody knows what a GB costs; `lacks` says what the price list does not have.
    fn unpriced(&self, flow: &Flow, shop: Shop<'_>, lacks: Option<String>) {
        let lowering = &self.architect.lowering;
        let key = flow.way.key();
        let list = if lowering.world.catalog().is_none() {
            "there is no price list, so".to_owned()
        } else {
            let lacks = lacks.unwrap_or_else(|| format!("no price of `{key}`"));
            format!("the price list has {lacks} {}, so", shop.in_words())
        };
        lowering.problems.error(
            &flow.span,
            format!(
                "{list} the {} of architecture `{}` has no price",
                flow.way.in_words(),
                self.architect.candidate.name.value
            ),
            "what does a GB cost?",
            &format!(
                "add what you pay for a GB, both ends together: `traffic: {{prices: {{{key}: {{{}: {}}}}}}}`; `0` where it is free",
                shop.provider,
                lowering.world.example("0.01", "GB")
            ),
        );
    }
}
