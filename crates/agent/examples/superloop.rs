//! A worker's loop with meters, on a simulated board: an hour of it. Its backend can't be reached for ten minutes, and in the
//! end every count has arrived.
//!
//! ```sh
//! cargo run -p vitalwire-agent --example superloop
//! ```

use core::time::Duration;
use vitalwire::dataflow::{
    Metric, MetricValue, PerStepNamespaceMetrics, PerWorkerMetrics, SendWorkerMessagesRequest, WorkerHealthReport,
    WorkerMessage,
};
use vitalwire::proto::Field;
use vitalwire::rpc::Outcome;
use vitalwire::{BuildError, Microcontroller, decode};
use vitalwire_agent::Instant;
use vitalwire_agent::http::{Head, Method, ResponseHead, ResponseReader};
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::meter::{Counter, Exponential, Histogram, cut_together};
use vitalwire_agent::schedule::{Rhythm, Seed};

type Health = WorkerMessage<Microcontroller, WorkerHealthReport<Microcontroller>>;
type Metrics = WorkerMessage<Microcontroller, PerWorkerMetrics<Microcontroller>>;
type Request = SendWorkerMessagesRequest<Microcontroller, (Health, Metrics)>;

fn main() -> Result<(), BuildError> {
    let mut board = Board { now: 0, arrived: 0, reports: 0 };
    let mut worker = Worker::new(board.now())?;
    while board.now < 3_600_000 {
        match worker.link.poll(board.now()) {
            Step::Sleep(until) => board.now = until.as_millis(),
            Step::Sample => worker.sample(board.now()),
            Step::Report => worker.report(&mut board)?,
            Step::CheckIn { .. } => {} // This link has none.
        }
    }
    println!("{} pulses, of which {} arrived in {} reports", worker.counted, board.arrived, board.reports);
    worker.meters.pulses.cut(|delta| {
        println!("{delta} are left");
        Ok::<_, BuildError>(())
    })?;
    Ok(())
}

struct Worker {
    link: Link,
    counted: u64,
    meters: Meters,
    request: Request,
    /// Whether the metrics in the request have yet to arrive. Meanwhile none are cut, and the meters go on.
    has_metrics: bool,
}

#[derive(Clone)]
struct Meters {
    pulses: Counter,
    latency_ms: Histogram<Exponential<0>, 17>,
}

impl Worker {
    fn new(now: Instant) -> Result<Self, BuildError> {
        let (seed, seconds) = (Seed::from_id(b"boiler-7"), Duration::from_secs);
        let rhythm = Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), now)?;
        Ok(Self {
            link: Link::new(rhythm).with_samples(seconds(7), now),
            counted: 0,
            meters: Meters { pulses: Counter::new(), latency_ms: Histogram::new() },
            request: Request::EMPTY,
            has_metrics: false,
        })
    }

    fn sample(&mut self, now: Instant) {
        let pulses = 40;
        self.meters.pulses.add(pulses);
        self.counted += u64::from(pulses);
        self.link.sampled(now);
    }

    fn report(&mut self, board: &mut Board) -> Result<(), BuildError> {
        let Self { link, meters, request, has_metrics, .. } = self;
        let time = link.wall_time(board.now()).map(|time| time.best());
        let (health, metrics) = &mut request.worker_messages;
        health.time = time;
        health.payload.get_or_insert_default().vm_is_healthy = true;
        if !*has_metrics {
            metrics.clear();
            metrics.time = time;
            cut_together(meters, |meters| meters.fill(metrics.payload.get_or_insert_default()))?;
            *has_metrics = true;
        }

        let (mut buffer, mut body) = ([0; Request::MAX_JSON_LEN], [0; 512]);
        let json = vitalwire::encode(request, &mut buffer);
        let head = Head::new(Method::WorkerMessages { project: "cellar".try_into()? }, json.len());
        let exchange = link.begin_report(board.now());
        let sent = board.now();
        let response = board.exchange(head, json, &mut body);
        let settled = link.settle_report::<Microcontroller>(exchange, response, board.now());
        if response.is_some() {
            let latency = board.now().saturating_since(sent).as_millis();
            let _is_full = meters.latency_ms.record(latency.try_into().unwrap_or(u32::MAX));
        }
        // What was rejected won't be accepted next time, either.
        *has_metrics = matches!(settled.outcome, Outcome::Retry { .. } | Outcome::Unauthenticated);
        Ok(())
    }
}

impl Meters {
    fn fill(&mut self, metrics: &mut PerWorkerMetrics<Microcontroller>) -> Result<(), BuildError> {
        let step = metrics.per_step_namespace_metrics.push_default()?;
        step.original_step.set("heat")?;
        self.pulses.cut(|delta| push(step, "pulses", Metric::Int64(delta)))?;
        self.latency_ms.cut(|value| push(step, "latency_ms", Metric::Histogram(value)))?;
        Ok(())
    }
}

fn push(
    step: &mut PerStepNamespaceMetrics<Microcontroller>,
    name: &str,
    value: Metric<Microcontroller>,
) -> Result<(), BuildError> {
    let metric = name.try_into()?;
    Ok(step.metric_values.push(MetricValue { metric, value: Some(value), ..Default::default() })?)
}

/// A clock, and a backend: in place of yours.
struct Board {
    now: u64,
    arrived: i64,
    reports: usize,
}

impl Board {
    fn now(&self) -> Instant {
        Instant::from_millis(self.now)
    }

    /// Half an hour after the start, nothing arrives for ten minutes.
    fn exchange<'b>(&mut self, head: Head<'_>, json: &[u8], body: &'b mut [u8]) -> Option<(ResponseHead, &'b [u8])> {
        if (1_800_000..2_400_000).contains(&self.now) {
            self.now += 10_000;
            return None;
        }
        self.now += 200;
        self.reports += 1;
        let request: Request = decode(json).ok()?;
        println!("{} {} bytes, and {} bytes of JSON", self.now, head.encoded_len(), json.len());
        let metrics = request.worker_messages.1.payload.unwrap_or_default();
        for metric in metrics.per_step_namespace_metrics.iter().flat_map(|step| &step.metric_values[..]) {
            if let Some(Metric::Int64(count)) = metric.value {
                self.arrived += count;
            }
        }
        let mut response = *b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT\r\nContent-Length: 2\r\n\r\n{}";
        let mut reader = ResponseReader::new();
        let received = reader.feed(&mut response).ok()?.body;
        let space = body.get_mut(..received.len())?;
        space.copy_from_slice(received);
        Some((reader.head()?, space))
    }
}
