//! The thread that reads, beside the one that writes: neither waits for the other.

use super::Location;
use super::database::{Database, Failure};
use super::patience::patiently;
use std::{io, thread};
use tokio::sync::{mpsc, oneshot};

type Query = Box<dyn FnOnce(&mut Option<Box<dyn Database>>, &Location) + Send>;

/// Hands queries to the thread.
#[derive(Clone)]
pub struct Reader(mpsc::Sender<Query>);

impl Reader {
    /// Starts the thread. It ends with the last reader.
    pub fn start(location: Location) -> io::Result<Self> {
        let (sender, mut queries) = mpsc::channel::<Query>(16);
        thread::Builder::new().name("reader".to_owned()).spawn(move || {
            let mut database = None;
            while let Some(query) = queries.blocking_recv() {
                query(&mut database, &location);
            }
        })?;
        Ok(Self(sender))
    }

    /// Runs a query. It should be short: what is read meanwhile can't be written over, and what has to be read waits,
    /// but not for long.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut dyn Database) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (done, result) = oneshot::channel();
        let stopped = || Failure::Unavailable("the collector is stopping".to_owned());
        let query = move |database: &mut Option<Box<dyn Database>>, location: &Location| {
            // Nobody waits for it any more.
            if done.is_closed() {
                return;
            }
            let result = run(database, location, query);
            let _ = done.send(result);
        };
        patiently(async {
            self.0.send(Box::new(query)).await.map_err(|_| stopped())?;
            result.await.map_err(|_| stopped())?
        })
        .await
    }
}

fn run<T>(
    place: &mut Option<Box<dyn Database>>,
    location: &Location,
    query: impl FnOnce(&mut dyn Database) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut database = match place.take() {
        Some(database) => database,
        None => location.open()?,
    };
    let result = query(&mut *database);
    // A connection that was lost never comes back.
    if !matches!(result, Err(Failure::Unavailable(_))) {
        *place = Some(database);
    }
    result
}
