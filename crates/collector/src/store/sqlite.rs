//! SQLite, in a file of its own.

use super::database::{Database, Failure, Flow, Parameter, Row};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, ToSql};
use std::collections::HashMap;
use std::path::Path;

pub struct Sqlite {
    connection: Connection,
    /// Statements with SQLite's form of parameters: `$1` would be a name, whose number depends on where it first
    /// stands.
    statements: HashMap<&'static str, String>,
}

impl Sqlite {
    /// Opens a file, and creates it if there is none.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let connection = Connection::open(path)?;
        // After a commit, all is on the disk: `FULL` also syncs the log that WAL mode appends to. A reader that takes
        // long lets the log grow; it is cut to the limit when it starts anew.
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
             PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8192;",
        )?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection, statements: HashMap::new() })
    }
}

/// Returns SQLite's form of a statement.
fn translated<'s>(statements: &'s mut HashMap<&'static str, String>, sql: &'static str) -> &'s str {
    statements.entry(sql).or_insert_with(|| sql.replace('$', "?"))
}

impl Database for Sqlite {
    fn begin(&mut self) -> Result<(), Failure> {
        // One that reads first fails at once if another connection has written meanwhile, whatever the timeout.
        self.connection.prepare_cached("BEGIN IMMEDIATE")?.execute(())?;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Failure> {
        if self.connection.is_autocommit() {
            return Err(Failure::Unavailable("the transaction was rolled back".to_owned()));
        }
        self.connection.prepare_cached("COMMIT")?.execute(())?;
        Ok(())
    }

    fn roll_back(&mut self) {
        // Some errors, such as that of a full disk, have rolled back already.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    fn define(&mut self, tables: &str) -> Result<(), Failure> {
        let tables = tables.replace("$IDENTITY", "INTEGER PRIMARY KEY").replace("$ROWS", "STRICT");
        Ok(self.connection.execute_batch(&tables)?)
    }

    fn execute(&mut self, sql: &'static str, parameters: &[Parameter<'_>]) -> Result<u64, Failure> {
        let mut statement = self.connection.prepare_cached(translated(&mut self.statements, sql))?;
        Ok(statement.execute(rusqlite::params_from_iter(parameters))? as u64)
    }

    fn query(
        &mut self,
        sql: &'static str,
        parameters: &[Parameter<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Flow,
    ) -> Result<(), Failure> {
        let mut statement = self.connection.prepare_cached(translated(&mut self.statements, sql))?;
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        while let Some(row) = rows.next()? {
            if each(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl Row for rusqlite::Row<'_> {
    fn integer(&self, column: usize) -> Result<Option<i64>, Failure> {
        Ok(self.get(column)?)
    }

    fn real(&self, column: usize) -> Result<Option<f64>, Failure> {
        Ok(self.get(column)?)
    }

    fn text(&self, column: usize) -> Result<Option<&str>, Failure> {
        self.get_ref(column)?.as_str_or_null().map_err(|error| Failure::Rejected(error.to_string()))
    }
}

impl ToSql for Parameter<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match *self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(integer) => integer.into(),
            Self::Real(real) => real.into(),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = error.sqlite_error_code();
        let is_about_values = matches!(
            code,
            Some(
                ErrorCode::ConstraintViolation
                    | ErrorCode::TypeMismatch
                    | ErrorCode::TooBig
                    | ErrorCode::ParameterOutOfRange
            )
        );
        if is_about_values { Self::Rejected(error.to_string()) } else { Self::Unavailable(error.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That a commit survives a power failure is what SQLite promises with these: `FULL`, which is 2, syncs the log at each
    /// commit.
    #[test]
    fn what_is_committed_is_on_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = Sqlite::open(&folder.path().join("a.db")).expect("a database");
        let setting =
            |name| database.connection.pragma_query_value(None, name, |row| row.get::<_, Value>(0)).expect("a value");
        assert_eq!(setting("journal_mode"), Value::Text("wal".to_owned()));
        assert_eq!(setting("synchronous"), Value::Integer(2));
    }
}
