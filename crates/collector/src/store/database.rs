//! What the store needs of a database, and nothing that only one of them has.

use std::fmt::{self, Display};
use std::ops::ControlFlow;

/// A connection to a database. Statements name their parameters `$1`, `$2` and so on, and are text that both databases
/// understand.
pub trait Database: Send {
    /// Begins a transaction that will write.
    fn begin(&mut self) -> Result<(), Failure>;

    /// Makes what was written since `begin` durable, all of it or nothing.
    fn commit(&mut self) -> Result<(), Failure>;

    /// Takes back what was written since `begin`, if that is still possible: a failure leaves nothing else to do.
    fn roll_back(&mut self);

    /// Defines tables, as [`schema`](super::schema) writes them. If two collectors do so at once, one waits for the other.
    fn define(&mut self, tables: &str) -> Result<(), Failure>;

    /// Runs a statement, and returns how many rows it has changed.
    fn execute(&mut self, sql: &'static str, parameters: &[Parameter<'_>]) -> Result<u64, Failure>;

    /// Hands over the rows of a result, until it's told to stop.
    fn query(
        &mut self,
        sql: &'static str,
        parameters: &[Parameter<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Flow,
    ) -> Result<(), Failure>;
}

/// What is returned for a row: whether there should be more.
pub type Flow = Result<ControlFlow<()>, Failure>;

impl dyn Database + '_ {
    /// Returns the first row of a result, if there is one.
    pub fn first<T>(
        &mut self,
        sql: &'static str,
        parameters: &[Parameter<'_>],
        map: impl Fn(&dyn Row) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        let mut first = None;
        self.query(sql, parameters, &mut |row| {
            first = Some(map(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(first)
    }

    /// Returns all rows of a result: there mustn't be many.
    pub fn all<T>(
        &mut self,
        sql: &'static str,
        parameters: &[Parameter<'_>],
        map: impl Fn(&dyn Row) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Failure> {
        let mut all = Vec::new();
        self.query(sql, parameters, &mut |row| {
            all.push(map(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }
}

/// A row of a result. Columns are counted from 0.
pub trait Row {
    fn integer(&self, column: usize) -> Result<Option<i64>, Failure>;
    fn real(&self, column: usize) -> Result<Option<f64>, Failure>;
    fn text(&self, column: usize) -> Result<Option<&str>, Failure>;
}

impl dyn Row + '_ {
    /// Returns an integer that can't be null.
    pub fn known(&self, column: usize) -> Result<i64, Failure> {
        Ok(self.integer(column)?.unwrap_or_default())
    }

    pub fn string(&self, column: usize) -> Result<String, Failure> {
        Ok(self.text(column)?.unwrap_or_default().to_owned())
    }

    pub fn optional_string(&self, column: usize) -> Result<Option<String>, Failure> {
        Ok(self.text(column)?.map(str::to_owned))
    }
}

/// A parameter of a statement.
#[derive(Clone, Copy, Debug)]
pub enum Parameter<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
}

impl From<i64> for Parameter<'_> {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

/// A count of bytes or ms beyond what a column can hold is the most that it can: 8 EiB, or 292 million years.
impl From<u64> for Parameter<'_> {
    fn from(count: u64) -> Self {
        Self::Integer(count.try_into().unwrap_or(i64::MAX))
    }
}

impl From<bool> for Parameter<'_> {
    fn from(bool: bool) -> Self {
        Self::Integer(bool.into())
    }
}

/// What is no number, or infinite, isn't known.
impl From<f64> for Parameter<'_> {
    fn from(real: f64) -> Self {
        if real.is_finite() { Self::Real(real) } else { Self::Null }
    }
}

impl<'a> From<&'a str> for Parameter<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Parameter<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a, T: Into<Self>> From<Option<T>> for Parameter<'a> {
    fn from(optional: Option<T>) -> Self {
        optional.map_or(Self::Null, Into::into)
    }
}

/// Why a database hasn't done something.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// It doesn't take these values, and never will.
    Rejected(String),
    /// It can't now: it is busy, full, or can't be reached.
    Unavailable(String),
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(cause) => write!(f, "it can't be stored: {cause}"),
            Self::Unavailable(cause) => write!(f, "the database isn't available: {cause}"),
        }
    }
}

impl std::error::Error for Failure {}
