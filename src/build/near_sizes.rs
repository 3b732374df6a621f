//! Which sizes that are sold are nearest to one that is not: the name and the list come in, the same list goes out, the nearest first.

use crate::catalog::{Catalog, Shape};

/// Sizes that are sold, those first that are most like a name: of which it is a part (`D2s_v5` of `Standard_D2s_v5`), then those that
/// hold most nearly what it holds, wherever it is sold (`t3.small` at another provider), then those spelt most like it.
pub(super) fn near_sizes<'a>(
    name: &str,
    sold: &'a [String],
    provider: &str,
    catalog: Option<&Catalog>,
) -> Vec<&'a str> {
    let wanted = catalog.and_then(|catalog| anywhere(catalog, name));
    let apart = |size: &str| {
        let shape = catalog.and_then(|catalog| catalog.shape(provider, size));
        let pair = wanted.zip(shape);
        pair.map_or(0.0, |(one, other)| {
            let far = |one: f64, other: f64| (one / other).ln().abs();
            far(one.vcpu, other.vcpu) + far(one.ram, other.ram)
        })
    };
    let mut near: Vec<(&str, (bool, f64, usize))> = sold
        .iter()
        .map(|size| {
            let spelt = strsim::osa_distance(&name.to_lowercase(), &size.to_lowercase());
            (size.as_str(), (!is_part(name, size), apart(size), spelt))
        })
        .collect();
    near.sort_by(|(_, one), (_, other)| {
        let (parts, shapes) = (one.0.cmp(&other.0), one.1.total_cmp(&other.1));
        parts.then(shapes).then(one.2.cmp(&other.2))
    });
    near.into_iter().map(|(size, _)| size).collect()
}

/// Whether a name is the rest of a size after what the provider writes before all of them.
pub(super) fn is_part(name: &str, size: &str) -> bool {
    let (name, size) = (name.to_lowercase(), size.to_lowercase());
    let rest = size.strip_suffix(&name);
    rest.is_some_and(|before| before.ends_with(['_', '.', '-']))
}

/// What a size holds at any provider that has one of the name.
fn anywhere<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Shape> {
    let mut providers = catalog.providers().iter();
    providers.find_map(|provider| catalog.shape(&provider.name, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(name: &str, sold: &[&str]) -> Vec<String> {
        let sold: Vec<String> = sold.iter().map(|size| (*size).to_owned()).collect();
        let near = near_sizes(name, &sold, "azure", Some(Catalog::bundled()));
        near.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_rest_of_a_name_then_what_holds_as_much_then_what_is_spelt_alike() {
        let sold = [
            "Standard_B1s",
            "Standard_D2s_v5",
            "Standard_D2ds_v5",
            "Standard_B2ls_v2",
        ];
        assert_eq!(near("D2s_v5", &sold)[0], "Standard_D2s_v5");
        // Two processors and 4 GB at AWS.
        assert_eq!(near("t3.medium", &sold)[0], "Standard_B2ls_v2");
        assert_eq!(near("Standard_D2ds_v6", &sold)[0], "Standard_D2ds_v5");
        assert!(!is_part("s_v5", "Standard_D2s_v5"));
    }
}
