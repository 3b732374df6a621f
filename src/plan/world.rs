//! The catalog as a plan sees it: there, or dropped by `world: none`.

use crate::catalog::{Dependency, Provider, Service};

/// What the plan may refer to beside itself.
pub(super) struct World<'a> {
    bundled: bool,
    marker: std::marker::PhantomData<&'a ()>,
}

impl<'a> World<'a> {
    pub(super) fn new(bundled: bool) -> Self {
        Self {
            bundled,
            marker: std::marker::PhantomData,
        }
    }
    /// The providers, unless there is no catalog.
    pub(super) fn catalog(&self) -> Option<&'a [Provider]> {
        self.bundled.then_some(&[])
    }
    /// A service by name.
    pub(super) fn service(&self, _name: &str) -> Option<&'a Service> {
        None
    }
    /// The names of all services.
    pub(super) fn services(&self) -> Vec<&'a str> {
        Vec::new()
    }
    /// A dependency as a place offers it; empty names for a place above regions or providers.
    pub(super) fn dependency(
        &self,
        _provider: &str,
        _region: &str,
        _name: &str,
    ) -> Option<Dependency> {
        None
    }
    /// What everything in a place depends on without being told.
    pub(super) fn implied(&self, _provider: &str, _region: &str) -> Vec<Dependency> {
        Vec::new()
    }
    /// The names of all dependencies.
    pub(super) fn dependencies(&self) -> Vec<&'a str> {
        Vec::new()
    }
}
