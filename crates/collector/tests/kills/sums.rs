//! Workers within the test, which aren't killed: what their meters hand over must be what the collectors have summed up.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant as Moment};
use vitalwire::dataflow::{
    DataflowHistogramValue, Metric, MetricValue, PerStepNamespaceMetrics, PerWorkerMetrics, WorkerMessage,
};
use vitalwire::rpc::Outcome;
use vitalwire::{BuildError, Growable};
use vitalwire_agent::Instant;
use vitalwire_agent::http::{Head, Method, ResponseHead, ResponseReader};
use vitalwire_agent::meter::{Counter, Exponential, Histogram, cut_together};
use vitalwire_agent::outbox::{Body, Location, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::WallClock;

pub const COUNTER: &str = "pumped";
pub const HISTOGRAM: &str = "pressure";

/// What a collector must have.
#[derive(Debug, Default, PartialEq)]
pub struct Sums {
    pub counted: i64,
    /// By bucket.
    pub recorded: [i64; 8],
    /// How often it was sent.
    pub messages: u32,
}

impl Sums {
    pub fn add(&mut self, more: &Self) {
        self.counted += more.counted;
        self.recorded.iter_mut().zip(more.recorded).for_each(|(sum, more)| *sum += more);
        self.messages += more.messages;
    }
}

#[derive(Clone)]
struct Meters {
    counter: Counter,
    histogram: Histogram<Exponential<0>, 8>,
}

/// Counts and records until it's stopped, and then sends the rest. It fails if it can't within two minutes.
pub fn start(address: SocketAddr, name: String, stop: Arc<AtomicBool>) -> JoinHandle<Sums> {
    thread::spawn(move || {
        let (mut bytes, mut slots) = (vec![0; 16_384], [Slot::EMPTY; 16]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots).with_boot(1);
        let mut meters = Meters { counter: Counter::new(), histogram: Histogram::new() };
        let mut sums = Sums { counted: 0, recorded: [0; 8], messages: 0 };
        let mut end = None;
        for turn in 0_u32.. {
            let is_stopped = stop.load(Ordering::Relaxed);
            if !is_stopped {
                let bucket = turn % 8;
                meters.counter.add(turn % 7);
                meters.histogram.record(1 << bucket).expect("fewer than 2³²");
                sums.counted += i64::from(turn % 7);
                sums.recorded[bucket as usize] += 1;
            }
            let mut is_all = false;
            if !outbox.has(Rank::Metrics) {
                is_all = !cut_together(&mut meters, |meters| push(&mut outbox, &name, meters)).expect("space");
                sums.messages += u32::from(!is_all);
            }
            if is_all && is_stopped {
                break;
            }
            send(&mut outbox, address);
            assert!(
                !is_stopped || *end.get_or_insert_with(|| Moment::now() + Duration::from_secs(120)) > Moment::now(),
                "no collector accepts the rest"
            );
        }
        sums
    })
}

/// Returns whether there was anything to push.
fn push(outbox: &mut Outbox<'_>, name: &str, meters: &mut Meters) -> Result<bool, PushError> {
    let mut step = PerStepNamespaceMetrics::<Growable>::default();
    step.original_step.set("cellar")?;
    let mut values = Vec::new();
    let counted = meters.counter.cut(|delta| value(COUNTER, Metric::Int64(delta)))?;
    let recorded = meters.histogram.cut::<Growable, _, BuildError>(|histogram: DataflowHistogramValue<Growable>| {
        value(HISTOGRAM, Metric::Histogram(histogram))
    })?;
    values.extend(counted.into_iter().chain(recorded));
    if values.is_empty() {
        return Ok(false);
    }
    step.metric_values = values.into();
    let mut message = WorkerMessage::<Growable, PerWorkerMetrics<Growable>>::default();
    message.labels.insert("WORKER_ID", name)?;
    message.payload.insert(PerWorkerMetrics::default()).per_step_namespace_metrics = vec![step].into();
    outbox.push(Rank::Metrics, &message, Instant::from_millis(0), &WallClock::default())?;
    Ok(true)
}

fn value(name: &str, metric: Metric<Growable>) -> Result<MetricValue<Growable>, BuildError> {
    let mut value = MetricValue::default();
    value.metric.set(name)?;
    value.value = Some(metric);
    Ok(value)
}

/// Sends a batch. Without a response, it's sent again the next time.
fn send(outbox: &mut Outbox<'_>, address: SocketAddr) {
    let Some(batch) = outbox.batch(usize::MAX, &WallClock::default()) else { return };
    let outcome = exchange(address, outbox.body(&batch, Location::NONE)).map(|(head, body)| head.outcome(&body));
    outbox.settle(batch, outcome.unwrap_or(Outcome::Retry { after: None }));
}

fn exchange(address: SocketAddr, body: Body<'_>) -> io::Result<(ResponseHead, Vec<u8>)> {
    let method = Method::WorkerMessages { project: "kills".try_into().map_err(io::Error::other)? };
    let head = Head::new(method, body.len()).close();
    let Ok(mut stream) = TcpStream::connect(address) else {
        // Not at once, while no collector listens.
        thread::sleep(Duration::from_millis(5));
        return Err(io::ErrorKind::ConnectionRefused.into());
    };
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.write_all(&head.pieces().chain(body).collect::<Vec<_>>().concat())?;
    let (mut reader, mut bytes) = (ResponseReader::new(), Vec::new());
    stream.read_to_end(&mut bytes)?;
    let body = reader.feed(&mut bytes).map_err(io::Error::other)?.body.to_vec();
    reader.end().map_err(io::Error::other)?;
    Ok((reader.head().ok_or(io::ErrorKind::UnexpectedEof)?, body))
}
