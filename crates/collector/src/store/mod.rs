//! What the collector keeps: a thread that writes, and one that reads.

mod database;
mod patience;
mod postgres;
mod reader;
mod record;
mod retention;
mod schema;
mod sqlite;
mod tls;
mod write;
mod writer;

pub use database::{Database, Failure, Flow, Parameter, Row};
pub use patience::PATIENCE;
pub use reader::Reader;
pub use record::{Content, Record, WorkerKey};
pub use retention::Retention;
pub use writer::Writer;

use ::postgres::config::SslMode;
use postgres::Postgres;
use sqlite::Sqlite;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Location {
    Sqlite(PathBuf),
    Postgres {
        config: Box<::postgres::Config>,
        /// A file with the authorities to trust, if they are others than those that browsers trust.
        authorities: Option<PathBuf>,
    },
}

impl Location {
    /// Trusts the authorities in a file, and only them. Then the connection must be encrypted: who says that it can't
    /// be has shown no certificate.
    pub fn trusting(mut self, file: &Path) -> Result<Self, String> {
        match &mut self {
            Self::Postgres { config, authorities } if postgres::has_tls(config) => {
                config.ssl_mode(SslMode::Require);
                *authorities = Some(file.to_owned());
                Ok(self)
            }
            _ => Err("--store-ca-file is for PostgreSQL by TCP, without sslmode=disable".to_owned()),
        }
    }

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
            Self::Postgres { config, authorities } => Box::new(Postgres::open(config, authorities.as_deref())?),
        })
    }
}

impl FromStr for Location {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let config = Box::new(postgres::parse(text)?);
            Ok(Self::Postgres { config, authorities: None })
        } else if text.is_empty() || text == ":memory:" || text.contains("://") {
            // What is in memory is another database for each connection, and doesn't last.
            Err("expected the path of a file, or postgres://…".to_owned())
        } else {
            Ok(Self::Sqlite(text.into()))
        }
    }
}
