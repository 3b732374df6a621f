//! An outage of one life in words, without its time and length.

use std::fmt;

use crate::{
    answer::{Failed, Lasts, Misfortune, Relief, Story},
    report::words,
    units::MINUTES_PER_HOUR,
};

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, failed) in self.failed.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{failed}")?;
        }
        if self.more > 0 {
            write!(f, ", {} more", self.more)?;
        }
        if let Some(misfortune) = &self.misfortune {
            write!(f, "; {misfortune}")?;
        }
        if let Some(relief) = &self.relief {
            write!(f, "; {relief}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = words::plain(&self.source);
        match self.lasts {
            Lasts::Down(hours) => write!(f, "{name} down {}", time(hours)),
            Lasts::Struck(hours) => write!(f, "{name}, what it struck down {}", time(hours)),
            Lasts::Unknown => f.write_str(&name),
        }
    }
}

impl fmt::Display for Misfortune {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SwitchTo(member) => write!(f, "a switch to {member} failed"),
            Self::SwitchOf(group) => write!(f, "a switch of {group} failed"),
        }
    }
}

impl fmt::Display for Relief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YearEnded => f.write_str("still down when the year ended"),
            Self::CameBack(member) => write!(f, "{} came back first", words::plain(member)),
            Self::ServesAgain(member) => write!(f, "{} serves again", words::plain(member)),
            Self::TookOver { member, after } => write!(
                f,
                "{} took over after {}",
                words::plain(member),
                time(*after)
            ),
            Self::Mitigation { source } => {
                write!(f, "a mitigation against {} worked", words::plain(source))
            }
        }
    }
}

/// A length of time [h] in words.
fn time(hours: f64) -> String {
    words::minutes(hours * MINUTES_PER_HOUR)
}
