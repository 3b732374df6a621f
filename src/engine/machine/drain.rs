//! The load balancer in front of sites that share the load: a lost site gets requests until it is drained.

use crate::engine::agenda::{Agenda, Due};
use crate::engine::sampler::Sampler;
use crate::engine::stream::Key;

/// Which sites get requests that they cannot serve.
#[derive(Debug, Clone, Default)]
pub struct Drains {
    /// Per balanced site, whether it is being drained, and what the timer of that must carry to count.
    sites: Vec<(bool, u32)>,
    draining: u32,
}

/// Purpose of the draw of a drain's length below the life's key.
const DRAIN: u64 = 0xD4A1;

impl Drains {
    /// No site is down.
    pub fn new(sites: u32) -> Self {
        Self {
            sites: vec![(false, 0); sites as usize],
            draining: 0,
        }
    }

    /// Lets all be up.
    pub fn clear(&mut self) {
        self.sites.fill((false, 0));
        self.draining = 0;
    }

    /// Whether a site is being drained.
    #[inline]
    pub fn any(&self) -> bool {
        self.draining > 0
    }

    /// The share of the sites that are.
    pub fn share(&self) -> f64 {
        f64::from(self.draining) / self.sites.len().max(1) as f64
    }

    /// A site went down or came back; `law` is that of draining.
    pub fn site_changed(
        &mut self,
        site: u32,
        is_down: bool,
        law: &Sampler,
        (now, key): (f64, Key),
        agenda: &mut Agenda,
    ) {
        let (draining, token) = &mut self.sites[site as usize];
        *token += 1;
        if is_down != *draining {
            *draining = is_down;
            if is_down {
                self.draining += 1;
            } else {
                self.draining -= 1;
            }
        }
        if is_down {
            let token = *token;
            let purpose = DRAIN ^ u64::from(site) << 32 ^ u64::from(token);
            let length = law.at(key.of(purpose).unit());
            agenda.set(now + length, Due::Drained { site, token });
        }
    }

    /// A lost site no longer gets requests, unless it has changed since the timer was set.
    pub fn drained(&mut self, site: u32, token: u32) {
        let state = &mut self.sites[site as usize];
        if *state == (true, token) {
            state.0 = false;
            self.draining -= 1;
        }
    }
}
