//! What the worker says.

use super::{ID, Start};
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

pub(super) fn start(start: Start) -> Result<Message<WorkerLifecycleEvent<Device>>, BuildError> {
    let mut message = labelled()?;
    let event = message.payload.insert(WorkerLifecycleEvent::default());
    event.event = Some(LifecycleEvent::OsStart);
    event.metadata.set("RESET_REASON", start.reason)?;
    if let Some(boot) = start.boot {
        let mut digits = [0; 10];
        // They are ASCII.
        event.metadata.set("BOOT", str::from_utf8(board::decimal(boot, &mut digits)).unwrap_or_default())?;
    }
    Ok(message)
}

pub(super) fn health() -> Result<Message<WorkerHealthReport<Device>>, BuildError> {
    let mut message = labelled()?;
    // In place of what a device knows about itself.
    message.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
    Ok(message)
}

pub(super) fn processor(sample: CpuTime) -> Result<Message<ResourceUtilizationReport<Device>>, BuildError> {
    let mut message = labelled()?;
    message.payload.insert(ResourceUtilizationReport::default()).cpu_time.push(sample)?;
    Ok(message)
}

fn labelled<P: OneOf>() -> Result<Message<P>, BuildError> {
    let mut message = Message::default();
    message.labels.set("WORKER_ID", ID)?;
    Ok(message)
}
