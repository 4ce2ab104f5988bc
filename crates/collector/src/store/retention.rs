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
        let gone = database.all(
            "DELETE FROM workers WHERE last_heard < $1 AND id IN
                (SELECT id FROM workers WHERE last_heard < $1 ORDER BY last_heard LIMIT 200)
             RETURNING id",
            &[oldest(self.workers).into()],
            |row| row.known(0),
        )?;
        // First the worker: one that another collector hears of just now is in its hands, and stays with all that it has.
        // Nothing of it may be left, since SQLite gives the last id to the next worker.
        for worker in gone {
            for statement in [
                "DELETE FROM events WHERE worker = $1",
                "DELETE FROM samples WHERE worker = $1",
                "DELETE FROM metrics WHERE worker = $1",
                "DELETE FROM marks WHERE worker = $1",
            ] {
                database.execute(statement, &[worker.into()])?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Location, Record, WorkerKey, write};
    use super::*;
    use vitalwire::Growable;
    use vitalwire::dataflow::{WorkerMessage, WorkerMessageCode};
    use vitalwire::proto::Timestamp;

    const DAY: Duration = Duration::from_secs(86_400);

    fn tell(database: &mut dyn Database, worker: &str, heard: Timestamp) {
        let mut code = WorkerMessageCode::<Growable>::default();
        code.code.set("WATER_LOW").expect("a code");
        let mut message = WorkerMessage::new(heard, code);
        message.labels.insert("SEQ", "1.1.1").expect("a label");
        let worker = WorkerKey { project: "cellar".into(), job: String::new(), name: worker.to_owned() };
        let content = Content::Message { message, interval: 1000 };
        write::records(database, &[&Record { worker, location: "".into(), heard, content }]).expect("written");
    }

    /// Events are kept longer here than workers.
    #[test]
    fn a_new_worker_has_nothing_of_one_that_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = &mut *Location::Sqlite(folder.path().join("a.db")).create().expect("a database");
        let now = now();
        let retention = Retention { samples: DAY, events: 1000 * DAY, workers: 10 * DAY };
        let events = |database: &mut dyn Database| {
            database.all("SELECT heard FROM events", &[], |row| row.known(0)).expect("events")
        };
        tell(database, "boiler-7", now.saturating_sub(11 * DAY));
        retention.purge(database).expect("purged");
        tell(database, "boiler-8", now);
        assert_eq!(events(database), [now.unix_millis()]);
        retention.purge(database).expect("purged");
        assert_eq!(events(database), [now.unix_millis()]);
    }
}
