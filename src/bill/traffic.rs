//! What moving data costs: each flow's volume at the prices of the site that sends it.

use super::lack::Missing;
use super::line::Line;
use super::price_list::PriceList;
use super::quote;
use crate::catalog::{Route, Step};
use crate::topology::{Flow, Shop, Way};
use crate::units::Amount;
use std::collections::HashMap;

/// What was moved so far this month, for prices that fall with the volume: the flows of an architecture share the steps.
#[derive(Default)]
pub(super) struct Meter {
    /// GB that left each region for the internet, free ones apart.
    moved: HashMap<(String, String), f64>,
    /// GB that each provider gave for nothing.
    granted: HashMap<String, f64>,
}

impl Meter {
    /// The lines of one flow.
    ///
    /// # Errors
    /// When it has no price, or a part of it has none.
    pub(super) fn lines(
        &mut self,
        list: &PriceList<'_>,
        flow: &Flow,
    ) -> Result<Vec<Line>, Vec<Missing>> {
        // A price that the plan gives for this way takes the place of all that the list has for it.
        if let Some(price) = &flow.quote {
            let name = flow.way.in_words();
            let line = quote::line(list, name, &flow.shop, &gigabytes(flow.volume), price);
            return line.map(Vec::from_iter).map_err(|missing| vec![missing]);
        }
        let parts = match flow.way {
            Way::Out | Way::BetweenClouds => self.by_steps(list, flow),
            Way::BetweenZones => between_zones(list, flow),
            Way::BetweenRegions => between_regions(list, flow),
        };
        let (mut lines, mut missing) = (Vec::new(), Vec::new());
        for part in parts {
            match part.and_then(|(volume, path)| line(list, flow, volume, path)) {
                Ok(line) => lines.push(line),
                Err(lack) => missing.push(lack),
            }
        }
        if missing.is_empty() {
            Ok(lines)
        } else {
            Err(missing)
        }
    }

    /// A volume by the steps of the provider's list, after what was moved already.
    fn by_steps<'a>(&mut self, list: &PriceList<'a>, flow: &Flow) -> Vec<Part<'a>> {
        let Shop {
            provider, region, ..
        } = &flow.shop;
        let steps: &[Step] = list.traffic(&flow.shop).map_or(&[], |traffic| &traffic.out);
        let mut parts = Vec::new();
        let mut left = flow.volume;
        for step in steps.iter().filter(|step| step.once) {
            let granted = self.granted.entry(provider.clone()).or_default();
            let free = (step.holds.unwrap_or(f64::INFINITY) - *granted).max(0.0);
            let taken = left.min(free);
            *granted += taken;
            left -= taken;
            parts.push((taken, step.price.as_str()));
        }
        let place = (provider.clone(), region.clone());
        let moved = self.moved.entry(place).or_default();
        let mut end = 0.0;
        for step in steps.iter().filter(|step| !step.once) {
            end += step.holds.unwrap_or(f64::INFINITY);
            let taken = left.min((end - *moved).max(0.0));
            *moved += taken;
            left -= taken;
            parts.push((taken, &step.price));
        }
        let parts = parts.into_iter().filter(|(taken, _)| *taken > 0.0);
        let beyond = (left > 0.0).then(|| {
            let last = steps.last().map(|step| step.price.clone());
            Err(last.map_or(Missing::Way, Missing::WayBeyond))
        });
        parts.map(Ok).chain(beyond).collect()
    }
}

/// So many GB by the row of a path, or what is missing for its price.
type Part<'a> = Result<(f64, &'a str), Missing>;

fn between_zones<'a>(list: &PriceList<'a>, flow: &Flow) -> Vec<Part<'a>> {
    let crossing = list.traffic(&flow.shop);
    let crossing = crossing.and_then(|traffic| traffic.between_zones.as_ref());
    let part = crossing.ok_or(Missing::Way).map(|crossing| {
        let volume = flow.volume * f64::from(crossing.ends);
        (volume, crossing.price.as_str())
    });
    vec![part]
}

fn between_regions<'a>(list: &PriceList<'a>, flow: &Flow) -> Vec<Part<'a>> {
    let traffic = list.traffic(&flow.shop);
    let routes: &[Route] = traffic.map_or(&[], |traffic| &traffic.between_regions);
    let each = flow.volume / flow.regions.len() as f64;
    let part = |region: &String| {
        let mut sold = routes.iter().filter(|route| region.starts_with(&route.to));
        let route = sold.find(|route| list.row(&flow.shop, &route.price).is_some());
        route
            .map(|route| (each, route.price.as_str()))
            .ok_or(Missing::Way)
    };
    flow.regions.iter().map(part).collect()
}

/// So many GB at a price of the list.
fn line(list: &PriceList<'_>, flow: &Flow, volume: f64, path: &str) -> Result<Line, Missing> {
    let missing = || Missing::WayRow(path.to_owned());
    let row = list.row(&flow.shop, path).ok_or_else(missing)?;
    let quantity = row.price.units(&gigabytes(volume)).ok_or_else(missing)?;
    let name = format!("{}: {}", flow.way.in_words(), row.sku_in_words());
    Ok(list.line(name, &flow.shop, quantity, row))
}

fn gigabytes(number: f64) -> Amount {
    Amount {
        number,
        unit: "GB".to_owned(),
    }
}
