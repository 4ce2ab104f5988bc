//! Results of many rows, part by part.

use crate::store::{Database, Failure, Parameter, Row};

/// How many rows are read at once.
pub(super) const ROWS: i64 = 500;

/// Hands over rows until `each` says that it has enough, or until it's time for others to read: the statement has a
/// limit of [`ROWS`]. Returns the position of the last one, or none if there are no more.
pub(super) fn part<P>(
    database: &mut dyn Database,
    sql: &'static str,
    parameters: &[Parameter<'_>],
    each: &mut dyn FnMut(&dyn Row) -> Result<bool, Failure>,
    position: impl Fn(&dyn Row) -> Result<P, Failure>,
) -> Result<Option<P>, Failure> {
    let (mut rows, mut is_enough, mut last) = (0, false, None);
    database.query(sql, parameters, &mut |row| {
        rows += 1;
        if is_enough {
            return Ok(());
        }
        is_enough = !each(row)?;
        if is_enough || rows == ROWS {
            last = Some(position(row)?);
        }
        Ok(())
    })?;
    Ok(last)
}
