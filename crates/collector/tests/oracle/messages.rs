//! Random requests as a fleet sends them: workers with outboxes whose batches are sent again in other batches,
//! gateways, messages without labels, check-ins, and what must be refused.

use crate::model::json as text_of;
use arbitrary::Unstructured;
use serde_json::{Value, json};
use std::collections::VecDeque;
use vitalwire::Growable;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::genomics::{CheckInRequest, WorkerStatus};
use vitalwire::proto::Timestamp;
use vitalwire_testing::Random;
use vitalwire_testing::sample::{noise, value};

/// A request, as it's sent.
#[derive(Clone)]
pub struct Request {
    pub to: Method,
    pub body: String,
    /// Whether it must be refused as a whole.
    pub is_poison: bool,
}

#[derive(Clone)]
pub enum Method {
    Messages { project: &'static str, location: Option<&'static str> },
    CheckIn { project: &'static str, worker: &'static str },
}

pub struct Fleet {
    random: Random,
    /// In seconds since 1970: after all times that workers tell, except for those that are wrong.
    start: i64,
    workers: Vec<Outbox>,
    /// Some of what was sent: it may come again.
    sent: Vec<Request>,
    events: Vec<Value>,
}

/// A worker and what it hasn't seen accepted.
struct Outbox {
    project: &'static str,
    labels: Vec<(&'static str, &'static str)>,
    boot: u32,
    numbers: u32,
    streams: [VecDeque<String>; STREAMS],
}

/// The last two are a shelf's, which restarts don't empty.
const STREAMS: usize = 6;
const VOLATILE: usize = 4;
const PROJECTS: [&str; 3] = ["cellar", "attic é/2", "roof"];

impl Fleet {
    pub fn new(seed: u64, start: i64) -> Self {
        let random = Random::new(seed);
        let workers = [
            (PROJECTS[0], vec![("WORKER_ID", "boiler-7"), ("JOB_ID", "winter")]),
            (PROJECTS[0], vec![("WORKER_ID", "boiler-7"), ("JOB_ID", "summer"), ("CONTAINER_ID", "c")]),
            (PROJECTS[0], vec![("WORKER_ID", "\"pump\"\\\n é😀")]),
            (PROJECTS[1], vec![("WORKER_ID", "boiler-7"), ("JOB_ID", "winter")]),
            (PROJECTS[1], vec![("JOB_ID", "winter")]),
            (PROJECTS[1], vec![]),
            (PROJECTS[2], vec![("JOB_ID", "winter"), ("WORKER_ID", "boiler-7")]),
            (PROJECTS[2], vec![("JOB_ID", ""), ("WORKER_ID", "fan")]),
        ];
        let workers = workers.map(|(project, labels)| Outbox {
            project,
            labels,
            boot: 0,
            numbers: 0,
            streams: Default::default(),
        });
        Self { random, start, workers: workers.into(), sent: Vec::new(), events: Vec::new() }
    }

    /// Returns a number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.random.below(limit as u64) as usize
    }

    /// Returns requests that no two have a worker in common: their order doesn't matter.
    pub fn requests(&mut self) -> Vec<Request> {
        let mut requests = vec![self.batch(0), self.batch(1), self.unlabelled(2), self.check_in("")];
        let poison = self.random.below(requests.len() as u64 + 1) as usize;
        requests.insert(poison, self.poison());
        requests
    }

    pub fn request(&mut self) -> Request {
        let project = self.random.below(PROJECTS.len() as u64) as usize;
        let request = match self.random.below(20) {
            0..12 => self.batch(project),
            12..15 => self.unlabelled(project),
            15..18 => {
                let project = ["", PROJECTS[0], PROJECTS[1]][self.random.below(3) as usize];
                self.check_in(project)
            }
            _ if self.sent.is_empty() => self.batch(project),
            _ => self.sent[self.random.below(self.sent.len() as u64) as usize].clone(),
        };
        if self.sent.len() < 20 || self.random.once_in(2) {
            if self.sent.len() == 20 {
                self.sent.remove(self.random.below(20) as usize);
            }
            self.sent.push(request.clone());
        }
        request
    }

    /// Returns a request that must be refused as a whole.
    pub fn poison(&mut self) -> Request {
        let message = self.message(0, None);
        let project = PROJECTS[self.random.below(2) as usize];
        let long = "long".repeat(600);
        let body = match self.random.below(10) {
            0 => String::new(),
            1 => format!(r#"{{"workerMessages":[{message},7]}}"#),
            2 => format!(r#"{{"workerMessages":[{message},null]}}"#),
            3 => format!(r#"{{"workerMessages":[{message}],"worker_messages":[]}}"#),
            4 => format!(r#"{{"workerMessages":[{message},{{"labels":{{"LABEL_UNSPECIFIED":""}}}}]}}"#),
            5 => format!(r#"{{"workerMessages":[{message}]"#),
            6 => {
                let two = r#"{"workerShutdownNotice":{},"workerThreadScalingReport":{}}"#;
                format!(r#"{{"workerMessages":[{message},{two}]}}"#)
            }
            // These two are well-formed, and refused by the store.
            7 => format!(
                r#"{{"workerMessages":[{message},{{"labels":{{"WORKER_ID":"{long}"}},"workerHealthReport":{{}}}}]}}"#
            ),
            8 => {
                let metric = json!({"metric": long, "valueInt64": "1"});
                let metrics = json!({"perStepNamespaceMetrics": [{"metricValues": [metric]}]});
                format!(r#"{{"workerMessages":[{message},{{"perWorkerMetrics":{metrics}}}]}}"#)
            }
            _ => {
                let body = r#"{"events":[{"data":{"@type":"a/b"},"timestamp":"2026-02-30T00:00:00Z"}],"result":{}}"#;
                let to = Method::CheckIn { project, worker: "boiler-7" };
                return Request { to, body: body.to_owned(), is_poison: true };
            }
        };
        Request { to: Method::Messages { project, location: None }, body, is_poison: true }
    }

    /// Messages of some workers of a project, from the start of each stream. Half of the time no response comes, and
    /// they stay.
    fn batch(&mut self, project: usize) -> Request {
        let project = PROJECTS[project];
        let is_lost = self.random.once_in(2);
        let mut messages = Vec::new();
        for index in 0..self.workers.len() {
            if self.workers[index].project != project || self.random.once_in(3) {
                continue;
            }
            if self.random.once_in(12) {
                self.restart(index);
            }
            for _ in 0..self.random.below(4) {
                self.push(index);
            }
            let mut queues = self.workers[index].streams.clone().map(|stream| {
                let count = self.random.below(stream.len() as u64 + 1) as usize;
                if count == 0 { VecDeque::new() } else { stream.into_iter().take(count).collect() }
            });
            let taken = queues.each_ref().map(VecDeque::len);
            // Streams are interleaved, each in its order.
            while queues.iter().any(|queue| !queue.is_empty()) {
                messages.extend(queues[self.random.below(STREAMS as u64) as usize].pop_front());
            }
            if !is_lost {
                for (stream, taken) in self.workers[index].streams.iter_mut().zip(taken) {
                    stream.drain(..taken);
                }
            }
        }
        self.messages(project, &messages)
    }

    fn restart(&mut self, index: usize) {
        let worker = &mut self.workers[index];
        worker.boot += 1;
        worker.numbers = 0;
        worker.streams[..VOLATILE].iter_mut().for_each(VecDeque::clear);
    }

    fn push(&mut self, index: usize) {
        let stream = self.random.below(STREAMS as u64) as usize;
        // Numbers are shared by all streams, and some are left out.
        self.workers[index].numbers += 1 + self.random.below(2) as u32;
        let sequence = format!("{}.{stream}.{}", self.workers[index].boot, self.workers[index].numbers);
        let message = self.message(index, Some(&sequence));
        self.workers[index].streams[stream].push_back(message);
    }

    /// Messages as of a worker without an outbox.
    fn unlabelled(&mut self, project: usize) -> Request {
        let project = PROJECTS[project];
        let workers = self.workers.iter().enumerate().filter(|(_, worker)| worker.project == project);
        let workers = workers.map(|(index, _)| index).collect::<Vec<_>>();
        let messages = (0..self.random.range(0..4))
            .map(|_| {
                let worker = workers[self.random.below(workers.len() as u64) as usize];
                let sequence = ["", "1", "1.2", "1.2.3.4", "1.-2.3", "x.y.z", "1.2.4294967296"];
                let sequence = sequence[self.random.below(sequence.len() as u64) as usize];
                let sequence = self.random.once_in(4).then_some(sequence);
                self.message(worker, sequence)
            })
            .collect::<Vec<_>>();
        self.messages(project, &messages)
    }

    fn messages(&mut self, project: &'static str, messages: &[String]) -> Request {
        let location = [None, Some("europe-west1"), Some("mars/é")][self.random.below(3) as usize];
        let own = ["", r#""location":"us-east4","#][self.random.below(2) as usize];
        let body = format!(r#"{{{own}"workerMessages":[{}]}}"#, messages.join(","));
        Request { to: Method::Messages { project, location }, body, is_poison: false }
    }

    fn check_in(&mut self, project: &'static str) -> Request {
        let worker = self.choose(&["boiler-7", "fan", "a token/é"]);
        if self.random.once_in(5) {
            let body = self.sampled::<CheckInRequest<Growable>>();
            return Request { to: Method::CheckIn { project, worker }, body: text_of(&*body), is_poison: false };
        }
        for _ in 0..self.random.below(3) {
            let data = json!({"@type": "example.com/plant.Leak", "litres": self.random.below(3)});
            let mut event = json!({"data": data});
            if let Some(time) = self.time() {
                event["timestamp"] = time.into();
            }
            self.events.push(event);
        }
        let last = self.events.len().saturating_sub(self.random.below(5) as usize);
        let mut body = json!({"events": self.events[last..]});
        for (name, value) in [
            ("deadlineExpired", json!({})),
            ("event", json!({"@type": "a.b/c", "x": 1})),
            ("result", json!({})),
            ("result", json!({"code": 10, "message": "out of water"})),
            ("sosReport", json!("aGk=")),
        ] {
            if self.random.once_in(6) {
                body[name] = value;
            }
        }
        if self.random.once_in(3) {
            let status = self.sampled::<WorkerStatus<Growable>>();
            body["workerStatus"] = serde_json::from_str(&text_of(&*status)).expect("JSON");
        } else if self.random.once_in(3) {
            body["workerStatus"] = json!({
                "bootDisk": {"freeSpaceBytes": self.random.below(100), "totalSpaceBytes": 100},
                "freeRamBytes": self.random.below(50), "totalRamBytes": "50", "uptimeSeconds": "60",
            });
        }
        Request { to: Method::CheckIn { project, worker }, body: body.to_string(), is_poison: false }
    }

    /// Returns a message of a worker, as JSON.
    fn message(&mut self, index: usize, sequence: Option<&str>) -> String {
        let labels = self.workers[index].labels.iter().copied().chain(sequence.map(|sequence| ("SEQ", sequence)));
        let labels = labels.map(|(key, value)| (key.to_owned(), json!(value))).collect::<serde_json::Map<_, _>>();
        let time = self.time();
        if self.random.once_in(4) {
            let mut message = self.sampled::<WorkerMessage<Growable>>();
            message.labels.clear();
            for (key, value) in &labels {
                message.labels.set(key, value.as_str().expect("a text")).expect("space");
            }
            message.time = time.map(|time| time.parse().expect("a time"));
            return text_of(&*message);
        }
        let (name, payload) = self.payload();
        let mut message = json!({"labels": labels, name: payload});
        if let Some(time) = time {
            message["time"] = time.into();
        }
        message.to_string()
    }

    fn payload(&mut self) -> (&'static str, Value) {
        match self.random.below(12) {
            0 => {
                let mut report =
                    json!({"vmIsHealthy": self.random.once_in(2), "msg": format!("{}", self.random.bits())});
                for (name, value) in [
                    ("vmIsBroken", json!(true)),
                    ("vmBrokenCode", json!("HOT")),
                    ("reportInterval", json!("3600s")),
                    ("reportInterval", json!("7200.5s")),
                    ("reportInterval", json!("0s")),
                    ("reportInterval", json!("-9s")),
                    ("vmStartupTime", json!(self.time())),
                    ("pods", json!([{"name": "a"}])),
                ] {
                    if self.random.once_in(4) {
                        report[name] = value;
                    }
                }
                ("workerHealthReport", report)
            }
            1 => ("workerMetrics", self.resources(2)),
            2 => {
                let parameters = json!({"litres": self.random.below(9), "a": [null, true, "é\n"]});
                ("workerMessageCode", json!({"code": self.choose(&["WATER_LOW", "HOT", ""]), "parameters": parameters}))
            }
            3 => {
                let event = self.choose(&["OS_START", "NETWORK_UP", "UNKNOWN_EVENT", "SDK_INSTALL_FINISH"]);
                let event = if self.random.once_in(6) { json!(77) } else { json!(event) };
                ("workerLifecycleEvent", json!({"event": event, "metadata": {"a": "b"}}))
            }
            4 => ("workerShutdownNotice", json!({"reason": self.choose(&["PREEMPTION", "BUTTON", ""])})),
            5 => {
                let mut report = json!({});
                for name in ["activeThreadCount", "outstandingBytesCount", "maximumBytesCount", "activeBundleCount"] {
                    if self.random.once_in(2) {
                        report[name] = self.random.below(100).into();
                    }
                }
                for name in ["outstandingBytes", "maximumBytes"] {
                    if self.random.once_in(3) {
                        report[name] = self.integer().to_string().into();
                    }
                }
                ("streamingScalingReport", report)
            }
            6 => {
                let mut report = json!({});
                for name in ["bytesWrittenDelta", "elementsSampledBytes", "persistenceErrorsCount"] {
                    if self.random.once_in(2) {
                        report[name] = self.integer().to_string().into();
                    }
                }
                ("dataSamplingReport", report)
            }
            7 => ("workerThreadScalingReport", json!({"currentThreadCount": self.random.below(64)})),
            _ => ("perWorkerMetrics", self.metrics()),
        }
    }

    fn metrics(&mut self) -> Value {
        let mut values = Vec::new();
        // Few names, so that there is much to add up.
        for _ in 0..self.random.below(7) {
            let mut value = json!({"metric": self.choose(&["litres", "litres", "le\"\\\n"])});
            if self.random.once_in(4) {
                value["metricLabels"] = json!({"z": "1", "pump": self.choose(&["left", "ri\"ght"])});
            }
            match self.random.below(4) {
                0 => value["valueInt64"] = self.integer().to_string().into(),
                1 => {
                    value["valueGauge64"] = json!({"value": self.integer().to_string()});
                    if let (Some(time), true) = (self.time(), self.random.once_in(2)) {
                        value["valueGauge64"]["measuredTime"] = time.into();
                    }
                }
                2 => value["valueHistogram"] = self.histogram(),
                _ => {}
            }
            values.push(value);
        }
        let step = self.choose(&["heat", "heat", "heat", "", "pour é"]);
        let namespace = if self.random.once_in(5) { "" } else { "boiler" };
        json!({"perStepNamespaceMetrics": [
            {"metricsNamespace": namespace, "originalStep": step, "metricValues": values},
        ]})
    }

    /// A histogram whose fields fit together, most of the time.
    fn histogram(&mut self) -> Value {
        let layouts = [
            json!({"exponential": {"numberOfBuckets": 5, "scale": 1}}),
            json!({"exponential": {"numberOfBuckets": 8}}),
            json!({"exponential": {"numberOfBuckets": 6, "scale": -3}}),
            json!({"linear": {"numberOfBuckets": 5, "start": -20.5, "width": 10}}),
        ];
        let layout = layouts[self.random.magnitude(1..4) as usize / 2].clone();
        let edge = 1_u64 << if self.random.once_in(20) { 62 } else { 10 };
        let buckets = (0..self.random.below(6)).map(|_| self.random.below(edge) / 5).collect::<Vec<_>>();
        let [over, under] = [(); 2].map(|()| if self.random.once_in(2) { 0 } else { self.random.below(9) });
        let count = buckets.iter().sum::<u64>() + over + under;
        let mean = |random: &mut Random| (random.below(20_000) as f64 - 10_000.0) / 7.0;
        let mut histogram = json!({"bucketOptions": layout, "count": count, "bucketCounts": buckets});
        if over + under > 0 || self.random.once_in(4) {
            histogram["outlierStats"] = json!({
                "overflowCount": over, "overflowMean": mean(&mut self.random),
                "underflowCount": under, "underflowMean": mean(&mut self.random),
            });
            if over == 0 && self.random.once_in(4) {
                // A mean of nothing.
                histogram["outlierStats"]["overflowMean"] = self.choose(&["NaN", "Infinity"]).into();
            }
        }
        if self.random.once_in(10) {
            histogram["count"] = self.integer().to_string().into();
            histogram["bucketCounts"] = json!([3, self.integer().to_string(), 0]);
            histogram["outlierStats"] = json!({"underflowCount": -3, "overflowCount": 2, "overflowMean": 7});
        }
        histogram
    }

    fn resources(&mut self, depth: u32) -> Value {
        let mut report = json!({"cpuTime": [], "memoryInfo": [], "containers": {}, "gpuUsage": []});
        if self.random.once_in(3) {
            report["gpuUsage"] = json!([{"timestamp": self.time(), "utilization": {"rate": 0.25}}, {}]);
        }
        for _ in 0..self.random.below(3) {
            let rate = if self.random.once_in(5) { json!("NaN") } else { json!(self.random.below(800) as f64 / 100.0) };
            let sample = json!({"rate": rate, "totalMs": self.random.below(1 << 40), "timestamp": self.time()});
            report["cpuTime"].as_array_mut().expect("a list").push(sample);
        }
        for _ in 0..self.random.below(3) {
            let limit = if self.random.once_in(5) { u64::MAX } else { self.random.below(1 << 40) };
            let ooms = if self.random.once_in(5) { self.integer() } else { 1 };
            report["memoryInfo"].as_array_mut().expect("a list").push(json!({
                "currentRssBytes": self.random.below(1 << 40), "currentLimitBytes": limit.to_string(),
                "currentOoms": ooms, "totalGbMs": self.random.below(1 << 30), "timestamp": self.time(),
            }));
        }
        if depth > 0 && self.random.once_in(2) {
            report["containers"]["worker é"] = self.resources(depth - 1);
        }
        report
    }

    /// A time that is missing, wrong, or any of an hour: in order only by chance.
    fn time(&mut self) -> Option<String> {
        let wrong = ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z"];
        let ahead = ["2150-01-01T00:00:00.5Z", "9999-12-31T23:59:59.999Z"];
        match self.random.below(20) {
            0..4 => None,
            4 => Some(self.choose(&wrong).to_owned()),
            5 => Some(self.choose(&ahead).to_owned()),
            // One of few, so that some are the same.
            6..11 => {
                let seconds = self.start - 60 - self.random.below(2) as i64;
                Some(Timestamp::new(seconds, 0).expect("a time").to_string())
            }
            _ => {
                let seconds = self.start - 60 - self.random.below(3600) as i64;
                let millis = self.random.below(1000) as u32 * u32::from(self.random.once_in(2));
                Some(Timestamp::new(seconds, millis * 1_000_000).expect("a time").to_string())
            }
        }
    }

    /// Any number, those at the ends of the range more often.
    fn integer(&mut self) -> i64 {
        match self.random.below(12) {
            0 => i64::MAX,
            1 => i64::MIN,
            2 => self.random.number() as i64,
            3 => -(self.random.below(100) as i64),
            _ => self.random.below(100) as i64,
        }
    }

    fn choose(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.random.below(texts.len() as u64) as usize]
    }

    /// A message with any values.
    fn sampled<T: vitalwire::proto::Field>(&mut self) -> Box<T> {
        let len = 1 << self.random.below(12);
        value(&mut Unstructured::new(&noise(self.random.number(), len)))
    }
}
