//! The metrics of all workers, part by part.

use super::part::{ROWS, part};
use crate::store::{Database, Failure, Flow, Row};

/// A metric, and whose it is.
pub struct Series<'a> {
    pub project: &'a str,
    pub job: &'a str,
    pub worker: &'a str,
    pub namespace: &'a str,
    pub step: &'a str,
    pub name: &'a str,
    /// JSON, or empty.
    pub labels: &'a str,
    /// That of a histogram's buckets, as JSON, or empty.
    pub layout: &'a str,
    /// The sum of a counter's positive deltas, or the latest value.
    pub value: i64,
    /// What negative deltas have taken from a counter, 0 or more.
    pub taken: i64,
    /// A histogram as JSON, or empty.
    pub buckets: &'a str,
}

/// A place in the order of metrics of one kind: a metric that was there.
#[derive(Clone, Debug, Default)]
pub struct Position {
    worker: i64,
    namespace: String,
    step: String,
    name: String,
    labels: String,
    layout: String,
}

/// Hands over metrics of a kind that come after a position, until `each` breaks, or until it's time for others to read.
/// Returns the position of the last one, or none if that was the last of all.
pub fn series_after(
    database: &mut dyn Database,
    kind: &str,
    after: &Position,
    each: &mut dyn FnMut(&Series<'_>) -> Flow,
) -> Result<Option<Position>, Failure> {
    // SQLite walks along the key, if the join keeps it from another order.
    part(
        database,
        "SELECT w.project, w.job, w.name, m.worker, m.namespace, m.step, m.name, m.labels, m.layout, m.value, m.taken,
            m.buckets
         FROM metrics AS m CROSS JOIN workers AS w
         WHERE w.id = m.worker AND m.kind = $1
            AND (m.worker, m.namespace, m.step, m.name, m.labels, m.layout) > ($2, $3, $4, $5, $6, $7)
         ORDER BY m.worker, m.namespace, m.step, m.name, m.labels, m.kind, m.layout LIMIT $8",
        &[
            kind.into(),
            after.worker.into(),
            (&after.namespace).into(),
            (&after.step).into(),
            (&after.name).into(),
            (&after.labels).into(),
            (&after.layout).into(),
            ROWS.into(),
        ],
        &mut |row| each(&series(row)?),
        position,
    )
}

fn series(row: &dyn Row) -> Result<Series<'_>, Failure> {
    let text = |column| row.text(column).map(Option::unwrap_or_default);
    Ok(Series {
        project: text(0)?,
        job: text(1)?,
        worker: text(2)?,
        namespace: text(4)?,
        step: text(5)?,
        name: text(6)?,
        labels: text(7)?,
        layout: text(8)?,
        value: row.known(9)?,
        taken: row.known(10)?,
        buckets: text(11)?,
    })
}

fn position(row: &dyn Row) -> Result<Position, Failure> {
    Ok(Position {
        worker: row.known(3)?,
        namespace: row.string(4)?,
        step: row.string(5)?,
        name: row.string(6)?,
        labels: row.string(7)?,
        layout: row.string(8)?,
    })
}
