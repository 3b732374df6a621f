//! How the sources of an architecture hang together: whom their outages strike, who repairs them, with which member of a
//! group they sleep; and which of them therefore live in the machine and not in the script.

use super::circuit::Circuit;
use crate::topology::{Architecture, Topology};

/// How a source hangs together with others.
#[derive(Debug, Default)]
pub struct Ties {
    /// The local sources that its outages strike, and how likely.
    pub strikes: Vec<(u32, f64)>,
    /// The crew that repairs it and its priority there.
    pub crew: Option<(u32, u32)>,
    /// The groups and members with which it sleeps.
    pub dormant: Vec<(u32, u32)>,
    /// Planned maintenance that is no downtime.
    pub uncounted: bool,
    /// It lives in the machine.
    pub living: bool,
}

impl Circuit {
    /// Finds out how the sources hang together.
    pub(super) fn tie(&mut self, topology: &Topology, architecture: &Architecture) {
        self.ties.resize_with(self.sources.len(), Ties::default);
        for local in 0..self.sources.len() {
            let source = &topology.sources[self.sources[local]];
            self.ties[local].crew = source
                .repair
                .map(|repair| (repair.crew.index() as u32, repair.priority));
            self.ties[local].uncounted = source.clock.as_ref().is_some_and(|clock| !clock.counted);
            for strike in &source.struck_by {
                let by = self.local_of[strike.by.index()] as usize;
                self.ties[by].strikes.push((local as u32, strike.chance));
            }
        }
        for (index, group) in architecture.groups.iter().enumerate() {
            let members = group.dormant.iter().enumerate();
            for (member, source) in
                members.flat_map(|(member, of)| of.iter().map(move |source| (member, source)))
            {
                if let Some(local) = self.local(source.index() as u32) {
                    let sleeps = (index as u32, member as u32);
                    self.ties[local as usize].dormant.push(sleeps);
                    self.groups[index].sleepers[member].push(local);
                }
            }
        }
        // What strikes or is struck by something that lives in the machine has to live there too.
        let touched = |ties: &Ties| ties.crew.is_some() || !ties.dormant.is_empty();
        let mut open: Vec<u32> = (0..self.ties.len() as u32)
            .filter(|&local| touched(&self.ties[local as usize]))
            .collect();
        while let Some(local) = open.pop() {
            if !std::mem::replace(&mut self.ties[local as usize].living, true) {
                let struck = self.ties[local as usize].strikes.iter();
                open.extend(struck.map(|&(struck, _)| struck));
                let source = &topology.sources[self.sources[local as usize]];
                let strikers = source.struck_by.iter();
                open.extend(strikers.map(|strike| self.local_of[strike.by.index()]));
            }
        }
        self.living = (0..self.ties.len() as u32)
            .filter(|&local| self.ties[local as usize].living)
            .collect();
    }
}
