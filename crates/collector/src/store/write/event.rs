//! What happened once.

use super::Source;
use crate::store::database::{Database, Failure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use vitalwire::proto::Timestamp;

pub struct Event<'a> {
    /// `lifecycle`, `code`, `shutdown`, `check-in` or `result`.
    pub kind: &'a str,
    pub name: &'a str,
    /// JSON, or empty.
    pub detail: &'a str,
    pub time: Timestamp,
    /// What tells it from another one that says the same, if anything does.
    pub key: Option<&'a str>,
}

pub fn write(database: &mut dyn Database, source: Source, event: &Event<'_>) -> Result<(), Failure> {
    let key = event.key.map(indexable);
    let exact_time = event.time.to_string();
    let parameters = [
        source.worker.into(),
        source.heard.unix_millis().into(),
        event.time.unix_millis().into(),
        (&exact_time).into(),
        event.kind.into(),
        event.name.into(),
        event.detail.into(),
        key.as_deref().into(),
    ];
    database.execute(
        "INSERT INTO events (worker, heard, time, exact_time, kind, name, detail, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (worker, source) DO NOTHING",
        &parameters,
    )?;
    Ok(())
}

/// A key may be as long as its event; what is unique is in an index, and can't be.
fn indexable(key: &str) -> Cow<'_, str> {
    const LONGEST: usize = 512;
    if key.len() <= LONGEST { key.into() } else { STANDARD.encode(Sha256::digest(key)).into() }
}

/// Notes how far a worker's start has come. Events may come out of order.
pub fn stage(database: &mut dyn Database, source: Source, time: Timestamp, stage: &str) -> Result<(), Failure> {
    database.execute(
        "UPDATE workers SET stage = $2, stage_time = $3
         WHERE id = $1 AND (stage_time IS NULL OR stage_time <= $3 OR stage_time > $4)",
        &[source.worker.into(), stage.into(), time.unix_millis().into(), source.heard.unix_millis().into()],
    )?;
    Ok(())
}

/// Notes that a worker stops. What it says that is later than that takes it back.
pub fn stop(database: &mut dyn Database, source: Source, time: Timestamp, reason: &str) -> Result<(), Failure> {
    database.execute(
        "UPDATE workers SET stop_reason = $2, stop_time = $3
         WHERE id = $1 AND (stop_time IS NULL OR stop_time <= $3 OR stop_time > $4)",
        &[source.worker.into(), reason.into(), time.unix_millis().into(), source.heard.unix_millis().into()],
    )?;
    Ok(())
}
