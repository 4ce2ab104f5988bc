//! The messages that are printed.

use super::Arguments;
use super::sample::Sample;
use super::usage::Usage;
use std::time::Duration;
use vitalwire::dataflow::{
    CpuTime, Labels, MemInfo, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerHealthReport, WorkerMessage,
};
use vitalwire::genomics::{CheckInRequest, WorkerStatus};
use vitalwire::{BuildError, Growable};

type Health = WorkerMessage<Growable, WorkerHealthReport<Growable>>;
type Metrics = WorkerMessage<Growable, ResourceUtilizationReport<Growable>>;

pub type Report = SendWorkerMessagesRequest<Growable, (Health, Metrics)>;
pub type CheckIn = CheckInRequest<Growable>;

pub fn report(sample: &Sample, usage: &Usage, arguments: &Arguments) -> Result<Report, BuildError> {
    let labels = labels(sample, &arguments.labels)?;
    let health = WorkerMessage::new(sample.time, health(sample, arguments.watch)?).with_labels(labels.clone());
    let metrics = WorkerMessage::new(sample.time, metrics(sample, usage)?).with_labels(labels);
    Report::new(&arguments.location, (health, metrics))
}

fn health(sample: &Sample, interval: Option<Duration>) -> Result<WorkerHealthReport<Growable>, BuildError> {
    let shortage = shortage(sample);
    Ok(WorkerHealthReport {
        msg: shortage.unwrap_or_default().try_into()?,
        report_interval: interval.map(TryInto::try_into).transpose()?,
        vm_is_healthy: shortage.is_none(),
        vm_startup_time: Some(sample.boot_time),
        ..WorkerHealthReport::default()
    })
}

/// Returns what the machine is about to run out of. It isn't broken then, and needn't be replaced.
fn shortage(sample: &Sample) -> Option<&'static str> {
    let disk = &sample.boot_disk.status;
    if sample.memory.available_bytes < sample.memory.total_bytes / 100 {
        Some("less than 1 % of the memory is available")
    } else if !sample.boot_disk.read_only && disk.free_space_bytes < disk.total_space_bytes / 100 {
        Some("less than 1 % of the boot disk is free")
    } else {
        None
    }
}

fn metrics(sample: &Sample, usage: &Usage) -> Result<ResourceUtilizationReport<Growable>, BuildError> {
    let mut report = ResourceUtilizationReport::default();
    report.cpu_time.push(CpuTime {
        rate: usage.busy_cores,
        timestamp: Some(sample.time),
        total_ms: sample.busy_ms,
        ..Default::default()
    })?;
    report.memory_info.push(MemInfo {
        current_limit_bytes: sample.memory.total_bytes,
        current_ooms: sample.memory.oom_kills,
        current_rss_bytes: sample.memory.used_bytes(),
        timestamp: Some(sample.time),
        total_gb_ms: usage.total_gb_ms(),
        ..Default::default()
    })?;
    Ok(report)
}

fn labels(sample: &Sample, others: &[(String, String)]) -> Result<Labels<Growable>, BuildError> {
    let mut labels = Labels::<Growable>::default();
    labels.insert("CONTAINER_TYPE", "worker")?;
    labels.insert("WORKER_ID", &*sample.host_name)?;
    for (key, value) in others {
        labels.set(key, value)?;
    }
    Ok(labels)
}

pub fn check_in(sample: &Sample) -> Result<CheckIn, BuildError> {
    let mut status = WorkerStatus {
        boot_disk: Some(sample.boot_disk.status),
        free_ram_bytes: sample.memory.available_bytes,
        total_ram_bytes: sample.memory.total_bytes,
        uptime_seconds: sample.uptime_seconds,
        ..WorkerStatus::default()
    };
    for disk in &sample.attached_disks {
        status.attached_disks.insert(&*disk.name, disk.status)?;
    }
    Ok(CheckIn { worker_status: Some(status), ..CheckIn::default() })
}
