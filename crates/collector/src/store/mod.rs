//! What the collector keeps: a thread that writes, and one that reads.

mod database;
mod postgres;
mod reader;
mod record;
mod retention;
mod schema;
mod sqlite;
mod write;
mod writer;

pub use database::{Database, Failure, Flow, Parameter, Row};
pub use reader::Reader;
pub use record::{Content, Record, WorkerKey};
pub use retention::Retention;
pub use writer::Writer;

use postgres::Postgres;
use sqlite::Sqlite;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Location {
    Sqlite(PathBuf),
    Postgres(Box<::postgres::Config>),
}

impl Location {
    /// Opens a connection, and creates the tables if there are none.
    pub fn create(&self) -> Result<Box<dyn Database>, Failure> {
        let mut database = self.open()?;
        schema::create(&mut *database)?;
        Ok(database)
    }

    /// Opens a connection to a database that has its tables.
    fn open(&self) -> Result<Box<dyn Database>, Failure> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(Sqlite::open(path)?),
            Self::Postgres(config) => Box::new(Postgres::open(config)?),
        })
    }
}

impl FromStr for Location {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            text.parse().map(|config| Self::Postgres(Box::new(config))).map_err(|error| postgres::described(&error))
        } else if text.is_empty() || text == ":memory:" || text.contains("://") {
            // What is in memory is another database for each connection, and doesn't last.
            Err("expected the path of a file, or postgres://…".to_owned())
        } else {
            Ok(Self::Sqlite(text.into()))
        }
    }
}
