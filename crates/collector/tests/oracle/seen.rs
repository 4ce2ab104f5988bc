//! What a collector shows, beside what a model says: each difference in words.

use crate::database::Database;
use crate::model::{Event, Id, Model, Moment, Sample, Worker};
use crate::steps::{Histogram, Key, Outliers};
use crate::support::Collector;
use crate::{DEADLINE, REPORT_INTERVAL};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;
use vitalwire::Growable;
use vitalwire::dataflow::DataflowHistogramValue;

/// Names and labels of a sample.
type Series = (String, BTreeMap<String, String>);

/// How long a worker with the shortest interval is compared that may become late at any moment.
const LATE: i64 = 3;
const UNHURRIED: i64 = 600_000;
/// Returns all differences.
pub fn differences(model: &Model, collector: &Collector, database: &Database) -> Vec<String> {
    let mut differences = Vec::new();
    fleet(model, &collector.get("/fleet.json").json(), &mut differences);
    prometheus(model, &collector.metrics().0, &mut differences);
    events(model, database, &mut differences);
    histograms(model, database, &mut differences);
    resources(model, database, &mut differences);
    differences
}

fn fleet(model: &Model, fleet: &Value, differences: &mut Vec<String>) {
    let text = |worker: &Value, name: &str| worker[name].as_str().expect("a text").to_owned();
    let workers = fleet["workers"].as_array().expect("workers").iter();
    let mut seen = workers
        .map(|worker| {
            (Id { project: text(worker, "project"), job: text(worker, "job"), name: text(worker, "name") }, worker)
        })
        .collect::<BTreeMap<_, _>>();
    for (id, worker) in &model.workers {
        let Some(seen) = seen.remove(id) else {
            differences.push(format!("{id:?} isn't there"));
            continue;
        };
        for (name, expected) in facts(worker) {
            if !expected.includes(&seen[name]) {
                differences.push(format!("{id:?} {name}: {expected:?}, seen {}", seen[name]));
            }
        }
    }
    differences.extend(seen.keys().map(|id| format!("{id:?} shouldn't be there")));
}

#[derive(Debug)]
enum Expected {
    Is(Value),
    Within(Moment),
    OneOf(&'static [&'static str]),
}

impl Expected {
    fn of<T: Into<Value>>(value: Option<T>) -> Self {
        Self::Is(value.map_or(Value::Null, Into::into))
    }

    fn within(moment: Option<Moment>) -> Self {
        moment.map_or(Self::Is(Value::Null), Self::Within)
    }

    fn includes(&self, seen: &Value) -> bool {
        match self {
            Self::Is(value) => value == seen,
            Self::Within(Moment { earliest, latest }) => {
                seen.as_i64().is_some_and(|seen| (*earliest..=*latest).contains(&seen))
            }
            Self::OneOf(values) => seen.as_str().is_some_and(|seen| values.contains(&seen)),
        }
    }
}

fn facts(worker: &Worker) -> Vec<(&'static str, Expected)> {
    let health = worker.health.value();
    let deadline = worker
        .last_check_in
        .map(|Moment { earliest, latest }| Moment { earliest: earliest + DEADLINE, latest: latest + DEADLINE });
    let (processor, used) = (worker.processor.value(), worker.used.value());
    vec![
        ("location", Expected::Is(worker.location.as_str().into())),
        ("state", state(worker)),
        ("firstHeard", Expected::Within(worker.first_heard)),
        ("lastHeard", Expected::Within(worker.last_heard)),
        ("reportInterval", Expected::of(worker.report_interval)),
        ("deadline", Expected::within(deadline)),
        ("healthTime", Expected::within(worker.health.time())),
        ("brokenCode", Expected::of(health.map(|health| health.broken_code.as_str()))),
        ("message", Expected::of(health.map(|health| health.message.as_str()))),
        ("startupTime", Expected::of(worker.startup_time)),
        ("stage", Expected::of(worker.stage.value().map(String::as_str))),
        ("stopReason", Expected::of(worker.stop.value().filter(|_| worker.has_stopped()).map(String::as_str))),
        ("diskFree", Expected::of(worker.disk.map(|(free, _)| free))),
        ("diskTotal", Expected::of(worker.disk.map(|(_, total)| total))),
        ("memoryFree", Expected::of(worker.memory.map(|(free, _)| free))),
        ("memoryTotal", Expected::of(worker.memory.map(|(_, total)| total))),
        // JSON has no NaN and no infinities.
        ("cpuRate", Expected::of(processor.map(|sample| sample.rate))),
        ("cpuMs", Expected::of(processor.map(|sample| sample.total_ms))),
        ("memoryUsed", Expected::of(used.map(|sample| sample.bytes))),
        ("memoryLimit", Expected::of(used.map(|sample| sample.limit))),
        ("memoryGbMs", Expected::of(used.map(|sample| sample.gb_ms))),
        ("ooms", Expected::Is(worker.ooms.into())),
    ]
}

fn state(worker: &Worker) -> Expected {
    if worker.has_stopped() {
        return Expected::OneOf(&["stopped"]);
    }
    if worker.report_interval.unwrap_or(REPORT_INTERVAL).saturating_mul(LATE) < UNHURRIED {
        return Expected::OneOf(&["late", "broken", "unhealthy", "short-of-disk", "well"]);
    }
    match worker.health.value() {
        Some(health) if health.is_broken => Expected::OneOf(&["broken"]),
        Some(health) if !health.is_healthy => Expected::OneOf(&["unhealthy"]),
        _ if worker.disk.is_some() => Expected::OneOf(&["short-of-disk", "well"]),
        _ => Expected::OneOf(&["well"]),
    }
}

fn prometheus(model: &Model, exposition: &str, differences: &mut Vec<String>) {
    let mut seen = BTreeMap::new();
    let mut buckets: BTreeMap<Series, Vec<(f64, f64)>> = BTreeMap::new();
    for line in exposition.lines().filter(|line| !line.starts_with('#')) {
        let ((name, mut labels), value) = sample(line);
        if name == "vitalwire_step_distribution_bucket" {
            let bound = number(&labels.remove("le").expect("a bound"));
            buckets.entry((name, labels)).or_default().push((bound, number(&value)));
            continue;
        }
        let is_of_workers = name.starts_with("vitalwire_worker_") || name.starts_with("vitalwire_step_");
        if is_of_workers && seen.insert((name, labels), value).is_some() {
            differences.push(format!("twice: {line}"));
        }
    }
    for (id, worker) in &model.workers {
        for (series, expected) in samples(id, worker) {
            match seen.remove(&series) {
                Some(value) if number(&value) == expected => {}
                value => differences.push(format!("{series:?}: {expected}, seen {value:?}")),
            }
        }
        for ((key, layout), histogram) in &worker.steps.histograms {
            let mut series = step("vitalwire_step_distribution_bucket", id, key);
            series.1.insert("layout".to_owned(), layout.clone());
            series.1.retain(|_, value| !value.is_empty());
            let seen = buckets.remove(&series).unwrap_or_default();
            if !cumulates(layout, histogram, &seen) {
                differences.push(format!("{series:?}: {histogram:?}, seen {seen:?}"));
            }
        }
    }
    differences.extend(buckets.keys().map(|series| format!("{series:?} shouldn't be there")));
    let known = |(name, _): &&Series| {
        ["up", "state", "last_heard_timestamp_seconds", "deadline_timestamp_seconds"]
            .iter()
            .any(|known| name.strip_prefix("vitalwire_worker_") == Some(known))
    };
    differences.extend(
        seen.iter().filter(|(series, _)| !known(series)).map(|(series, value)| format!("seen {series:?} {value}")),
    );
}

/// Returns what must be at `/metrics`, except for what depends on the clock, which is in `fleet.json` as well.
fn samples(id: &Id, worker: &Worker) -> Vec<(Series, f64)> {
    let seconds = |millis: i64| millis as f64 / 1000.0;
    let own = |name: &str| (format!("vitalwire_worker_{name}"), labels(id, []));
    let (processor, used) = (worker.processor.value(), worker.used.value());
    let mut samples = [
        ("report_interval_seconds", worker.report_interval.map(seconds)),
        ("start_timestamp_seconds", worker.startup_time.map(seconds)),
        ("cpu_busy_cores", processor.map(|sample| sample.rate).filter(|rate| rate.is_finite())),
        ("cpu_seconds_total", processor.map(|sample| seconds(sample.total_ms))),
        ("memory_used_bytes", used.map(|sample| sample.bytes as f64)),
        ("memory_limit_bytes", used.map(|sample| sample.limit as f64)),
        ("memory_byte_seconds_total", used.map(|sample| (i128::from(sample.gb_ms) * 1_000_000) as f64)),
        ("oom_kills_total", Some(worker.ooms as f64)),
        ("memory_free_bytes", worker.memory.map(|(free, _)| free as f64)),
        ("memory_size_bytes", worker.memory.map(|(_, total)| total as f64)),
        ("disk_free_bytes", worker.disk.map(|(free, _)| free as f64)),
        ("disk_size_bytes", worker.disk.map(|(_, total)| total as f64)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((own(name), value?)))
    .collect::<Vec<_>>();
    for (key, counter) in &worker.steps.counters {
        samples.push((step("vitalwire_step_added_total", id, key), counter.added as f64));
        if counter.taken > 0 {
            samples.push((step("vitalwire_step_taken_total", id, key), counter.taken as f64));
        }
    }
    for (key, gauge) in &worker.steps.gauges {
        samples.push((step("vitalwire_step_value", id, key), *gauge.value().expect("a value") as f64));
    }
    for ((key, layout), histogram) in &worker.steps.histograms {
        let mut series = step("vitalwire_step_distribution_count", id, key);
        series.1.insert("layout".to_owned(), layout.clone());
        series.1.retain(|_, value| !value.is_empty());
        samples.push((series, histogram.counted() as f64));
    }
    samples
}

fn step(name: &str, id: &Id, key: &Key) -> Series {
    let own = [("namespace", &key.namespace), ("step", &key.step), ("metric", &key.name), ("labels", &key.labels)];
    (name.to_owned(), labels(id, own.map(|(name, value)| (name, value.as_str()))))
}

/// An empty label is as good as none.
fn labels<'a, const N: usize>(id: &'a Id, own: [(&'a str, &'a str); N]) -> BTreeMap<String, String> {
    let worker = [("project", id.project.as_str()), ("job_id", &id.job), ("worker_id", &id.name)];
    let labels = worker.into_iter().chain(own).filter(|(_, value)| !value.is_empty());
    labels.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Whether buckets are those of a histogram: whichever bounds are there, what is below them is right.
fn cumulates(layout: &str, histogram: &Histogram, seen: &[(f64, f64)]) -> bool {
    let Some((last, bounds)) = seen.split_last() else { return false };
    let layout = serde_json::from_str::<Value>(layout).unwrap_or_default();
    let sum = |buckets: usize| {
        let counts = histogram.buckets.iter().take(buckets);
        counts.fold(i128::from(histogram.underflow.count), |sum, &count| sum + i128::from(count)) as f64
    };
    let below =
        |bound: f64| sum((0..histogram.buckets.len()).take_while(|&bucket| upper(&layout, bucket) <= bound).count());
    let buckets = histogram.buckets.len();
    let are_all_within = has_buckets(&layout, buckets.max(1)) && upper(&layout, buckets.max(1) - 1) < f64::MAX;
    *last == (f64::INFINITY, histogram.counted() as f64)
        && bounds.iter().all(|&(bound, count)| count == below(bound))
        && (!are_all_within || bounds.last().is_some_and(|&(_, count)| count == sum(buckets)))
}

/// Returns a bucket's upper bound, as the documentation of layouts says.
fn upper(layout: &Value, bucket: usize) -> f64 {
    let number = |of: &str, name: &str| layout[of][name].as_f64().unwrap_or(0.0);
    let bounds = bucket as f64 + 1.0;
    if layout["linear"].is_object() {
        return number("linear", "start") + bounds * number("linear", "width");
    }
    // A power may be one unit off; the next one is far away.
    2_f64.powf(bounds / 2_f64.powf(number("exponential", "scale"))) * (1.0 - 1e-9)
}

fn has_buckets(layout: &Value, buckets: usize) -> bool {
    ["exponential", "linear"].iter().any(|of| layout[of]["numberOfBuckets"].as_u64() >= Some(buckets as u64))
}

fn events(model: &Model, database: &Database, differences: &mut Vec<String>) {
    let mut seen: BTreeMap<Id, Vec<[String; 4]>> = BTreeMap::new();
    for row in database.rows(
        "SELECT w.project, w.job, w.name, e.kind, e.name, e.detail, e.exact_time \
         FROM events e JOIN workers w ON w.id = e.worker ORDER BY e.id",
    ) {
        let [project, job, worker, kind, name, detail, time] = row.try_into().expect("seven columns");
        seen.entry(Id { project, job, name: worker }).or_default().push([kind, name, detail, time]);
    }
    for (id, worker) in &model.workers {
        let seen = seen.remove(id).unwrap_or_default();
        let is_same = |(event, seen): (&Event, &[String; 4])| {
            let [kind, name, detail, time] = seen;
            (event.kind, &event.name, &event.detail) == (kind.as_str(), name, detail)
                && event.time.as_ref().is_none_or(|own| own == time)
        };
        let same = worker.events.iter().zip(&seen).take_while(|&pair| is_same(pair)).count();
        if same < worker.events.len().max(seen.len()) {
            let [own, seen_len] = [worker.events.len(), seen.len()];
            let (expected, seen) = (worker.events.get(same), seen.get(same));
            differences.push(format!("{id:?} event {same} of {own}: {expected:?}, seen {seen:?} of {seen_len}"));
        }
    }
}

/// Outliers are only in the database, and on the page of a worker.
fn histograms(model: &Model, database: &Database, differences: &mut Vec<String>) {
    let mut seen = BTreeMap::new();
    for row in database.rows(
        "SELECT w.project, w.job, w.name, m.namespace, m.step, m.name, m.labels, m.layout, m.buckets \
         FROM metrics m JOIN workers w ON w.id = m.worker WHERE m.kind = 'histogram'",
    ) {
        let [project, job, worker, namespace, step, name, labels, layout, buckets] =
            row.try_into().expect("nine columns");
        let series = (Id { project, job, name: worker }, (Key { namespace, step, name, labels }, layout));
        seen.insert(series, buckets);
    }
    for (id, worker) in &model.workers {
        for (key, histogram) in &worker.steps.histograms {
            let stored = seen.remove(&(id.clone(), key.clone())).unwrap_or_else(|| "{}".to_owned());
            let sum = vitalwire::decode::<DataflowHistogramValue<Growable>>(stored.as_bytes()).expect("a histogram");
            let outliers = sum.outlier_stats.unwrap_or_default();
            let zeros =
                sum.bucket_counts.get(histogram.buckets.len()..).is_some_and(|rest| rest.iter().all(|&n| n == 0));
            let is_same = zeros
                && sum.count == histogram.count
                && sum.bucket_counts.starts_with(&histogram.buckets)
                && is_near(&histogram.overflow, outliers.overflow_count, outliers.overflow_mean)
                && is_near(&histogram.underflow, outliers.underflow_count, outliers.underflow_mean);
            if !is_same {
                differences.push(format!("{id:?} {key:?}: {histogram:?}, seen {stored}"));
            }
        }
    }
    differences.extend(seen.keys().map(|series| format!("{series:?} shouldn't be there")));
}

/// Samples are in the database, and in the charts on the page of a worker.
fn resources(model: &Model, database: &Database, differences: &mut Vec<String>) {
    let mut seen: BTreeMap<Id, BTreeMap<(String, i64), Sample>> = BTreeMap::new();
    for row in database.rows(
        "SELECT w.project, w.job, w.name, s.container, s.time, s.cpu_rate, s.cpu_ms, s.memory_used, s.memory_limit, \
         s.gpu_rate FROM samples s JOIN workers w ON w.id = s.worker",
    ) {
        let [project, job, name, container, time, rate, ms, used, limit, gpu] = row.try_into().expect("ten columns");
        let sample = Sample {
            processor_rate: rate.parse().ok(),
            processor_ms: ms.parse().ok(),
            memory_used: used.parse().ok(),
            memory_limit: limit.parse().ok(),
            gpu_rate: gpu.parse().ok(),
        };
        let time = time.parse().expect("a time");
        seen.entry(Id { project, job, name }).or_default().insert((container, time), sample);
    }
    for (id, worker) in &model.workers {
        let mut seen = seen.remove(id).unwrap_or_default();
        for (at, sample) in &worker.samples {
            let seen = seen.remove(at);
            if seen.as_ref() != Some(sample) {
                differences.push(format!("{id:?} {at:?}: {sample:?}, seen {seen:?}"));
            }
        }
        // The others have the times of requests.
        let requests = worker.first_heard.earliest..=worker.last_heard.latest;
        seen.retain(|(_, time), _| !requests.contains(time));
        differences.extend(seen.keys().map(|at| format!("{id:?} {at:?} shouldn't be there")));
    }
}

fn is_near(own: &Outliers, count: i64, mean: f64) -> bool {
    let difference = (own.mean - mean).abs();
    let is_near = difference <= 1e-9 * own.mean.abs().max(mean.abs()) || own.mean.to_bits() == mean.to_bits();
    own.count == count && (count == 0 || is_near || own.mean.is_nan() && mean.is_nan())
}

/// Reads `name{label="value",...} value`.
fn sample(line: &str) -> (Series, String) {
    let (series, value) = line.rsplit_once(' ').expect("a value");
    let Some((name, rest)) = series.split_once('{') else {
        return ((series.to_owned(), BTreeMap::new()), value.to_owned());
    };
    let mut rest = rest.strip_suffix('}').expect("an end");
    let mut labels = BTreeMap::new();
    while let Some((label, after)) = rest.split_once("=\"") {
        let (mut text, mut characters) = (String::new(), after.char_indices());
        let end = loop {
            match characters.next().expect("a quote") {
                (_, '\\') => text.push(match characters.next() {
                    Some((_, 'n')) => '\n',
                    Some((_, character)) => character,
                    None => panic!("{line}"),
                }),
                (at, '"') => break at,
                (_, character) => text.push(character),
            }
        };
        labels.insert(label.to_owned(), text);
        rest = after[end + 1..].trim_start_matches(',');
    }
    ((name.to_owned(), labels), value.to_owned())
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}
