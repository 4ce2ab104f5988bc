//! What a collector must know after a series of requests, written from the documentation of the wire and of the
//! collector.
//!
//! - A worker is known by project, `JOB_ID` and `WORKER_ID`; one that checks in, by project and id.
//! - A message refers to its `time`, or if it has none, to when it was received. What refers to an earlier time than
//!   what is known changes nothing; of the same time, what comes later counts. Times are in ms. A clock may be ahead:
//!   nothing is taken to be later than when it was received, though events and samples keep the time that they were
//!   told with.
//! - Of a stream of `SEQ`, what isn't later than what was there is a duplicate.
//! - A check-in has no time: it refers to when it was received.

use crate::REPORT_INTERVAL;
use crate::steps::{Key, Steps};
use std::collections::{BTreeMap, BTreeSet};
use vitalwire::Growable;
use vitalwire::dataflow::{
    Payload, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerHealthReport, WorkerMessage,
};
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::Timestamp;

#[derive(Clone, Debug, Default)]
pub struct Model {
    pub workers: BTreeMap<Id, Worker>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    pub project: String,
    pub job: String,
    pub name: String,
}

/// When a request was received, in ms: between its sending and its response.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Received {
    pub earliest: i64,
    pub latest: i64,
}

/// A moment as the collector knows it. One that isn't told is in a range.
pub type Moment = Received;

#[derive(Clone, Debug, Default)]
pub struct Worker {
    pub location: String,
    pub first_heard: Moment,
    pub last_heard: Moment,
    pub report_interval: Option<i64>,
    pub health: Latest<Health>,
    pub startup_time: Option<i64>,
    pub stage: Latest<String>,
    pub stop: Latest<String>,
    /// Free and total.
    pub disk: Option<(i64, i64)>,
    pub memory: Option<(i64, i64)>,
    pub last_check_in: Option<Moment>,
    pub processor: Latest<Processor>,
    pub used: Latest<Used>,
    pub ooms: i64,
    /// By container, empty for the worker itself, and time in ms. Those whose time is only known to be in a range aren't
    /// here.
    pub samples: BTreeMap<(String, i64), Sample>,
    pub events: Vec<Event>,
    pub steps: Steps,
    marks: BTreeMap<u32, (u32, u32)>,
    told: BTreeSet<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    pub is_healthy: bool,
    pub is_broken: bool,
    pub broken_code: String,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Processor {
    pub rate: f64,
    pub total_ms: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Used {
    pub bytes: i64,
    pub limit: i64,
    pub gb_ms: i64,
}

/// What was told of a moment: rates, and sizes up to what can be kept. What is no number isn't known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    pub processor_rate: Option<f64>,
    pub processor_ms: Option<i64>,
    pub memory_used: Option<i64>,
    pub memory_limit: Option<i64>,
    pub gpu_rate: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub kind: &'static str,
    pub name: String,
    pub detail: String,
    /// As text, unless it is when it was received.
    pub time: Option<String>,
}

/// A value, and the time to which it refers.
#[derive(Clone, Debug)]
pub struct Latest<T>(pub Option<(Moment, T)>);

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Latest<T> {
    /// Takes a value unless what is known is later, and returns whether it did.
    pub fn set(&mut self, time: Moment, value: T) -> bool {
        let is_late = self.0.as_ref().is_some_and(|(known, _)| known.earliest > time.earliest);
        if !is_late {
            self.0 = Some((time, value));
        }
        !is_late
    }

    /// Takes a value of a message whose label says that it's later than what is known, also if a clock was set back.
    fn replace(&mut self, time: Moment, value: T) {
        self.0 = Some((time, value));
    }

    /// Takes the latest value of a message, if it has one.
    fn take(&mut self, other: Self, is_ordered: bool) {
        match other.0 {
            Some((time, value)) if is_ordered => self.replace(time, value),
            Some((time, value)) => _ = self.set(time, value),
            None => {}
        }
    }

    pub fn value(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub fn time(&self) -> Option<Moment> {
        self.0.as_ref().map(|&(time, _)| time)
    }
}

impl Model {
    /// Takes the messages of a request. The path's location, if there is one, comes before the body's.
    pub fn messages(
        &mut self,
        project: &str,
        location: Option<&str>,
        request: &SendWorkerMessagesRequest<Growable>,
        received: Received,
    ) {
        let location = location.unwrap_or(request.location.as_str());
        for message in request.worker_messages.iter() {
            let label = |key: &str| message.labels.get(key).map_or("", |value| value.as_str()).to_owned();
            let id = Id { project: project.to_owned(), job: label("JOB_ID"), name: label("WORKER_ID") };
            let worker = self.hear(id, received);
            if !location.is_empty() {
                location.clone_into(&mut worker.location);
            }
            let sequence = sequence(&label("SEQ"));
            if worker.is_new(sequence) {
                worker.message(message, received, sequence.is_some());
            }
        }
    }

    pub fn check_in(&mut self, project: &str, name: &str, request: &CheckInRequest<Growable>, received: Received) {
        let id = Id { project: project.to_owned(), job: String::new(), name: name.to_owned() };
        self.hear(id, received).check_in(request, received);
    }

    fn hear(&mut self, id: Id, received: Received) -> &mut Worker {
        let worker = self.workers.entry(id).or_insert_with(|| Worker { first_heard: received, ..Worker::default() });
        worker.last_heard = received;
        worker
    }
}

impl Worker {
    /// Whether nothing is known of its health and its start that is later than the notice of its shutdown.
    pub fn has_stopped(&self) -> bool {
        let lives = [self.health.time(), self.stage.time()].map(|time| time.map_or(i64::MIN, |time| time.earliest));
        self.stop.time().is_some_and(|time| lives.iter().all(|&lives| time.earliest >= lives))
    }

    /// Moves a stream's mark. A message without the label, or with another kind of value, is always new.
    fn is_new(&mut self, sequence: Option<[u32; 3]>) -> bool {
        let Some([boot, stream, n]) = sequence else { return true };
        let mark = self.marks.get(&stream);
        let is_new = mark.is_none_or(|&mark| (boot, n) > mark);
        if is_new {
            self.marks.insert(stream, (boot, n));
        }
        is_new
    }

    fn message(&mut self, message: &WorkerMessage<Growable>, received: Received, is_ordered: bool) {
        let time = message.time.map_or(received, |time| moment(time, received));
        let mut event = |kind, name: String, detail| {
            self.events.push(Event { kind, name, detail, time: message.time.map(|time| time.to_string()) });
        };
        match &message.payload {
            None => {}
            Some(Payload::WorkerHealthReport(report)) => self.report(report, time, is_ordered),
            Some(Payload::WorkerMetrics(report)) => self.resources(report, time, received, is_ordered),
            Some(Payload::WorkerMessageCode(code)) => {
                event("code", code.code.to_string(), code.parameters.as_ref().map_or_else(String::new, json));
            }
            Some(Payload::WorkerLifecycleEvent(lifecycle)) => {
                let name = lifecycle.event.map_or_else(String::new, |event| match event.name() {
                    Some(name) => name.to_owned(),
                    None => event.number().to_string(),
                });
                event("lifecycle", name.clone(), json(&lifecycle.metadata));
                if !name.is_empty() {
                    self.stage.set(time, name);
                }
            }
            Some(Payload::WorkerShutdownNotice(notice)) => {
                event("shutdown", notice.reason.to_string(), String::new());
                self.stop.set(time, notice.reason.to_string());
            }
            Some(Payload::PerWorkerMetrics(metrics)) => self.steps.metrics(metrics, time, received),
            Some(Payload::StreamingScalingReport(report)) => {
                for (name, value) in [
                    ("activeBundles", report.active_bundle_count.into()),
                    ("activeThreads", report.active_thread_count.into()),
                    ("maximumBundles", report.maximum_bundle_count.into()),
                    ("maximumBytes", either(report.maximum_bytes, report.maximum_bytes_count)),
                    ("maximumThreads", report.maximum_thread_count.into()),
                    ("outstandingBundles", report.outstanding_bundle_count.into()),
                    ("outstandingBytes", either(report.outstanding_bytes, report.outstanding_bytes_count)),
                ] {
                    self.steps.measure(Key::own("streamingScaling", name), time, value);
                }
            }
            Some(Payload::WorkerThreadScalingReport(report)) => {
                self.steps.measure(
                    Key::own("threadScaling", "currentThreads"),
                    time,
                    report.current_thread_count.into(),
                );
            }
            Some(Payload::DataSamplingReport(report)) => {
                for (name, delta) in [
                    ("bytesWritten", report.bytes_written_delta),
                    ("elementsSampledBytes", report.elements_sampled_bytes),
                    ("elementsSampled", report.elements_sampled_count),
                    ("exceptionsSampled", report.exceptions_sampled_count),
                    ("pcollectionsSampled", report.pcollections_sampled_count),
                    ("persistenceErrors", report.persistence_errors_count),
                    ("translationErrors", report.translation_errors_count),
                ] {
                    if delta != 0 {
                        self.steps.add(Key::own("dataSampling", name), delta);
                    }
                }
            }
        }
    }

    /// A report without an interval is of a worker that does what it is told. Its start stays as it was.
    fn report(&mut self, report: &WorkerHealthReport<Growable>, time: Moment, is_ordered: bool) {
        let health = Health {
            is_healthy: report.vm_is_healthy,
            is_broken: report.vm_is_broken,
            broken_code: report.vm_broken_code.to_string(),
            message: report.msg.to_string(),
        };
        let is_set_back = self.health.time().is_some_and(|known| known.earliest > time.earliest);
        if is_ordered && is_set_back {
            // What was said of an end was said by that clock.
            self.stop = Latest::default();
            self.health.replace(time, health);
        } else if !self.health.set(time, health) {
            return;
        }
        let interval = report.report_interval.filter(|interval| !interval.is_negative() && interval.as_millis() > 0);
        self.report_interval = Some(interval.map_or(REPORT_INTERVAL, |interval| interval.as_millis()));
        self.startup_time = report.vm_startup_time.map(|time| time.unix_millis()).or(self.startup_time);
    }

    fn resources(
        &mut self,
        report: &ResourceUtilizationReport<Growable>,
        time: Moment,
        received: Received,
        is_ordered: bool,
    ) {
        self.sample("", report, time);
        let time = |own: Option<Timestamp>| own.map_or(time, |own| moment(own, received));
        let (mut processor, mut used) = (Latest::default(), Latest::default());
        for sample in report.cpu_time.iter() {
            let total_ms = sample.total_ms.try_into().unwrap_or(i64::MAX);
            processor.set(time(sample.timestamp), Processor { rate: sample.rate, total_ms });
        }
        for sample in report.memory_info.iter() {
            let [bytes, limit, gb_ms] = [sample.current_rss_bytes, sample.current_limit_bytes, sample.total_gb_ms]
                .map(|number| number.try_into().unwrap_or(i64::MAX));
            used.set(time(sample.timestamp), Used { bytes, limit, gb_ms });
        }
        self.processor.take(processor, is_ordered);
        self.used.take(used, is_ordered);
        self.ooms = self.ooms.saturating_add(ooms(report));
    }

    /// Samples keep the time that they were told with; those without one have that of their message.
    fn sample(&mut self, container: &str, report: &ResourceUtilizationReport<Growable>, time: Moment) {
        let mut set = |own: Option<Timestamp>, set: &dyn Fn(&mut Sample)| {
            let time = own.map_or(time, |own| Moment { earliest: own.unix_millis(), latest: own.unix_millis() });
            if time.earliest == time.latest {
                set(self.samples.entry((container.to_owned(), time.earliest)).or_default());
            }
        };
        let known = |rate: f64| Some(rate).filter(|rate| rate.is_finite());
        for processor in report.cpu_time.iter() {
            set(processor.timestamp, &|sample| {
                sample.processor_rate = known(processor.rate);
                sample.processor_ms = Some(clamped(processor.total_ms));
            });
        }
        for memory in report.memory_info.iter() {
            set(memory.timestamp, &|sample| {
                sample.memory_used = Some(clamped(memory.current_rss_bytes));
                sample.memory_limit = Some(clamped(memory.current_limit_bytes));
            });
        }
        for gpu in report.gpu_usage.iter() {
            set(gpu.timestamp, &|sample| sample.gpu_rate = gpu.utilization.and_then(|used| known(used.rate)));
        }
        for (name, report) in report.containers.iter() {
            let path = if container.is_empty() { name.to_string() } else { format!("{container}/{name}") };
            self.sample(&path, report, time);
        }
    }

    fn check_in(&mut self, request: &CheckInRequest<Growable>, received: Received) {
        self.last_check_in = Some(received);
        for event in request.events.iter() {
            let detail = event.data.as_ref().map_or_else(String::new, json);
            let time = event.timestamp.map(|time| time.to_string());
            // One that is sent again has the same time, and says the same.
            if time.as_ref().is_none_or(|time| self.told.insert((time.clone(), detail.clone()))) {
                self.events.push(Event { kind: "check-in", name: "event".to_owned(), detail, time });
            }
        }
        for (name, detail) in [
            ("event", request.event.as_ref().map(json)),
            ("result", request.result.as_ref().map(json)),
            ("deadline expired", request.deadline_expired.map(|_| String::new())),
            ("SOS report", (!request.sos_report.is_empty()).then(|| json(&request.sos_report))),
        ] {
            if let Some(detail) = detail {
                self.events.push(Event { kind: "check-in", name: name.to_owned(), detail, time: None });
            }
        }
        if let Some(status) = &request.worker_status {
            let [free, total] = [status.free_ram_bytes, status.total_ram_bytes].map(clamped);
            self.memory = Some((free, total));
            if let Some(disk) = &status.boot_disk {
                self.disk = Some((clamped(disk.free_space_bytes), clamped(disk.total_space_bytes)));
            }
        }
    }
}

/// Returns how often memory has run out, 0 or more each time. Samples of the whole include those of containers.
fn ooms(report: &ResourceUtilizationReport<Growable>) -> i64 {
    if report.memory_info.is_empty() {
        return report.containers.iter().map(|(_, container)| ooms(container)).fold(0, i64::saturating_add);
    }
    report.memory_info.iter().map(|sample| sample.current_ooms.max(0)).fold(0, i64::saturating_add)
}

/// Returns a time that was told, or if it's ahead, when it was.
pub fn moment(time: Timestamp, received: Received) -> Moment {
    let told = Moment { earliest: time.unix_millis(), latest: time.unix_millis() };
    if told.latest > received.latest { received } else { told }
}

/// Returns a number, or the one that the API had for it before.
fn either(number: i64, old: i32) -> i64 {
    if number == 0 { old.into() } else { number }
}

fn clamped(number: u64) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

pub fn json<T: vitalwire::proto::Field>(value: &T) -> String {
    let mut text = String::new();
    vitalwire::to_fmt(value, &mut text).expect("a value can be written");
    text
}

/// Returns boot, stream and number.
fn sequence(label: &str) -> Option<[u32; 3]> {
    label.split('.').map(|number| number.parse().ok()).collect::<Option<Vec<_>>>()?.try_into().ok()
}
