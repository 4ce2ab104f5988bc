//! What a record changes.

mod check_in;
mod event;
mod health;
mod metrics;
mod resources;
mod sequence;

use super::database::{Database, Failure};
use super::record::{Content, Record, WorkerKey};
use event::Event;
use vitalwire::Growable;
use vitalwire::dataflow::{Payload, WorkerMessage};
use vitalwire::proto::{Field, Timestamp};

/// Writes records, which are sorted by worker. Returns how many of them were known already.
pub fn records(database: &mut dyn Database, records: &[&Record]) -> Result<u64, Failure> {
    let mut duplicates = 0;
    for of_worker in records.chunk_by(|one, next| one.worker == next.worker) {
        let Some(latest) = of_worker.last() else { continue };
        // This locks the worker until the end of the transaction: what follows may read before it writes.
        let id = worker(database, latest)?;
        for record in of_worker {
            match &record.content {
                Content::Message { message, interval } => {
                    let is_new = message_of(database, id, record.heard, message, *interval)?;
                    duplicates += u64::from(!is_new);
                }
                Content::CheckIn { request, deadline } => {
                    let source = Source { worker: id, heard: record.heard, horizon: record.heard.unix_millis() };
                    check_in::write(database, source, request, *deadline)?;
                }
            }
        }
    }
    Ok(duplicates)
}

/// Who says something, and when that was heard.
#[derive(Clone, Copy)]
struct Source {
    worker: i64,
    heard: Timestamp,
    /// What was noted of a later time, in ms, doesn't make this look old: it is of a clock that was ahead.
    horizon: i64,
}

impl Source {
    /// Returns when something was the case. What a clock that is ahead tells would stay the latest for years, also after the
    /// clock is right again: it can't have been later than now.
    fn past(self, told: Timestamp) -> Timestamp {
        told.min(self.heard)
    }
}

/// Notes that a worker was heard of, and returns its id.
fn worker(database: &mut dyn Database, record: &Record) -> Result<i64, Failure> {
    let WorkerKey { project, job, name } = &record.worker;
    check_key("a worker's project, location, job and name", &[project, &record.location, job, name])?;
    let id = database.first(
        "INSERT INTO workers (project, job, name, location, first_heard, last_heard) VALUES ($1, $2, $3, $4, $5, $5)
         ON CONFLICT (project, job, name) DO UPDATE SET
            location = CASE WHEN excluded.location = '' THEN workers.location ELSE excluded.location END,
            last_heard = excluded.last_heard
         RETURNING id",
        &[(&**project).into(), job.into(), name.into(), (&*record.location).into(), record.heard.unix_millis().into()],
        |row| row.known(0),
    )?;
    id.ok_or_else(|| Failure::Unavailable("a worker has no id".to_owned()))
}

/// Returns whether the message is a new one.
fn message_of(
    database: &mut dyn Database,
    worker: i64,
    heard: Timestamp,
    message: &WorkerMessage<Growable>,
    interval: i64,
) -> Result<bool, Failure> {
    let label = message.labels.get(sequence::LABEL).map(|label| label.as_str());
    let sequence = label.and_then(sequence::parse);
    if !sequence::is_new(database, worker, sequence)? {
        return Ok(false);
    }
    // A label says that this is the latest, also if a restart has set the worker's clock back.
    let horizon = if sequence.is_some() { i64::MIN } else { heard.unix_millis() };
    let source = Source { worker, heard, horizon };
    let told = message.time.unwrap_or(heard);
    let time = source.past(told);
    let key = label.filter(|_| sequence.is_some());
    let event = |kind, name, detail| Event { kind, name, detail, time: told, key };
    let written = match &message.payload {
        Some(Payload::WorkerHealthReport(report)) => health::write(database, source, time, report, interval),
        Some(Payload::WorkerLifecycleEvent(happened)) => {
            let name = happened.event.map(|event| event.to_string()).unwrap_or_default();
            if happened.event.is_some() {
                event::stage(database, source, time, &name)?;
            }
            event::write(database, source, &event("lifecycle", &name, &json(&happened.metadata)?))
        }
        Some(Payload::WorkerMessageCode(code)) => {
            let parameters = code.parameters.as_ref().map_or_else(|| Ok(String::new()), json)?;
            event::write(database, source, &event("code", &code.code, &parameters))
        }
        Some(Payload::WorkerShutdownNotice(notice)) => {
            event::stop(database, source, time, &notice.reason)?;
            event::write(database, source, &event("shutdown", &notice.reason, ""))
        }
        Some(Payload::WorkerMetrics(report)) => resources::write(database, source, time, report),
        Some(Payload::PerWorkerMetrics(report)) => metrics::of_steps(database, source, time, report),
        Some(Payload::DataSamplingReport(report)) => metrics::of_sampling(database, source, report),
        Some(Payload::StreamingScalingReport(report)) => metrics::of_scaling(database, source, time, report),
        Some(Payload::WorkerThreadScalingReport(report)) => metrics::of_threads(database, source, time, report),
        None => Ok(()),
    };
    written.map(|()| true)
}

/// How long the texts may be, together, that tell a thing from others. PostgreSQL has indexes up to 2,704 bytes, and
/// `/metrics` repeats them in each line.
const LONGEST_KEY: usize = 2048;

fn check_key(what: &str, texts: &[&str]) -> Result<(), Failure> {
    if texts.iter().map(|text| text.len()).sum::<usize>() <= LONGEST_KEY {
        return Ok(());
    }
    Err(Failure::Rejected(format!("{what} have at most {LONGEST_KEY} bytes together")))
}

/// Returns a part of a message as JSON.
fn json(part: &impl Field) -> Result<String, Failure> {
    vitalwire::to_string(part).map_err(|error| Failure::Rejected(error.to_string()))
}
