//! What a worker and its containers use.

use super::{Source, check_key};
use crate::store::database::{Database, Failure, Parameter};
use vitalwire::Growable;
use vitalwire::dataflow::ResourceUtilizationReport;
use vitalwire::proto::Timestamp;

pub fn write(
    database: &mut dyn Database,
    source: Source,
    time: Timestamp,
    report: &ResourceUtilizationReport<Growable>,
) -> Result<(), Failure> {
    let mut samples = Samples { database, source, time };
    samples.add("", report)?;
    samples.note_latest(report)
}

struct Samples<'a> {
    database: &'a mut dyn Database,
    source: Source,
    /// Of samples that have none.
    time: Timestamp,
}

impl Samples<'_> {
    fn add(&mut self, container: &str, report: &ResourceUtilizationReport<Growable>) -> Result<(), Failure> {
        for cpu in report.cpu_time.iter() {
            self.execute(
                "INSERT INTO samples (worker, container, time, heard, cpu_rate, cpu_ms) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (worker, container, time) DO UPDATE
                    SET cpu_rate = excluded.cpu_rate, cpu_ms = excluded.cpu_ms",
                container,
                cpu.timestamp,
                &[cpu.rate.into(), cpu.total_ms.into()],
            )?;
        }
        for memory in report.memory_info.iter() {
            self.execute(
                "INSERT INTO samples (worker, container, time, heard, memory_used, memory_limit)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (worker, container, time) DO UPDATE
                    SET memory_used = excluded.memory_used, memory_limit = excluded.memory_limit",
                container,
                memory.timestamp,
                &[memory.current_rss_bytes.into(), memory.current_limit_bytes.into()],
            )?;
        }
        for gpu in report.gpu_usage.iter() {
            self.execute(
                "INSERT INTO samples (worker, container, time, heard, gpu_rate) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (worker, container, time) DO UPDATE SET gpu_rate = excluded.gpu_rate",
                container,
                gpu.timestamp,
                &[gpu.utilization.map(|utilization| utilization.rate).into()],
            )?;
        }
        for (name, report) in report.containers.iter() {
            let path = if container.is_empty() { name.to_string() } else { format!("{container}/{name}") };
            check_key("the names of a container and those around it", &[&path])?;
            self.add(&path, report)?;
        }
        Ok(())
    }

    fn execute(
        &mut self,
        sql: &'static str,
        container: &str,
        time: Option<Timestamp>,
        values: &[Parameter<'_>],
    ) -> Result<(), Failure> {
        let time = time.unwrap_or(self.time).unix_millis();
        let heard = self.source.heard.unix_millis();
        let parameters = [&[self.source.worker.into(), container.into(), time.into(), heard.into()], values].concat();
        self.database.execute(sql, &parameters).map(drop)
    }

    /// The latest samples of the worker itself stand beside its health, for lists of many workers. Processor and memory have
    /// times of their own.
    fn note_latest(&mut self, report: &ResourceUtilizationReport<Growable>) -> Result<(), Failure> {
        let (worker, horizon) = (self.source.worker, self.source.horizon);
        if let Some((time, cpu)) = self.latest(&report.cpu_time, |cpu| cpu.timestamp) {
            self.database.execute(
                "UPDATE workers SET cpu_time = $2, cpu_rate = $3, cpu_ms = $4
                 WHERE id = $1 AND (cpu_time IS NULL OR cpu_time <= $2 OR cpu_time > $5)",
                &[worker.into(), time.into(), cpu.rate.into(), cpu.total_ms.into(), horizon.into()],
            )?;
        }
        if let Some((time, memory)) = self.latest(&report.memory_info, |memory| memory.timestamp) {
            let (used, limit) = (memory.current_rss_bytes, memory.current_limit_bytes);
            self.database.execute(
                "UPDATE workers SET memory_time = $2, memory_used = $3, memory_limit = $4, memory_gb_ms = $5
                 WHERE id = $1 AND (memory_time IS NULL OR memory_time <= $2 OR memory_time > $6)",
                &[worker.into(), time.into(), used.into(), limit.into(), memory.total_gb_ms.into(), horizon.into()],
            )?;
        }
        let ooms = ooms(report);
        if ooms > 0 {
            self.database.execute(
                "UPDATE workers SET ooms = CASE WHEN ooms > 9223372036854775807 - $2 THEN 9223372036854775807 ELSE ooms + $2 END
                 WHERE id = $1",
                &[self.source.worker.into(), ooms.into()],
            )?;
        }
        Ok(())
    }
    /// Returns the sample with the latest time, and that time. Of the same time, the last one counts.
    fn latest<'s, S>(&self, samples: &'s [S], time: impl Fn(&S) -> Option<Timestamp>) -> Option<(i64, &'s S)> {
        let time = |sample| self.source.past(time(sample).unwrap_or(self.time)).unix_millis();
        samples.iter().map(|sample| (time(sample), sample)).max_by_key(|&(time, _)| time)
    }
}

/// Returns how often memory has run out. What a report says of the whole includes its containers, as its other sizes do; of
/// one that says nothing of the whole, they are all there is.
fn ooms(report: &ResourceUtilizationReport<Growable>) -> i64 {
    if report.memory_info.is_empty() {
        return report.containers.iter().map(|(_, container)| ooms(container)).fold(0, i64::saturating_add);
    }
    report.memory_info.iter().map(|memory| memory.current_ooms.max(0)).fold(0, i64::saturating_add)
}
