//! How long things are kept.

use super::database::{Database, Failure};
use crate::clock::now;
use std::time::Duration;

/// How long things are kept after they were heard of.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    pub samples: Duration,
    pub events: Duration,
    pub workers: Duration,
}

impl Retention {
    /// Removes some of what is too old: the rest is for the next time, so that a transaction stays short.
    pub fn purge(self, database: &mut dyn Database) -> Result<(), Failure> {
        let now = now();
        let oldest = |age: Duration| now.saturating_sub(age).unix_millis();
        database.execute(
            "DELETE FROM samples WHERE (worker, container, time) IN
                (SELECT worker, container, time FROM samples WHERE heard < $1 ORDER BY heard LIMIT 50000)",
            &[oldest(self.samples).into()],
        )?;
        database.execute(
            "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE heard < $1 ORDER BY heard LIMIT 10000)",
            &[oldest(self.events).into()],
        )?;
        // All that is about a worker goes with it; its samples and events are older than that, or go by their own age.
        let gone = oldest(self.workers);
        for statement in [
            "DELETE FROM metrics WHERE worker IN
                (SELECT id FROM workers WHERE last_heard < $1 ORDER BY last_heard LIMIT 1000)",
            "DELETE FROM marks WHERE worker IN
                (SELECT id FROM workers WHERE last_heard < $1 ORDER BY last_heard LIMIT 1000)",
            "DELETE FROM workers WHERE id IN
                (SELECT id FROM workers WHERE last_heard < $1 ORDER BY last_heard LIMIT 1000)",
        ] {
            database.execute(statement, &[gone.into()])?;
        }
        Ok(())
    }
}
