//! That a worker is well, with two labels.

use super::time;
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::capacity::Capacity;
use vitalwire::dataflow::{HealthRequest, Labels, WorkerHealthReport, WorkerMessage};
use vitalwire::proto::Duration;

vitalwire::capacities! {
    /// Two labels and short texts.
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

pub fn request() -> Result<Request, BuildError> {
    Request::new(black_box("europe-west1"), [message()?])
}

pub(super) fn message<C: Capacity>() -> Result<WorkerMessage<C, WorkerHealthReport<C>>, BuildError> {
    let report = WorkerHealthReport {
        vm_is_healthy: true,
        vm_startup_time: Some(time(-86_400)?),
        report_interval: Some(Duration::from_secs(60)?),
        msg: black_box("boiler \"left\" heats").try_into()?,
        ..Default::default()
    };
    let mut message = WorkerMessage::new(time(0)?, report);
    label::<C>(&mut message.labels)?;
    Ok(message)
}

pub(super) fn label<C: Capacity>(labels: &mut Labels<C>) -> Result<(), BuildError> {
    labels.insert("JOB_ID", black_box("2026-11-21_17_22_00-1234567890123456789"))?;
    labels.insert("WORKER_ID", black_box("boiler-1121172200-abcd-harness-xyz1"))?;
    Ok(())
}
