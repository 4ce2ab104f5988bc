//! A health report and eight samples of processor time, in two messages.

use super::{health, time};
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::dataflow::{
    CpuTime, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerHealthReport, WorkerMessage,
};
use vitalwire::profile::Profile;

vitalwire::profile! {
    /// What a health report needs, and eight samples.
    pub struct Device {
        location: 16,
        labels: 2,
        label_key: 16,
        label_value: 48,
        message: 48,
        code: 24,
        cpu_samples: 8,
        ..NONE
    }
    containers: none
}

type Health = WorkerMessage<Device, WorkerHealthReport<Device>>;
type Usage = WorkerMessage<Device, ResourceUtilizationReport<Device>>;

pub type Request = SendWorkerMessagesRequest<Device, (Health, Usage)>;

/// Fills an empty request.
pub fn fill(request: &mut Request) -> Result<(), BuildError> {
    request.location.set(black_box("europe-west1"))?;
    let (health, usage) = &mut request.worker_messages;
    health::fill_message(health)?;
    usage.time = Some(time(0)?);
    health::label::<Device>(&mut usage.labels)?;
    fill_utilization(usage.payload.insert(ResourceUtilizationReport::default()))
}

pub(super) fn fill_utilization<C: Profile>(report: &mut ResourceUtilizationReport<C>) -> Result<(), BuildError> {
    for (second, rate) in (0..).zip(black_box([0.25, 0.1234, 0.5731, 1.0, 0.3333, 0.0625, 0.875, 0.41])) {
        let total_ms = black_box(123_456_789) + 1000 * second as u64;
        report.cpu_time.push(CpuTime { rate, timestamp: Some(time(second)?), total_ms, ..Default::default() })?;
    }
    Ok(())
}
