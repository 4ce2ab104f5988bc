//! The collector's database, for what stands nowhere else.

use ::postgres::{NoTls, SimpleQueryMessage};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use std::path::PathBuf;

pub enum Database {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Database {
    /// Whether a text may have a NUL: with PostgreSQL, such a request is refused.
    pub fn has_nul(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Removes all that a run has left in a server.
    pub fn clear(&self) {
        if let Self::Postgres(url) = self {
            let mut client = ::postgres::Client::connect(url, NoTls).expect("a server");
            client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").expect("SQL");
        }
    }

    /// Returns all rows, with numbers as texts, and empty ones for what is null.
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        match self {
            Self::Sqlite(path) => {
                // A reader of a write-ahead log writes, too.
                let database =
                    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a database");
                let mut statement = database.prepare(sql).expect("SQL");
                let columns = statement.column_count();
                let text = |value: ValueRef<'_>| match value {
                    ValueRef::Null => String::new(),
                    ValueRef::Integer(number) => number.to_string(),
                    ValueRef::Real(number) => number.to_string(),
                    value => value.as_str().expect("a text or a number").to_owned(),
                };
                let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| Ok(text(row.get_ref(column)?))).collect();
                statement.query_map((), row).expect("rows").collect::<Result<_, _>>().expect("rows")
            }
            Self::Postgres(url) => {
                let mut client = ::postgres::Client::connect(url, NoTls).expect("a server");
                let messages = client.simple_query(sql).expect("rows");
                let rows = messages.iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => Some(row),
                    _ => None,
                });
                rows.map(|row| (0..row.len()).map(|column| row.get(column).unwrap_or_default().to_owned()).collect())
                    .collect()
            }
        }
    }
}
