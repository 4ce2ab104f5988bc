//! Results of many rows, part by part.

use crate::store::{Database, Failure, Flow, Parameter, Row};

/// How many rows are read at once.
pub(super) const ROWS: i64 = 500;

/// Hands over rows until `each` breaks, or until it's time for others to read: the statement has a limit of [`ROWS`].
/// Returns the position of the last one, or none if there are no more.
pub(super) fn part<P>(
    database: &mut dyn Database,
    sql: &'static str,
    parameters: &[Parameter<'_>],
    each: &mut dyn FnMut(&dyn Row) -> Flow,
    position: impl Fn(&dyn Row) -> Result<P, Failure>,
) -> Result<Option<P>, Failure> {
    let (mut rows, mut last) = (0, None);
    database.query(sql, parameters, &mut |row| {
        rows += 1;
        let flow = each(row)?;
        if flow.is_break() || rows == ROWS {
            last = Some(position(row)?);
        }
        Ok(flow)
    })?;
    Ok(last)
}
