//! How a worker is.

use crate::store::{Database, Failure};
use std::fmt::{self, Display};

/// How a worker is: the first of these that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It hasn't been heard of for three of its own intervals, or its deadline has passed.
    Late,
    /// It says that it is broken, and must be replaced.
    Broken,
    /// It says that it isn't healthy.
    Unhealthy,
    /// Less than 5 % of its boot disk is free.
    ShortOfDisk,
    Well,
    /// It has said goodbye.
    Stopped,
}

impl State {
    /// From what needs attention to what doesn't.
    pub const ALL: [Self; 6] =
        [Self::Late, Self::Broken, Self::Unhealthy, Self::ShortOfDisk, Self::Well, Self::Stopped];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Broken => "broken",
            Self::Unhealthy => "unhealthy",
            Self::ShortOfDisk => "short-of-disk",
            Self::Well => "well",
            Self::Stopped => "stopped",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    pub(super) fn from_number(number: i64) -> Self {
        Self::ALL.get(number as usize).copied().unwrap_or(Self::Well)
    }

    pub(super) fn number(self) -> i64 {
        Self::ALL.iter().position(|&state| state == self).unwrap_or_default() as i64
    }
}

impl Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ShortOfDisk => "short of disk",
            _ => self.name(),
        })
    }
}

/// The number of a worker's state in SQL, by its place in [`State::ALL`]; `$1` is now.
macro_rules! state_sql {
    () => {
        "CAST(CASE
            WHEN stop_time >= COALESCE(health_time, stop_time) AND stop_time >= COALESCE(stage_time, stop_time) THEN 5
            WHEN last_heard + 3 * report_interval < $1 OR deadline < $1 THEN 0
            WHEN broken = 1 THEN 1
            WHEN healthy = 0 THEN 2
            WHEN disk_free < disk_total / 20 THEN 3
            ELSE 4
        END AS BIGINT)"
    };
}
pub(super) use state_sql;

/// How many workers are how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary(Vec<(State, i64)>);

impl Summary {
    pub fn count(&self, state: State) -> i64 {
        self.0.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count)
    }

    pub fn total(&self) -> i64 {
        self.0.iter().map(|(_, count)| count).sum()
    }
}

/// Returns how many workers are how at a time, in ms since 1970.
pub fn summary(database: &mut dyn Database, now: i64) -> Result<Summary, Failure> {
    let counts = database.all(
        concat!(
            "SELECT state, COUNT(*) FROM (SELECT ",
            state_sql!(),
            " AS state FROM workers) AS states GROUP BY state"
        ),
        &[now.into()],
        |row| Ok((State::from_number(row.known(0)?), row.known(1)?)),
    )?;
    Ok(Summary(counts))
}
