//! The messages that are printed. They leave out what isn't known.

use super::arguments::Arguments;
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

pub fn report(sample: &Sample, usage: &Usage, arguments: &Arguments) -> Result<Report, BuildError> {
    let labels = labels(sample, &arguments.labels)?;
    let mut messages = Messages::<Growable>::default();
    let health = health(sample, arguments.watch)?;
    messages.push(WorkerMessage::new(sample.time, health).with_labels(labels.clone()))?;
    let metrics = metrics(sample, usage)?;
    if metrics != ResourceUtilizationReport::default() {
        messages.push(WorkerMessage::new(sample.time, metrics).with_labels(labels))?;
    }
    Report::new(&arguments.location, messages)
}

fn health(sample: &Sample, interval: Option<Duration>) -> Result<WorkerHealthReport<Growable>, BuildError> {
    let shortage = shortage(sample);
    Ok(WorkerHealthReport {
        msg: shortage.unwrap_or_default().try_into()?,
        report_interval: interval.map(TryInto::try_into).transpose()?,
        vm_is_healthy: shortage.is_none(),
        vm_startup_time: sample.boot_time,
        ..WorkerHealthReport::default()
    })
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

fn metrics(sample: &Sample, usage: &Usage) -> Result<ResourceUtilizationReport<Growable>, BuildError> {
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
    Ok(report)
}

fn labels(sample: &Sample, others: &[(String, String)]) -> Result<Labels<Growable>, BuildError> {
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
