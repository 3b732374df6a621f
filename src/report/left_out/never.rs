//! What happens elsewhere and not in this model, since the plan says nothing of it: releases, failed switches, mistakes that more sites
//! bring, lost data; and what is simpler than in life.

use super::{
    item::{Item, Kind},
    named::Most,
};
use crate::{
    answer::{Note, Results},
    report::said,
};

pub(super) fn items(results: &Results, most: Most) -> Vec<Item> {
    let all = results.notes.iter();
    all.flat_map(|note| of_note(note, most)).collect()
}

fn of_note(note: &Note, most: Most) -> Vec<Item> {
    let (what, keys) = match note {
        Note::NoReleases { components } => {
            let names = components.iter().map(|it| &it.component);
            let names = most.of(&names.collect::<Vec<_>>());
            let what = format!("releases and mistakes of your own at {names}");
            (what, "`dependencies` with `scope: service`")
        }
        Note::SureSwitches { groups } => (
            format!("failed switches of {}", most.of(groups)),
            "`succeeds`",
        ),
        Note::MistakesUntold { .. } => {
            ("mistakes that more sites bring".to_owned(), "`complexity`")
        }
        Note::SureCopies { architectures } => {
            let with = match most.is_full {
                true => format!(" with {}", most.of(architectures)),
                false => String::new(),
            };
            (format!("data lost in a move{with}"), "`lag`")
        }
        Note::FreeReturns { groups } => {
            let groups = most.of(groups);
            let what = format!("time lost when service goes back to the first of {groups}");
            (what, "`failback`")
        }
        Note::SaidNeverToFail { sources } => {
            let what = format!("outages of {}, as this plan says", most.of(sources));
            return vec![Item::new(Kind::Never, what)];
        }
        Note::NeverHappens { what } if most.is_full => {
            let each = what.iter().map(|it| it.said());
            let each = each.map(|(what, keys)| Item::new(Kind::Never, what.to_owned()).write(keys));
            return each.collect();
        }
        Note::FixedEnds { components, over } => {
            let (components, over) = (most.of(components), most.of(over));
            return vec![Item::new(
                Kind::Simplified,
                format!(
                    "{components} counts as reached over {over} where its preferred member is, also while another one serves"
                ),
            )];
        }
        Note::SameElsewhere { kinds, providers } => {
            let what = said::same_elsewhere(&most.of(kinds), &most.of(providers));
            return vec![Item::new(Kind::Simplified, what).write("`by_site`")];
        }
        Note::NotBeneath { each } => {
            let said: Vec<String> = each.iter().map(said::beneath).collect();
            let item = Item::new(Kind::Simplified, most.of(&said));
            return vec![item.write("`against` of a mitigation more")];
        }
        Note::CrewHours {
            crews, waits_twice, ..
        } if !waits_twice.is_empty() => {
            let (crews, twice) = (most.of(crews), most.of(waits_twice));
            let what = format!(
                "waiting for the crew ({crews}) comes on top of the catalog's lengths of {twice}, which have some waiting in them"
            );
            return vec![Item::new(Kind::Simplified, what).write("`lasts`")];
        }
        _ => return Vec::new(),
    };
    vec![Item::new(Kind::Never, what).write(keys)]
}
