//! What is sent.

use crate::sample::Sample;
use crate::usage::Usage;
use std::time::Duration;
use vitalwire::dataflow::{
    CpuTime, LabelValue, Labels, MemInfo, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerHealthReport,
    WorkerMessage,
};
use vitalwire::genomics::{CheckInRequest, WorkerStatus};
use vitalwire::max::longer;
use vitalwire::{BuildError, MaxJsonLen, capacities};

capacities! {
    /// As a sidecar, without all that this program never sends: one sample a report, no containers, no
    /// pods, no events. The two requests come to a few kilobytes instead of hundreds.
    pub struct Host {
        labels: 2,
        message: 256,
        cpu_samples: 1,
        memory_samples: 1,
        gpu_samples: 0,
        pods: 0,
        pod: 0,
        disk_name: 140, // "/dev/mapper/" and the longest name that LVM gives
        events: 0,
        details: 0,
        any: 0,
        sos_report: 0,
        ..SIDECAR
    }
    containers: none
}

pub type Report = SendWorkerMessagesRequest<
    Host,
    (WorkerMessage<Host, WorkerHealthReport<Host>>, WorkerMessage<Host, ResourceUtilizationReport<Host>>),
>;
pub type CheckIn = CheckInRequest<Host>;

/// A buffer of this length holds whatever is sent.
pub const MAX_LEN: usize = longer(Report::MAX_JSON_LEN, CheckIn::MAX_JSON_LEN);

pub fn report(sample: &Sample, usage: &Usage, interval: Option<Duration>) -> Result<Report, BuildError> {
    let labels = labels(sample)?;
    let health = WorkerMessage::new(sample.time, health(sample, interval)?).with_labels(labels.clone());
    let metrics = WorkerMessage::new(sample.time, metrics(sample, usage)?).with_labels(labels);
    Report::new("", (health, metrics))
}

fn health(sample: &Sample, interval: Option<Duration>) -> Result<WorkerHealthReport<Host>, BuildError> {
    let shortage = shortage(sample);
    Ok(WorkerHealthReport {
        msg: shortage.unwrap_or_default().try_into()?,
        report_interval: interval.map(TryInto::try_into).transpose()?,
        vm_is_healthy: shortage.is_none(),
        vm_startup_time: Some(sample.boot_time),
        ..WorkerHealthReport::default()
    })
}

/// What the machine is about to run out of. It isn't broken for that, and needn't be replaced.
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

fn metrics(sample: &Sample, usage: &Usage) -> Result<ResourceUtilizationReport<Host>, BuildError> {
    let mut report = ResourceUtilizationReport::default();
    report.cpu_time.push(CpuTime { rate: usage.busy_cores, timestamp: Some(sample.time), total_ms: sample.busy_ms })?;
    report.memory_info.push(MemInfo {
        current_limit_bytes: sample.memory.total_bytes,
        current_ooms: sample.memory.oom_kills,
        current_rss_bytes: sample.memory.used_bytes(),
        timestamp: Some(sample.time),
        total_gb_ms: usage.total_gb_ms(),
    })?;
    Ok(report)
}

fn labels(sample: &Sample) -> Result<Labels<Host>, BuildError> {
    // A host may have any name. One that is too long is more use cut off than no report at all.
    let mut labels = Labels::<Host>::default();
    labels.insert("CONTAINER_TYPE", "worker")?;
    labels.insert("WORKER_ID", LabelValue::<Host>::truncated(&sample.host_name))?;
    Ok(labels)
}

pub fn check_in(sample: &Sample) -> CheckIn {
    let mut status = WorkerStatus {
        boot_disk: Some(sample.boot_disk.status),
        free_ram_bytes: sample.memory.available_bytes,
        total_ram_bytes: sample.memory.total_bytes,
        uptime_seconds: sample.uptime_seconds,
        ..WorkerStatus::default()
    };
    let mut left_out = 0;
    for disk in &sample.attached_disks {
        if status.attached_disks.insert(disk.name.as_str(), disk.status).is_err() {
            left_out += 1;
        }
    }
    if left_out > 0 {
        eprintln!("sidecar: {left_out} of {} attached disks don't fit and are left out", sample.attached_disks.len());
    }
    CheckIn { worker_status: Some(status), ..CheckIn::default() }
}
