//! One of each message that a request can hold, through the enum of payloads.

use super::{metrics, time};
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::dataflow::{
    DataSamplingReport, LifecycleEvent, Payload, PerWorkerMetrics, ResourceUtilizationReport,
    SendWorkerMessagesRequest, StreamingScalingReport, WorkerHealthReport, WorkerLifecycleEvent, WorkerMessage,
    WorkerMessageCode, WorkerShutdownNotice, WorkerThreadScalingReport,
};
use vitalwire::proto::OneOf;

vitalwire::profile! {
    /// A little of everything except containers.
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

/// The number of payloads.
pub const KINDS: usize = <Payload<Device> as OneOf>::MEMBERS.len();

/// Fills an empty request with payload number `kind`.
pub fn fill(request: &mut Request, kind: usize) -> Result<(), BuildError> {
    request.location.set(black_box("europe-west1"))?;
    let [message] = &mut request.worker_messages;
    message.time = Some(time(0)?);
    message.labels.set("WORKER_ID", black_box("boiler-7"))?;
    fill_payload(&mut message.payload, kind)
}

/// Large payloads are filled in place.
fn fill_payload(payload: &mut Option<Payload<Device>>, kind: usize) -> Result<(), BuildError> {
    *payload = Some(match kind {
        0 => DataSamplingReport { elements_sampled_count: black_box(300), ..Default::default() }.into(),
        1 => {
            let payload = payload.insert(Payload::PerWorkerMetrics(PerWorkerMetrics::default()));
            let Payload::PerWorkerMetrics(metrics) = payload else { return Ok(()) };
            return metrics::fill_metrics(metrics);
        }
        2 => StreamingScalingReport {
            active_thread_count: black_box(2),
            maximum_thread_count: black_box(4),
            outstanding_bytes: black_box(-1),
            ..Default::default()
        }
        .into(),
        3 => {
            let payload = payload.insert(Payload::WorkerHealthReport(WorkerHealthReport::default()));
            let Payload::WorkerHealthReport(health) = payload else { return Ok(()) };
            health.vm_is_broken = black_box(true);
            return Ok(());
        }
        4 => {
            let payload = payload.insert(Payload::WorkerLifecycleEvent(WorkerLifecycleEvent::default()));
            let Payload::WorkerLifecycleEvent(lifecycle) = payload else { return Ok(()) };
            lifecycle.event = Some(LifecycleEvent::from_number(black_box(3))?);
            return lifecycle.metadata.set("link", black_box("LTE-M"));
        }
        5 => {
            let payload = payload.insert(Payload::WorkerMessageCode(WorkerMessageCode::default()));
            let Payload::WorkerMessageCode(code) = payload else { return Ok(()) };
            code.code.set(black_box("VALVE_STUCK"))?;
            code.parameters = Some(black_box(r#"{ "valve": 3, "tries": [1.5e0, null, "\u00e9"] }"#).parse()?);
            return Ok(());
        }
        6 => {
            let payload = payload.insert(Payload::WorkerMetrics(ResourceUtilizationReport::default()));
            let Payload::WorkerMetrics(utilization) = payload else { return Ok(()) };
            return metrics::fill_utilization(utilization);
        }
        7 => {
            let payload = payload.insert(Payload::WorkerShutdownNotice(WorkerShutdownNotice::default()));
            let Payload::WorkerShutdownNotice(notice) = payload else { return Ok(()) };
            return notice.reason.set(black_box("PREEMPTION"));
        }
        _ => WorkerThreadScalingReport { current_thread_count: black_box(3), ..Default::default() }.into(),
    });
    Ok(())
}
