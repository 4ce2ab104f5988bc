//! The messages that are printed or sent. They leave out what isn't known.

use super::sample::Sample;
use super::usage::Usage;
use std::time::Duration;
use vitalwire::dataflow::{
    CpuTime, Labels, MemInfo, Messages, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerHealthReport,
    WorkerMessage,
};
use vitalwire::genomics::{CheckInRequest, WorkerStatus};
use vitalwire::{BuildError, Growable};

pub type Report = SendWorkerMessagesRequest<Growable>;
pub type CheckIn = CheckInRequest<Growable>;

/// The label that is the host's name unless the user gives another.
pub const WORKER_ID: &str = "WORKER_ID";

pub fn report(
    sample: &Sample,
    usage: &Usage,
    labels: &Labels<Growable>,
    location: &str,
    interval: Option<Duration>,
) -> Result<Report, BuildError> {
    let mut messages = Messages::<Growable>::default();
    messages.push(health(sample, labels, interval)?)?;
    if let Some(metrics) = metrics(sample, usage, labels)? {
        messages.push(metrics)?;
    }
    Report::new(location, messages)
}

pub fn health(
    sample: &Sample,
    labels: &Labels<Growable>,
    interval: Option<Duration>,
) -> Result<WorkerMessage<Growable>, BuildError> {
    let shortage = shortage(sample);
    let report = WorkerHealthReport {
        msg: shortage.unwrap_or_default().try_into()?,
        report_interval: interval.map(TryInto::try_into).transpose()?,
        vm_is_healthy: shortage.is_none(),
        vm_startup_time: sample.boot_time,
        ..WorkerHealthReport::default()
    };
    Ok(WorkerMessage::new(sample.time, report).with_labels(labels.clone()))
}

/// Returns what the machine is known to run out of soon. It isn't broken then, and needn't be replaced.
fn shortage(sample: &Sample) -> Option<&'static str> {
    let memory = sample.memory.available_bytes.zip(sample.memory.limit_bytes);
    let disk = sample.boot_disk.as_ref().filter(|disk| !disk.read_only).map(|disk| &disk.status);
    if memory.is_some_and(|(available, limit)| available < limit / 100) {
        Some("less than 1 % of the memory is available")
    } else if disk.is_some_and(|disk| disk.free_space_bytes < disk.total_space_bytes / 100) {
        Some("less than 1 % of the boot disk is free")
    } else {
        None
    }
}

/// Returns the metrics, if any are known.
pub fn metrics(
    sample: &Sample,
    usage: &Usage,
    labels: &Labels<Growable>,
) -> Result<Option<WorkerMessage<Growable>>, BuildError> {
    let mut report = ResourceUtilizationReport::default();
    if let Some(busy) = usage.processor.busy {
        report.cpu_time.push(CpuTime {
            rate: usage.processor.busy_cores.unwrap_or_default(),
            timestamp: Some(sample.time),
            total_ms: u64::try_from(busy.as_millis()).unwrap_or(u64::MAX),
            ..Default::default()
        })?;
    }
    let memory = &sample.memory;
    if memory.limit_bytes.is_some() || memory.used_bytes.is_some() || usage.oom_kills.latest.is_some() {
        report.memory_info.push(MemInfo {
            current_limit_bytes: memory.limit_bytes.unwrap_or_default(),
            current_ooms: usage.oom_kills.latest.unwrap_or_default(),
            current_rss_bytes: memory.used_bytes.unwrap_or_default(),
            timestamp: Some(sample.time),
            total_gb_ms: usage.memory.total_gb_ms(),
            ..Default::default()
        })?;
    }
    let is_known = report != ResourceUtilizationReport::default();
    Ok(is_known.then(|| WorkerMessage::new(sample.time, report).with_labels(labels.clone())))
}

/// Returns the labels of all messages: `others` replace those that are known.
pub fn labels(sample: &Sample, others: &[(String, String)]) -> Result<Labels<Growable>, BuildError> {
    let mut labels = Labels::<Growable>::default();
    labels.insert("CONTAINER_TYPE", "worker")?;
    if let Some(name) = &sample.host_name {
        labels.set(WORKER_ID, name)?;
    }
    for (key, value) in others {
        labels.set(key, value)?;
    }
    Ok(labels)
}

pub fn check_in(sample: &Sample) -> Result<CheckIn, BuildError> {
    let mut status = WorkerStatus {
        boot_disk: sample.boot_disk.as_ref().map(|disk| disk.status),
        free_ram_bytes: sample.memory.available_bytes.unwrap_or_default(),
        total_ram_bytes: sample.memory.limit_bytes.unwrap_or_default(),
        uptime_seconds: sample.uptime.unwrap_or_default(),
        ..WorkerStatus::default()
    };
    for disk in &sample.attached_disks {
        status.attached_disks.insert(&*disk.name, disk.status)?;
    }
    Ok(CheckIn { worker_status: Some(status), ..CheckIn::default() })
}
