//! A worker's loop with meters and events, on a simulated board: an hour of it. Its backend can't be reached for ten minutes,
//! and in the end every count and every event has arrived.
//!
//! ```sh
//! cargo run -p vitalwire-agent --example superloop
//! ```

use core::time::Duration;
use vitalwire::dataflow::{
    Metric, MetricValue, Payload, PerStepNamespaceMetrics, PerWorkerMetrics, SendWorkerMessagesRequest,
    WorkerHealthReport, WorkerMessage, WorkerMessageCode,
};
use vitalwire::{BuildError, Growable, Microcontroller, decode};
use vitalwire_agent::Instant;
use vitalwire_agent::http::{Head, Method, ResponseHead, ResponseReader};
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::meter::{Counter, Exponential, Histogram, cut_together};
use vitalwire_agent::outbox::{Body, Location, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

type Message<P> = WorkerMessage<Microcontroller, P>;
type Health = Message<WorkerHealthReport<Microcontroller>>;
type Metrics = Message<PerWorkerMetrics<Microcontroller>>;
type Event = Message<WorkerMessageCode<Microcontroller>>;

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let mut board = Board::default();
    let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
    // The third start of this board, which counts them where resets don't reach.
    let outbox = Outbox::new(&mut bytes, &mut slots).with_boot(3);
    let mut worker = Worker::new(outbox, board.now())?;
    while board.now < 3_600_000 {
        match worker.link.poll(board.now()) {
            Step::Sleep(until) => board.now = until.as_millis(),
            Step::Sample => worker.sample(board.now())?,
            Step::Report => worker.report(board.now())?,
            Step::Send => worker.send(&mut board)?,
            Step::CheckIn { .. } => {} // This link has none.
        }
    }
    let Board { pulses, events, requests, .. } = board;
    println!("{} pulses, of which {pulses} arrived in {requests} requests, with {events} events", worker.counted);
    worker.meters.pulses.cut(|delta| {
        println!("{delta} are left");
        Ok::<_, BuildError>(())
    })?;
    Ok(())
}

struct Worker<'o> {
    link: Link<'o>,
    counted: u64,
    meters: Meters,
}

#[derive(Clone)]
struct Meters {
    pulses: Counter,
    latency_ms: Histogram<Exponential<0>, 17>,
}

impl<'o> Worker<'o> {
    fn new(outbox: Outbox<'o>, now: Instant) -> Result<Self, BuildError> {
        let (seed, seconds) = (Seed::from_id(b"boiler-7"), Duration::from_secs);
        let rhythm = Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), now)?;
        let link = Link::new(outbox, rhythm).with_samples(seconds(7), now);
        Ok(Self { link, counted: 0, meters: Meters { pulses: Counter::new(), latency_ms: Histogram::new() } })
    }

    /// Every now and then something happens, which isn't reported later, but now.
    fn sample(&mut self, now: Instant) -> Result<(), Box<dyn core::error::Error>> {
        let pulses = 40;
        self.meters.pulses.add(pulses);
        self.counted += u64::from(pulses);
        if self.counted.is_multiple_of(4000) {
            let mut event = Event::default();
            event.payload.insert(WorkerMessageCode::default()).code.set("BURNER_STARTED")?;
            self.link.push(Rank::Event, &event, now)?;
        }
        self.link.sampled(now);
        Ok(())
    }

    fn report(&mut self, now: Instant) -> Result<(), PushError> {
        let Self { link, meters, .. } = self;
        let mut health = Health::default();
        health.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
        link.push(Rank::Health, &health, now)?;
        // While metrics wait, the meters go on.
        if !link.has(Rank::Metrics) {
            let mut metrics = Metrics::default();
            let pushed = cut_together(meters, |meters| {
                meters.fill(metrics.payload.insert(PerWorkerMetrics::default())).expect("capacity for two metrics");
                link.push(Rank::Metrics, &metrics, now)
            });
            // If the outbox is full of events, there's another time.
            pushed.or_else(|error| if error == PushError::Full { Ok(()) } else { Err(error) })?;
        }
        link.reported(now);
        Ok(())
    }

    fn send(&mut self, board: &mut Board) -> Result<(), BuildError> {
        let Self { link, meters, .. } = self;
        let Some(exchange) = link.begin_send(board.now()) else { return Ok(()) };
        let (json, mut buffer) = (link.body(&exchange, Location::NONE), [0; 512]);
        let head = Head::new(Method::WorkerMessages { project: "cellar".try_into()? }, json.len());
        let sent = board.now();
        let response = board.exchange(head, json, &mut buffer);
        link.settle_send::<Microcontroller>(exchange, response, board.now());
        if response.is_some() {
            let latency = board.now().saturating_since(sent).as_millis();
            let _is_full = meters.latency_ms.record(latency.try_into().unwrap_or(u32::MAX));
        }
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
#[derive(Default)]
struct Board {
    now: u64,
    pulses: i64,
    events: usize,
    requests: usize,
}

impl Board {
    fn now(&self) -> Instant {
        Instant::from_millis(self.now)
    }

    /// Half an hour after the start, nothing arrives for ten minutes.
    fn exchange<'b>(
        &mut self,
        head: Head<'_>,
        json: Body<'_>,
        buffer: &'b mut [u8],
    ) -> Option<(ResponseHead, &'b [u8])> {
        if (1_800_000..2_400_000).contains(&self.now) {
            self.now += 10_000;
            return None;
        }
        self.now += 200;
        println!("{} {} bytes, and {} bytes of JSON", self.now, head.encoded_len(), json.len());
        self.receive(&json.collect::<Vec<_>>().concat())?;
        let mut response = *b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT\r\nContent-Length: 2\r\n\r\n{}";
        let mut reader = ResponseReader::new();
        let received = reader.feed(&mut response).ok()?.body;
        let space = buffer.get_mut(..received.len())?;
        space.copy_from_slice(received);
        Some((reader.head()?, space))
    }

    fn receive(&mut self, json: &[u8]) -> Option<()> {
        self.requests += 1;
        let request: SendWorkerMessagesRequest<Growable> = decode(json).ok()?;
        for message in &request.worker_messages[..] {
            match &message.payload {
                Some(Payload::WorkerMessageCode(_)) => self.events += 1,
                Some(Payload::PerWorkerMetrics(metrics)) => self.pulses += pulses(metrics),
                _ => {}
            }
        }
        Some(())
    }
}

fn pulses(metrics: &PerWorkerMetrics<Growable>) -> i64 {
    let metrics = metrics.per_step_namespace_metrics.iter().flat_map(|step| &step.metric_values[..]);
    let counts = metrics.map(|metric| if let Some(Metric::Int64(count)) = metric.value { count } else { 0 });
    counts.sum()
}
