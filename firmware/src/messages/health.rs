//! A health report with two labels.

use super::time;
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::dataflow::{HealthRequest, Labels, WorkerHealthReport, WorkerMessage};
use vitalwire::profile::Profile;
use vitalwire::proto::Duration;

vitalwire::profile! {
    /// Two labels and short strings.
    pub struct Device {
        location: 16,
        labels: 2,
        label_key: 16,
        label_value: 48,
        message: 48,
        code: 24,
        ..NONE
    }
}

pub type Request = HealthRequest<Device>;

/// Fills an empty request.
pub fn fill(request: &mut Request) -> Result<(), BuildError> {
    request.location.set(black_box("europe-west1"))?;
    let [message] = &mut request.worker_messages;
    fill_message(message)
}

pub(super) fn fill_message<C: Profile>(
    message: &mut WorkerMessage<C, WorkerHealthReport<C>>,
) -> Result<(), BuildError> {
    message.time = Some(time(0)?);
    label::<C>(&mut message.labels)?;
    let report = message.payload.insert(WorkerHealthReport::default());
    report.vm_is_healthy = true;
    report.vm_startup_time = Some(time(-86_400)?);
    report.report_interval = Some(Duration::from_secs(60)?);
    report.msg.set(black_box("boiler \"left\" heats"))
}

pub(super) fn label<C: Profile>(labels: &mut Labels<C>) -> Result<(), BuildError> {
    labels.set("JOB_ID", black_box("2026-11-21_17_22_00-1234567890123456789"))?;
    labels.set("WORKER_ID", black_box("boiler-1121172200-abcd-harness-xyz1"))
}
