//! A structure as a function of events, one for each source: it is felt at all, in whatever way.
//!
//! This is what cut sets are of. How a source with mitigations is felt, and which instances it strikes, is left to the
//! numbers.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use crate::{
    exact::{
        diagram::{Diagram, FALSE, Function},
        fault_tree::{Member, Structure, Vertex, VertexId},
        obstacle::Obstacle,
    },
    topology::SourceId,
};

/// The function in which events take the service down.
#[derive(Debug)]
pub struct Events {
    /// The diagram of it.
    pub diagram: Diagram,
    /// The service is down.
    pub down: Function,
    /// Per level, the event: the vertex of the source's block, and the source in it.
    pub of_level: Vec<(VertexId, Member)>,
}

impl Events {
    /// Builds the function in so many steps at most.
    pub fn new(structure: &Structure, steps: usize) -> Result<Self, Obstacle> {
        let visited = visited(structure);
        let mut users: HashMap<SourceId, u32> = HashMap::new();
        for &vertex in &visited {
            if let Vertex::Leaf(blows) = &structure.vertices[vertex] {
                for blow in blows {
                    *users.entry(blow.origin).or_insert(0) += 1;
                }
            }
        }
        // In order of the first leaf that feels it; at a leaf those first that more feel.
        let mut level: BTreeMap<SourceId, u32> = BTreeMap::new();
        let mut of_level = Vec::new();
        for &vertex in &visited {
            if let Vertex::Leaf(blows) = &structure.vertices[vertex] {
                let mut blows = blows.clone();
                blows.sort_by_key(|blow| (Reverse(users[&blow.origin]), blow.origin));
                for blow in blows {
                    let members = structure.members[blow.source].iter();
                    for member in members.filter(|member| member.source == blow.origin) {
                        level.entry(blow.origin).or_insert_with(|| {
                            of_level.push((blow.source, *member));
                            of_level.len() as u32 - 1
                        });
                    }
                }
            }
        }
        let mut events = Self {
            diagram: Diagram::new(steps),
            down: FALSE,
            of_level,
        };
        events.down = events.build(structure, &visited, &level)?;
        Ok(events)
    }

    fn build(
        &mut self,
        structure: &Structure,
        visited: &[VertexId],
        level: &BTreeMap<SourceId, u32>,
    ) -> Result<Function, Obstacle> {
        let mut functions: HashMap<VertexId, Function> = HashMap::new();
        let mut children_first = visited.to_vec();
        children_first.sort_unstable();
        for vertex in children_first {
            let function = match &structure.vertices[vertex] {
                Vertex::Source(_) => continue,
                Vertex::Leaf(blows) => {
                    let levels = blows.iter().filter_map(|blow| level.get(&blow.origin));
                    let mut levels: Vec<u32> = levels.copied().collect();
                    levels.sort_unstable();
                    let mut down = FALSE;
                    for level in levels.into_iter().rev() {
                        let felt = self.diagram.variable(level);
                        down = self.diagram.or(felt, down)?;
                    }
                    down
                }
                Vertex::Gate { least, of } => {
                    let child = |child: &VertexId| functions.get(child).copied().unwrap_or(FALSE);
                    let mut of: Vec<Function> = of.iter().map(child).collect();
                    of.sort_by_key(|&child| self.diagram.level(child));
                    self.diagram.at_least(*least, &of)?
                }
            };
            functions.insert(vertex, function);
        }
        Ok(functions.get(&structure.root).copied().unwrap_or(FALSE))
    }
}

/// Gates and leaves from the top, children in order, each once.
fn visited(structure: &Structure) -> Vec<VertexId> {
    let mut seen = vec![false; structure.vertices.len()];
    let mut visited = Vec::new();
    let mut ahead = vec![structure.root];
    while let Some(vertex) = ahead.pop() {
        let is_source = matches!(structure.vertices[vertex], Vertex::Source(_));
        if is_source || std::mem::replace(&mut seen[vertex], true) {
            continue;
        }
        visited.push(vertex);
        ahead.extend(structure.children(vertex).into_iter().rev());
    }
    visited
}
