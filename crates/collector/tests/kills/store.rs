//! Where the collectors store, and what is there.

use ::postgres::NoTls;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub enum Store {
    Sqlite(PathBuf),
    Postgres(String),
}

const CODES: &str = "SELECT name, COUNT(*) FROM events WHERE kind = 'code' GROUP BY name";
const METRIC: &str = "SELECT value, buckets FROM metrics WHERE name = ";

impl Store {
    /// Returns the collector's argument.
    pub fn location(&self) -> String {
        match self {
            Self::Sqlite(path) => path.to_str().expect("UTF-8").to_owned(),
            Self::Postgres(url) => url.clone(),
        }
    }

    /// Returns the codes of all events, and how often each is there.
    pub fn codes(&self) -> BTreeMap<String, i64> {
        match self {
            Self::Sqlite(path) => {
                let database =
                    rusqlite::Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a database");
                let mut statement = database.prepare(CODES).expect("SQL");
                let codes = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
                codes.collect::<Result<_, _>>().expect("rows")
            }
            Self::Postgres(url) => {
                let mut client = ::postgres::Client::connect(url, NoTls).expect("a server");
                client.query(CODES, &[]).expect("rows").iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        }
    }

    /// Returns the values of a metric, one of each worker, and its buckets as JSON.
    pub fn metric(&self, name: &str) -> Vec<(i64, String)> {
        let sql = format!("{METRIC}'{name}'");
        match self {
            Self::Sqlite(path) => {
                let database = open(path);
                let mut statement = database.prepare(&sql).expect("SQL");
                let values = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
                values.collect::<Result<_, _>>().expect("rows")
            }
            Self::Postgres(url) => {
                let mut client = ::postgres::Client::connect(url, NoTls).expect("a server");
                client.query(&sql, &[]).expect("rows").iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        }
    }
}

fn open(path: &Path) -> Connection {
    let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a database");
    database.busy_timeout(Duration::from_secs(10)).expect("a timeout");
    database
}
