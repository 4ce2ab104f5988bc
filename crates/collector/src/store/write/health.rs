//! Health reports.

use super::Source;
use crate::store::database::{Database, Failure};
use vitalwire::Growable;
use vitalwire::dataflow::WorkerHealthReport;
use vitalwire::proto::Timestamp;

/// Notes a worker's health, unless a later report has told it. `interval` is what the worker is told, in ms; what it says
/// itself counts, since it may have limits of its own. What was noted of a time that is still to come says nothing: the
/// collector's clock was ahead then.
pub fn write(
    database: &mut dyn Database,
    source: Source,
    time: Timestamp,
    report: &WorkerHealthReport<Growable>,
    interval: i64,
) -> Result<(), Failure> {
    let own = report.report_interval.map(|interval| interval.as_millis()).filter(|&interval| interval > 0);
    let parameters = [
        source.worker.into(),
        time.unix_millis().into(),
        report.vm_is_healthy.into(),
        report.vm_is_broken.into(),
        report.vm_broken_code.as_str().into(),
        report.msg.as_str().into(),
        report.vm_startup_time.map(|time| time.unix_millis()).into(),
        own.unwrap_or(interval).into(),
        source.horizon.into(),
        source.heard.unix_millis().into(),
    ];
    database.execute(
        "UPDATE workers SET health_time = $2, healthy = $3, broken = $4, broken_code = $5, message = $6,
            startup_time = COALESCE($7, startup_time), report_interval = $8,
            stop_time = CASE WHEN stop_time > $10 OR health_time > $2 THEN NULL ELSE stop_time END
         WHERE id = $1 AND (health_time IS NULL OR health_time <= $2 OR health_time > $9)",
        &parameters,
    )?;
    Ok(())
}
