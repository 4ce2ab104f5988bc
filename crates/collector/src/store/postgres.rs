//! PostgreSQL, which any number of collectors may share.

use super::database::{Database, Failure, Flow, Parameter, Row};
use super::tls;
use postgres::config::{Host, SslMode};
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type};
use postgres::{Client, Config, Error, Statement};
use std::collections::HashMap;
use std::error::Error as _;
use std::iter::successors;
use std::path::Path;
use std::time::Duration;

/// How long a server's machine may say nothing.
const UNHEARD: Duration = Duration::from_secs(15);

pub struct Postgres {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

impl Postgres {
    /// Connects to a database; by TLS, if a server by TCP has it.
    pub fn open(config: &Config, authorities: Option<&Path>) -> Result<Self, Failure> {
        let mut config = config.clone();
        config.application_name("vitalwire-collector");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        // A server that has gone without a word, with its machine or its network, would be waited for for hours.
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(UNHEARD);
        }
        let idle = config.get_keepalives_idle();
        config.keepalives_idle(idle.min(UNHEARD));
        // As for libpq, `sslmode=require` isn't about a socket of this machine.
        if !has_tls(&config) {
            config.ssl_mode(SslMode::Disable);
        }
        let mut client = config.connect(tls::connector(authorities).map_err(Failure::Unavailable)?)?;
        // What a client has given up must not be written later. A commit is on the disk, whatever the server's default
        // is.
        client.batch_execute(
            "SET synchronous_commit = on; SET statement_timeout = '10s'; SET lock_timeout = '8s';
             SET idle_in_transaction_session_timeout = '10s'; SET client_min_messages = warning;",
        )?;
        Ok(Self { client, statements: HashMap::new() })
    }

    fn prepared(&mut self, sql: &'static str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }
}

impl Database for Postgres {
    fn begin(&mut self) -> Result<(), Failure> {
        Ok(self.client.batch_execute("BEGIN")?)
    }

    fn commit(&mut self) -> Result<(), Failure> {
        // `COMMIT` of a failed transaction succeeds, and stores nothing: the writer rolls back after any error, and
        // never comes here then.
        Ok(self.client.batch_execute("COMMIT")?)
    }

    fn roll_back(&mut self) {
        let _ = self.client.batch_execute("ROLLBACK");
    }

    fn define(&mut self, tables: &str) -> Result<(), Failure> {
        let tables = tables
            .replace("$IDENTITY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
            .replace(" INTEGER", " BIGINT")
            .replace(" REAL", " DOUBLE PRECISION")
            .replace("$ROWS", "");
        // Two collectors that start at once would create the same table twice.
        Ok(self.client.batch_execute(&format!("SELECT pg_advisory_xact_lock(7825113); {tables}"))?)
    }

    fn execute(&mut self, sql: &'static str, parameters: &[Parameter<'_>]) -> Result<u64, Failure> {
        let statement = self.prepared(sql)?;
        let parameters = parameters.iter().map(|parameter| parameter as &(dyn ToSql + Sync)).collect::<Vec<_>>();
        Ok(self.client.execute(&statement, &parameters)?)
    }

    fn query(
        &mut self,
        sql: &'static str,
        parameters: &[Parameter<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Flow,
    ) -> Result<(), Failure> {
        let statement = self.prepared(sql)?;
        let mut rows = self.client.query_raw(&statement, parameters)?;
        while let Some(row) = rows.next()? {
            if each(&row)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl Row for postgres::Row {
    fn integer(&self, column: usize) -> Result<Option<i64>, Failure> {
        Ok(self.try_get(column)?)
    }

    fn real(&self, column: usize) -> Result<Option<f64>, Failure> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: usize) -> Result<Option<&str>, Failure> {
        Ok(self.try_get(column)?)
    }
}

impl ToSql for Parameter<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match *self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(integer) => integer.to_sql(kind, out),
            Self::Real(real) => real.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    /// What the statement expects must be what is given: the databases convert in ways of their own.
    fn to_sql_checked(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        let is_accepted = match self {
            Self::Null => true,
            Self::Integer(_) => *kind == Type::INT8,
            Self::Real(_) => *kind == Type::FLOAT8,
            Self::Text(_) => *kind == Type::TEXT,
        };
        if is_accepted { self.to_sql(kind, out) } else { Err(format!("{self:?} where {kind} is expected").into()) }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        // Class 22 is about data, such as a text with a NUL; 23 about constraints; 54 about limits, such as that of an
        // index.
        let is_about_values =
            error.code().is_some_and(|state| matches!(state.code().get(..2), Some("22" | "23" | "54")));
        // Its own text is "db error".
        let cause = error.as_db_error().map_or_else(|| described(&error), ToString::to_string);
        if is_about_values { Self::Rejected(cause) } else { Self::Unavailable(cause) }
    }
}

/// Reads a URL, and says what there is in place of libpq's options for TLS.
pub fn parse(url: &str) -> Result<Config, String> {
    url.parse().map_err(|error| {
        let text = described(&error);
        if text.contains("`ssl") { format!("{text}; {OPTIONS}") } else { text }
    })
}

const OPTIONS: &str = "sslmode is disable, prefer or require, which checks all that libpq's verify-full does; \
    authorities are in --store-ca-file";

/// Whether a connection may be encrypted.
pub fn has_tls(config: &Config) -> bool {
    let is_tcp = |host: &Host| matches!(host, Host::Tcp(_));
    config.get_ssl_mode() != SslMode::Disable
        && (config.get_hosts().iter().any(is_tcp) || !config.get_hostaddrs().is_empty())
}

/// Returns an error with what has caused it, which its own text leaves out, and with what helps.
fn described(error: &Error) -> String {
    let causes = successors(error.source(), |&cause| cause.source());
    let text = causes.clone().fold(error.to_string(), |text, cause| format!("{text}: {cause}"));
    causes.filter_map(tls::advice).fold(text, |text, advice| format!("{text}: {advice}"))
}
