//! A dependency as a plan refers to it: by its bare name, `dns-resolver`, or in full, `aws/ap-northeast-2/dns-resolver`.

use crate::place::Domain;

/// The bare name in a reference.
pub(crate) fn bare(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

/// The domain and the bare name of a reference in full; `None` for any other.
pub(crate) fn full(reference: &str) -> Option<(Domain, &str)> {
    let (front, name) = reference.rsplit_once('/')?;
    let parts: Vec<&str> = front.split('/').collect();
    let domain = match *parts.as_slice() {
        ["world"] => Domain::World,
        ["metro", metro] => Domain::Metro(metro.to_owned()),
        ["site", site] => Domain::Site(site.to_owned()),
        [provider] => Domain::Provider(provider.to_owned()),
        [provider, region] => Domain::region(provider, region),
        [provider, region, zone] => Domain::zone(provider, region, zone),
        _ => return None,
    };
    Some((domain, name))
}
