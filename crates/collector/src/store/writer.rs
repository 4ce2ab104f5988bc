//! The thread that writes: whatever has come meanwhile is one transaction.

use super::database::{Database, Failure};
use super::patience::patiently;
use super::record::Record;
use super::retention::Retention;
use super::{Location, schema, write};
use crate::counts::Counts;
use crate::log::say;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, thread};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};

/// How many requests are written together at most. A longer transaction is no faster.
const LARGEST_GROUP: usize = 100;

/// Hands records to the thread.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Request>);

impl Writer {
    /// Starts the thread. It ends with the last writer.
    pub fn start(
        location: Location,
        database: Box<dyn Database>,
        retention: Retention,
        counts: Arc<Counts>,
    ) -> io::Result<Self> {
        let (sender, requests) = mpsc::channel(4 * LARGEST_GROUP);
        let mut thread = Thread { location, database: Some(database), retention, counts, purged: Instant::now() };
        thread::Builder::new().name("writer".to_owned()).spawn(move || thread.run(requests))?;
        Ok(Self(sender))
    }

    /// Returns when all records are durable; without any, whether they would be. The space that they take is free again
    /// when they are gone, which may be after the request is given up.
    pub async fn write(&self, records: Vec<Record>, space: Option<OwnedSemaphorePermit>) -> Result<(), Failure> {
        let (done, written) = oneshot::channel();
        let stopped = || Failure::Unavailable("the collector is stopping".to_owned());
        patiently(async {
            self.0.send(Request { records, _space: space, done }).await.map_err(|_| stopped())?;
            written.await.map_err(|_| stopped())?
        })
        .await
    }
}

/// The records of a request, of which all are written or none.
#[derive(Debug)]
struct Request {
    records: Vec<Record>,
    _space: Option<OwnedSemaphorePermit>,
    done: oneshot::Sender<Result<(), Failure>>,
}

struct Thread {
    location: Location,
    /// None after a failure of it: it's opened again then.
    database: Option<Box<dyn Database>>,
    retention: Retention,
    counts: Arc<Counts>,
    purged: Instant,
}

impl Thread {
    fn run(&mut self, mut requests: mpsc::Receiver<Request>) {
        let mut group = Vec::with_capacity(LARGEST_GROUP);
        while requests.blocking_recv_many(&mut group, LARGEST_GROUP) > 0 {
            // What a client has given up while the database was busy, it sends again.
            group.retain(|request| !request.done.is_closed());
            match self.write(&group) {
                Ok(()) => group.drain(..).for_each(|request| request.tell(Ok(()))),
                Err(failure) if group.len() == 1 => {
                    group.drain(..).for_each(|request| request.tell(Err(failure.clone())))
                }
                // One of them may be the cause, and costs only itself.
                Err(Failure::Rejected(_)) => {
                    for request in group.drain(..) {
                        let written = self.write(std::slice::from_ref(&request));
                        request.tell(written);
                    }
                }
                Err(failure) => group.drain(..).for_each(|request| request.tell(Err(failure.clone()))),
            }
            self.purge();
        }
    }

    /// Writes the records of requests in one transaction.
    fn write(&mut self, requests: &[Request]) -> Result<(), Failure> {
        let mut records = requests.iter().flat_map(|request| &request.records).collect::<Vec<_>>();
        // Of two collectors, each locks the rows of its workers in the same order, so that neither waits for the other.
        // Records of one worker stay in theirs.
        records.sort_by(|one, other| one.worker.cmp(&other.worker));
        let is_checked = requests.iter().any(|request| request.records.is_empty());
        let written = self.transaction(|database| {
            let duplicates = write::records(database, &records)?;
            // At the end: all collectors lock the same row here.
            if is_checked {
                schema::probe(database)?;
            }
            Ok(duplicates)
        });
        match &written {
            // A check of the store's health isn't what this is about.
            Ok(_) if records.is_empty() => {}
            Ok(duplicates) => {
                self.counts.duplicates.add(*duplicates);
                self.counts.commits.add(1);
                let stored = requests.iter().filter(|request| !request.records.is_empty());
                self.counts.committed_requests.add(stored.count() as u64);
            }
            Err(Failure::Rejected(_)) => self.counts.rejected.add(1),
            Err(Failure::Unavailable(_)) => self.counts.unavailable.add(1),
        }
        written.map(drop)
    }

    fn purge(&mut self) {
        if self.purged.elapsed() > Duration::from_secs(10) {
            self.purged = Instant::now();
            let retention = self.retention;
            if let Err(failure) = self.transaction(|database| retention.purge(database)) {
                say(format_args!("old data stays: {failure}"));
            }
        }
    }

    fn transaction<T>(&mut self, run: impl FnOnce(&mut dyn Database) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut database = match self.database.take() {
            Some(database) => database,
            None => self.location.open()?,
        };
        let done = database.begin().and_then(|()| run(&mut *database));
        let done = done.and_then(|value| database.commit().map(|()| value));
        if done.is_err() {
            database.roll_back();
        }
        // A connection that was lost never comes back.
        if !matches!(done, Err(Failure::Unavailable(_))) {
            self.database = Some(database);
        }
        done
    }
}

impl Request {
    fn tell(self, written: Result<(), Failure>) {
        // The client may have gone.
        let _ = self.done.send(written);
    }
}
