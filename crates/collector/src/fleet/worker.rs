//! Workers, as lists show them.

use super::part::{ROWS, part};
use super::short::short;
use super::state::{State, state_sql};
use crate::store::{Database, Failure, Flow, Row};
use serde::Serialize;

/// A worker. Times are ms since 1970, sizes bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Worker {
    pub id: i64,
    pub project: String,
    pub job: String,
    pub name: String,
    pub location: String,
    #[serde(serialize_with = "name")]
    pub state: State,
    /// By the collector's clock.
    pub first_heard: i64,
    pub last_heard: i64,
    /// In ms.
    pub report_interval: Option<i64>,
    pub deadline: Option<i64>,
    pub health_time: Option<i64>,
    pub broken_code: Option<String>,
    pub message: Option<String>,
    pub startup_time: Option<i64>,
    pub stage: Option<String>,
    pub stop_reason: Option<String>,
    pub disk_free: Option<i64>,
    pub disk_total: Option<i64>,
    pub memory_free: Option<i64>,
    pub memory_total: Option<i64>,
    /// Busy cores.
    pub cpu_rate: Option<f64>,
    pub cpu_ms: Option<i64>,
    pub memory_used: Option<i64>,
    pub memory_limit: Option<i64>,
    pub memory_gb_ms: Option<i64>,
    pub ooms: i64,
}

fn name<S: serde::Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.name())
}

/// `$1` is now.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, project, job, name, location, state, first_heard, last_heard, report_interval, deadline,
                health_time, broken_code, message, startup_time, stage, stop_reason, disk_free, disk_total,
                memory_free, memory_total, cpu_rate, cpu_ms, memory_used, memory_limit, memory_gb_ms, ooms
             FROM (SELECT *, ",
            state_sql!(),
            " AS state FROM workers) AS workers ",
            $rest
        )
    };
}

impl Worker {
    fn from_row(row: &dyn Row) -> Result<Self, Failure> {
        let state = State::from_number(row.known(5)?);
        Ok(Self {
            id: row.known(0)?,
            project: row.string(1)?,
            job: row.string(2)?,
            name: row.string(3)?,
            location: row.string(4)?,
            state,
            first_heard: row.known(6)?,
            last_heard: row.known(7)?,
            report_interval: row.integer(8)?,
            deadline: row.integer(9)?,
            health_time: row.integer(10)?,
            broken_code: row.optional_string(11)?,
            message: row.optional_string(12)?,
            startup_time: row.integer(13)?,
            stage: row.optional_string(14)?,
            // What it has said before it was started again isn't why it is as it is now.
            stop_reason: if state == State::Stopped { row.optional_string(15)? } else { None },
            disk_free: row.integer(16)?,
            disk_total: row.integer(17)?,
            memory_free: row.integer(18)?,
            memory_total: row.integer(19)?,
            cpu_rate: row.real(20)?,
            cpu_ms: row.integer(21)?,
            memory_used: row.integer(22)?,
            memory_limit: row.integer(23)?,
            memory_gb_ms: row.integer(24)?,
            ooms: row.known(25)?,
        })
    }

    /// Returns it with texts that are short enough for a list.
    fn shortened(self) -> Self {
        Self {
            project: short(self.project),
            job: short(self.job),
            name: short(self.name),
            location: short(self.location),
            broken_code: self.broken_code.map(short),
            message: self.message.map(short),
            stage: self.stage.map(short),
            stop_reason: self.stop_reason.map(short),
            ..self
        }
    }

    /// Returns a name that people can read, and that isn't empty.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { "(no WORKER_ID)" } else { &self.name }
    }
}

/// Which workers of a list are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    pub state: Option<State>,
    /// A part of the worker's name, its job's or its project's.
    pub text: String,
}

impl Filter {
    /// Returns the text as a pattern of SQL's.
    fn pattern(&self) -> String {
        if self.text.is_empty() {
            return String::new();
        }
        format!("%{}%", self.text.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
    }
}

/// What a [`Filter`] lets through: `$2` is the number of its state, `$3` its pattern. What is lower case is for the
/// database to say.
macro_rules! filter {
    ($rest:literal) => {
        concat!(
            "WHERE (state = $2 OR CAST($2 AS BIGINT) IS NULL) AND (CAST($3 AS TEXT) = ''
                OR LOWER(name || ' ' || job || ' ' || project) LIKE LOWER($3) ESCAPE '!') ",
            $rest
        )
    };
}

/// Returns at most `limit` workers, with short texts: those that need attention first, then the most recent ones.
pub fn of_state(database: &mut dyn Database, now: i64, filter: &Filter, limit: i64) -> Result<Vec<Worker>, Failure> {
    database.all(
        concat!(select!(""), filter!("ORDER BY state, last_heard DESC, id LIMIT $4")),
        &[now.into(), filter.state.map(State::number).into(), (&filter.pattern()).into(), limit.into()],
        |row| Ok(Worker::from_row(row)?.shortened()),
    )
}

/// Returns how many workers there are of those that [`of_state`] returns some of.
pub fn count(database: &mut dyn Database, now: i64, filter: &Filter) -> Result<i64, Failure> {
    let count = database.first(
        concat!("SELECT COUNT(*) FROM (SELECT *, ", state_sql!(), " AS state FROM workers) AS workers ", filter!("")),
        &[now.into(), filter.state.map(State::number).into(), (&filter.pattern()).into()],
        |row| row.known(0),
    )?;
    Ok(count.unwrap_or_default())
}

/// Hands over workers whose ids are greater, until `each` breaks, or until it's time for others to
/// read. Returns the id of the last one, or none if there are no more.
pub fn each_after(
    database: &mut dyn Database,
    now: i64,
    id: i64,
    each: &mut dyn FnMut(&Worker) -> Flow,
) -> Result<Option<i64>, Failure> {
    part(
        database,
        select!("WHERE id > $2 ORDER BY id LIMIT $3"),
        &[now.into(), id.into(), ROWS.into()],
        &mut |row| each(&Worker::from_row(row)?),
        |row| row.known(0),
    )
}

pub fn worker(database: &mut dyn Database, now: i64, id: i64) -> Result<Option<Worker>, Failure> {
    database.first(select!("WHERE id = $2"), &[now.into(), id.into()], Worker::from_row)
}
