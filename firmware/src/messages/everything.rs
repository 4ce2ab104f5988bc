//! One of each message that a request can hold, through the enum of payloads.

use super::{metrics, time};
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::dataflow::{
    DataSamplingReport, LifecycleEvent, Payload, PerWorkerMetrics, SendWorkerMessagesRequest, StreamingScalingReport,
    WorkerHealthReport, WorkerLifecycleEvent, WorkerMessage, WorkerMessageCode, WorkerShutdownNotice,
    WorkerThreadScalingReport,
};
use vitalwire::proto::OneOf;

vitalwire::capacities! {
    /// A little of all but containers.
    pub struct Device {
        labels: 1,
        memory_samples: 2,
        containers: 0,
        metadata: 1,
        metric_values: 2,
        metric_labels: 1,
        buckets: 12,
    }
}

pub type Request = SendWorkerMessagesRequest<Device, [WorkerMessage<Device>; 1]>;

/// How many there are.
pub const KINDS: usize = <Payload<Device> as OneOf>::MEMBERS.len();

/// A request with the payload of that number.
pub fn request(kind: usize) -> Result<Request, BuildError> {
    let mut message = WorkerMessage::new(time(0)?, payload(kind)?);
    message.labels.insert("WORKER_ID", black_box("boiler-7"))?;
    Request::new(black_box("europe-west1"), [message])
}

fn payload(kind: usize) -> Result<Payload<Device>, BuildError> {
    Ok(match kind {
        0 => DataSamplingReport { elements_sampled_count: black_box(300), ..Default::default() }.into(),
        1 => {
            let mut metrics = PerWorkerMetrics::default();
            metrics.per_step_namespace_metrics.push(metrics::step()?)?;
            metrics.into()
        }
        2 => StreamingScalingReport {
            active_thread_count: black_box(2),
            maximum_thread_count: black_box(4),
            outstanding_bytes: black_box(-1),
            ..Default::default()
        }
        .into(),
        3 => WorkerHealthReport { vm_is_broken: black_box(true), ..Default::default() }.into(),
        4 => {
            let mut event =
                WorkerLifecycleEvent { event: Some(LifecycleEvent::from_number(black_box(3))?), ..Default::default() };
            event.metadata.insert("link", black_box("LTE-M"))?;
            event.into()
        }
        5 => WorkerMessageCode {
            code: black_box("VALVE_STUCK").try_into()?,
            parameters: Some(black_box(r#"{ "valve": 3, "tries": [1.5e0, null, "\u00e9"] }"#).parse()?),
            ..Default::default()
        }
        .into(),
        6 => metrics::utilization()?.into(),
        7 => WorkerShutdownNotice::new(black_box("PREEMPTION"))?.into(),
        _ => WorkerThreadScalingReport { current_thread_count: black_box(3), ..Default::default() }.into(),
    })
}
