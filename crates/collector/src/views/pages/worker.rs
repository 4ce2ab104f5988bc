//! One worker, with all that is known about it.

use super::chart::{Chart, Unit};
use super::elements::{badge, dash, is_limit, name, share};
use super::histogram::{Histogram, histogram};
use super::text;
use crate::fleet::{self, Event, Kind, Metric, Sample, Worker};
use crate::store::{Database, Failure};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// How much is shown at most: the rest is in the database.
const SAMPLES: i64 = 5000;
const CONTAINERS: usize = 16;
const METRICS: i64 = 500;
const EVENTS: i64 = 200;

#[derive(Debug, PartialEq)]
pub struct WorkerPage {
    worker: Worker,
    samples: Vec<Sample>,
    metrics: Vec<Metric>,
    events: Vec<Event>,
}

impl WorkerPage {
    pub fn read(database: &mut dyn Database, now: i64, id: i64) -> Result<Option<Self>, Failure> {
        let Some(worker) = fleet::worker(database, now, id)? else { return Ok(None) };
        let samples = fleet::samples(database, id, SAMPLES)?;
        let metrics = fleet::first_metrics(database, id, METRICS)?;
        let events = fleet::events(database, id, EVENTS)?;
        Ok(Some(Self { worker, samples, metrics, events }))
    }

    pub fn title(&self) -> String {
        self.worker.title().to_owned()
    }

    pub fn render(&self, now: i64) -> Markup {
        let histograms = self.metrics.iter().filter_map(|metric| match &metric.kind {
            Kind::Histogram(histogram) => Some((metric, &**histogram)),
            _ => None,
        });
        html! {
            main data-now=(now) {
                header.worker {
                    h1 { (name(&self.worker)) }
                    (badge(self.worker.state))
                    span.heard { "last heard " (text::ago(self.worker.last_heard, now)) }
                }
                (facts(&self.worker, now))
                (charts(&self.samples))
                (self.values())
                (histogram_cards(histograms))
                @if self.metrics.len() as i64 == METRICS { p.note { "The first " (METRICS) " metrics are shown." } }
                (events(&self.worker, &self.events))
            }
        }
    }

    /// Counters and gauges.
    fn values(&self) -> Markup {
        let values = self.metrics.iter().filter_map(|metric| match metric.kind {
            Kind::Counter(sum) => Some((metric, "counter", sum)),
            Kind::Gauge(latest) => Some((metric, "gauge", latest)),
            Kind::Histogram(_) => None,
        });
        let values = values.collect::<Vec<_>>();
        html! {
            @if !values.is_empty() {
                section {
                    h2 { "Counters and gauges" }
                    table.cards.values {
                        thead {
                            tr {
                                th scope="col" { "Name" }
                                th scope="col" { "Step" }
                                th scope="col" { "Kind" }
                                th.number scope="col" { "Value" }
                            }
                        }
                        tbody {
                            @for (metric, kind, value) in values {
                                tr {
                                    th scope="row" { (metric_name(metric)) }
                                    td data-label="Step" { (step(metric)) }
                                    td data-label="Kind" { (kind) }
                                    td.number data-label="Value" { span.figure { (text::count(value)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn facts(worker: &Worker, now: i64) -> Markup {
    let text = |text: &str| (!text.is_empty()).then(|| html! { bdi { (text) } });
    let optional = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
    let time = |time: Option<i64>| time.map(text::time);
    let facts = [
        ("Message", optional(&worker.message)),
        ("Broken code", optional(&worker.broken_code)),
        ("Stop reason", optional(&worker.stop_reason)),
        ("Stage", optional(&worker.stage)),
        ("Project", text(&worker.project)),
        ("Job", text(&worker.job)),
        ("Location", text(&worker.location)),
        ("First heard", Some(text::time(worker.first_heard))),
        ("Last heard", Some(text::time(worker.last_heard))),
        ("Started", time(worker.startup_time)),
        ("Health reported", time(worker.health_time)),
        ("Report interval", worker.report_interval.map(|interval| html! { (text::span(interval)) })),
        ("Deadline", worker.deadline.map(|deadline| html! { (text::time(deadline)) ", " (text::ago(deadline, now)) })),
        ("CPU", worker.cpu_rate.map(|rate| html! { (text::number((rate * 100.0).round() / 100.0)) " cores busy" })),
        ("CPU time", worker.cpu_ms.map(|ms| html! { (text::span(ms)) })),
        ("Memory used", worker.memory_used.map(|used| share(used, worker.memory_limit, false))),
        (
            "Memory over time",
            worker.memory_gb_ms.filter(|&used| used > 0).map(|used| html! { (text::count(used)) " GB·ms" }),
        ),
        ("Memory free", worker.memory_free.map(|free| share(free, worker.memory_total, false))),
        ("Disk free", worker.disk_free.map(|free| share(free, worker.disk_total, false))),
        ("Killed for memory", (worker.ooms > 0).then(|| html! { (text::count(worker.ooms)) " times" })),
    ];
    html! {
        dl.facts {
            @for (name, value) in facts {
                @if let Some(value) = value { div { dt { (name) } dd { (value) } } }
            }
        }
    }
}

fn charts(samples: &[Sample]) -> Markup {
    let mut containers = BTreeMap::<&str, Vec<&Sample>>::new();
    for sample in samples {
        containers.entry(&sample.container).or_default().push(sample);
    }
    html! {
        @for (container, samples) in containers.iter().take(CONTAINERS) {
            section {
                @if container.is_empty() { h2 { "Resources" } } @else { h2 { "Container " bdi { (container) } } }
                div.charts { (charts_of(samples)) }
            }
        }
        @if containers.len() > CONTAINERS {
            p.note { (CONTAINERS) " of " (containers.len()) " containers are shown." }
        }
        @if samples.len() as i64 == SAMPLES { p.note { "The latest " (text::count(SAMPLES)) " samples are shown." } }
        @if !samples.is_empty() { p.note { "Times are UTC." } }
    }
}

fn charts_of(samples: &[&Sample]) -> Markup {
    let chart = |title, unit, limit, value: fn(&Sample) -> Option<f64>| {
        let points = samples.iter().filter_map(|sample| Some((sample.time, value(sample)?))).collect();
        Chart { title, unit, points, limit }.render()
    };
    let used = |sample: &Sample| sample.memory_used.map(|used| used as f64);
    let limit = samples.iter().rev().find_map(|sample| sample.memory_limit).filter(is_limit);
    html! {
        (chart("CPU", Unit::Cores, None, |sample| sample.cpu_rate))
        (chart("Memory", Unit::Bytes, limit.map(|limit| limit as f64), used))
        (chart("GPU", Unit::Share, None, |sample| sample.gpu_rate))
    }
}

fn histogram_cards<'a>(histograms: impl Iterator<Item = (&'a Metric, &'a Histogram)>) -> Markup {
    let mut histograms = histograms.peekable();
    html! {
        @if histograms.peek().is_some() {
            section {
                h2 { "Histograms" }
                div.histograms {
                    @for (metric, counts) in histograms {
                        article {
                            h3 { (metric_name(metric)) }
                            @if !metric.step.is_empty() || !metric.namespace.is_empty() { p.whose { (step(metric)) } }
                            (histogram(counts))
                        }
                    }
                }
            }
        }
    }
}

fn metric_name(metric: &Metric) -> Markup {
    html! {
        bdi { (metric.name) }
        @if !metric.labels.is_empty() { " " code.labels { (metric.labels) } }
    }
}

fn step(metric: &Metric) -> Markup {
    html! {
        @if !metric.step.is_empty() { bdi { (metric.step) } }
        @if !metric.step.is_empty() && !metric.namespace.is_empty() { " · " }
        @if !metric.namespace.is_empty() { bdi { (metric.namespace) } }
    }
}

fn events(worker: &Worker, events: &[Event]) -> Markup {
    html! {
        section {
            h2 { "Events" }
            @if events.is_empty() {
                p.empty { "None yet." }
            } @else {
                table.cards.events {
                    @if events.len() as i64 == EVENTS { caption { "The latest " (EVENTS) } }
                    thead {
                        tr { @for heading in ["Time", "Kind", "Event", "Detail"] { th scope="col" { (heading) } } }
                    }
                    tbody { @for event in events { (event_row(worker, event)) } }
                }
            }
        }
    }
}

fn event_row(worker: &Worker, event: &Event) -> Markup {
    let is_whole = event.detail.len() == event.detail_len;
    html! {
        tr id={ "e" (event.id) } {
            td.time title={ "heard " (text::rfc3339(event.heard)) } { (event.exact_time) }
            td data-label="Kind" { (event.kind) }
            th scope="row" { bdi { (event.name) } }
            td.detail data-label="Detail" {
                @if matches!(&*event.detail, "" | "{}") { (dash()) } @else { code { (event.detail) } }
                @if !is_whole {
                    " " a href={ "/workers/" (worker.id) "/events/" (event.id) } {
                        "all " (text::count(event.detail_len as i64)) " bytes"
                    }
                }
            }
        }
    }
}
