//! The load balancer in front of sites that share the load: a lost site gets requests until it is drained.

use crate::engine::agenda::{Agenda, Due};
use crate::engine::sampler::Sampler;
use crate::engine::stream::Key;

/// Which sites get requests that they cannot serve.
#[derive(Debug, Clone, Default)]
pub struct Drains {
    sites: Vec<Site>,
    /// Sites that are up.
    up: u32,
    /// Sites that are down and still get requests.
    draining: u32,
}

/// What a balanced site gets.
#[derive(Debug, Clone, Copy, Default)]
struct Site {
    is_down: bool,
    /// It is down and still gets requests.
    is_draining: bool,
    /// What the timer of the end of that must carry to count.
    token: u32,
}

/// Purpose of the draw of a drain's length below the life's key.
const DRAIN: u64 = 0xD4A1;

impl Drains {
    /// No site is down.
    pub fn new(sites: u32) -> Self {
        Self {
            sites: vec![Site::default(); sites as usize],
            up: sites,
            draining: 0,
        }
    }

    /// Lets all be up.
    pub fn clear(&mut self) {
        self.sites.fill(Site::default());
        self.up = self.sites.len() as u32;
        self.draining = 0;
    }

    /// Whether a site is being drained.
    #[inline]
    pub fn any(&self) -> bool {
        self.draining > 0
    }

    /// The share of the requests that goes to them: the load balancer deals all requests equally to the sites that are up
    /// and to those that it does not yet know to be down.
    pub fn share(&self) -> f64 {
        f64::from(self.draining) / f64::from(self.up + self.draining).max(1.0)
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
        let state = &mut self.sites[site as usize];
        state.token += 1;
        if is_down != state.is_down {
            state.is_down = is_down;
            self.up = if is_down { self.up - 1 } else { self.up + 1 };
        }
        if is_down != state.is_draining {
            state.is_draining = is_down;
            self.draining = if is_down {
                self.draining + 1
            } else {
                self.draining - 1
            };
        }
        if is_down {
            let token = state.token;
            let purpose = DRAIN ^ u64::from(site) << 32 ^ u64::from(token);
            let length = law.at(key.of(purpose).unit());
            agenda.set(now + length, Due::Drained { site, token });
        }
    }

    /// A lost site no longer gets requests, unless it has changed since the timer was set.
    pub fn drained(&mut self, site: u32, token: u32) {
        let state = &mut self.sites[site as usize];
        if state.is_draining && state.token == token {
            state.is_draining = false;
            self.draining -= 1;
        }
    }
}
