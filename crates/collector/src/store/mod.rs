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
    /// Opens a connection, and creates the tables that are missing.
    pub fn open(&self) -> Result<Box<dyn Database>, Failure> {
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
            text.parse().map(|config| Self::Postgres(Box::new(config))).map_err(|error| error.to_string())
        } else if text.is_empty() {
            Err("expected a path, or postgres://…".to_owned())
        } else {
            Ok(Self::Sqlite(text.into()))
        }
    }
}
