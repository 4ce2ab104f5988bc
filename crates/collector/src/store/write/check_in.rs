//! Check-ins.

use super::event::{self, Event};
use super::{Source, json};
use crate::store::database::{Database, Failure};
use vitalwire::Growable;
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::Timestamp;

pub fn write(
    database: &mut dyn Database,
    source: Source,
    request: &CheckInRequest<Growable>,
    deadline: Timestamp,
) -> Result<(), Failure> {
    let status = request.worker_status.as_ref();
    let disk = status.and_then(|status| status.boot_disk);
    let parameters = [
        source.worker.into(),
        deadline.unix_millis().into(),
        disk.map(|disk| disk.free_space_bytes).into(),
        disk.map(|disk| disk.total_space_bytes).into(),
        status.map(|status| status.free_ram_bytes).into(),
        status.map(|status| status.total_ram_bytes).into(),
    ];
    database.execute(
        "UPDATE workers SET deadline = $2, disk_free = COALESCE($3, disk_free), disk_total = COALESCE($4, disk_total),
            memory_free = COALESCE($5, memory_free), memory_total = COALESCE($6, memory_total) WHERE id = $1",
        &parameters,
    )?;
    for happened in request.events.iter() {
        let detail = happened.data.as_ref().map_or_else(|| Ok(String::new()), json)?;
        check_in(database, source, "event", &detail, happened.timestamp)?;
    }
    if let Some(data) = &request.event {
        check_in(database, source, "event", &json(data)?, None)?;
    }
    if let Some(result) = &request.result {
        check_in(database, source, "result", &json(result)?, None)?;
    }
    if request.deadline_expired.is_some() {
        check_in(database, source, "deadline expired", "", None)?;
    }
    if !request.sos_report.is_empty() {
        check_in(database, source, "SOS report", &json(&request.sos_report)?, None)?;
    }
    Ok(())
}

/// An event that has a time is the same as another one with this time and content: a check-in has no label.
fn check_in(
    database: &mut dyn Database,
    source: Source,
    name: &str,
    detail: &str,
    time: Option<Timestamp>,
) -> Result<(), Failure> {
    let key = time.map(|time| format!("{time} {name} {detail}"));
    let time = time.unwrap_or(source.heard);
    event::write(database, source, &Event { kind: "check-in", name, detail, time, key: key.as_deref() })
}
