//! What the worker says.

use super::ID;
use crate::board;
use vitalwire::BuildError;
use vitalwire::dataflow::{
    CpuTime, LifecycleEvent, ResourceUtilizationReport, WorkerHealthReport, WorkerLifecycleEvent, WorkerMessage,
};
use vitalwire::proto::OneOf;

vitalwire::profile! {
    /// What these messages need.
    pub struct Device {
        labels: 1,
        label_key: 12,
        label_value: 12,
        metadata: 2,
        cpu_samples: 1,
        ..NONE
    }
    containers: none
}

vitalwire::profile! {
    /// A response for each message of a request: at most one of each rank waits.
    pub struct Responses { responses: 4, ..NONE }
}

type Message<P> = WorkerMessage<Device, P>;

pub(super) type Start = Message<WorkerLifecycleEvent<Device>>;
pub(super) type Health = Message<WorkerHealthReport<Device>>;
pub(super) type Processor = Message<ResourceUtilizationReport<Device>>;

pub(super) fn fill_start(message: &mut Start, start: super::Start) -> Result<(), BuildError> {
    label(message)?;
    let event = message.payload.insert(WorkerLifecycleEvent::default());
    event.event = Some(LifecycleEvent::OsStart);
    event.metadata.set("RESET_REASON", start.reason)?;
    if let Some(boot) = start.boot {
        let mut digits = [0; 10];
        // They are ASCII.
        event.metadata.set("BOOT", str::from_utf8(board::decimal(boot, &mut digits)).unwrap_or_default())?;
    }
    Ok(())
}

pub(super) fn fill_health(message: &mut Health) -> Result<(), BuildError> {
    // In place of what a device knows about itself.
    message.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
    label(message)
}

pub(super) fn fill_processor(message: &mut Processor, sample: CpuTime) -> Result<(), BuildError> {
    message.payload.insert(ResourceUtilizationReport::default()).cpu_time.push(sample)?;
    label(message)
}

fn label<P: OneOf>(message: &mut Message<P>) -> Result<(), BuildError> {
    message.labels.set("WORKER_ID", ID)
}
