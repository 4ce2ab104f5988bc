//! The fleet: how many workers are how, and those that need attention first.

use super::elements::{badge, dash, known, name, share};
use super::text;
use crate::fleet::{self, Filter, State, Summary, Worker};
use crate::store::{Database, Failure};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// How many workers are shown at most.
const SHOWN: i64 = 200;

#[derive(Debug, PartialEq)]
pub struct FleetPage {
    filter: Filter,
    summary: Summary,
    workers: Vec<Worker>,
    /// How many there are of those that the filter lets through.
    count: i64,
}

impl FleetPage {
    pub fn read(database: &mut dyn Database, now: i64, filter: &Filter) -> Result<Self, Failure> {
        let summary = fleet::summary(database, now)?;
        let workers = fleet::of_state(database, now, filter, SHOWN)?;
        let count = match filter.state {
            _ if (workers.len() as i64) < SHOWN => workers.len() as i64,
            _ if !filter.text.is_empty() => fleet::count(database, now, filter)?,
            Some(state) => summary.count(state),
            None => summary.total(),
        };
        Ok(Self { filter: filter.clone(), summary, workers, count })
    }

    pub fn title(&self) -> String {
        self.filter.state.map_or("Fleet".to_owned(), |state| format!("Fleet: {state}"))
    }

    pub fn render(&self, now: i64) -> Markup {
        html! {
            main data-now=(now) {
                h1.hidden { "Fleet" }
                nav.states aria-label="States" {
                    (self.state_link(None, "all", self.summary.total()))
                    @for state in State::ALL {
                        (self.state_link(Some(state), &state.to_string(), self.summary.count(state)))
                    }
                }
                @if self.summary.total() == 0 {
                    (welcome())
                } @else if self.workers.is_empty() {
                    p.empty { "No worker is like that." }
                } @else {
                    (self.table(now))
                }
            }
        }
    }

    fn state_link(&self, state: Option<State>, name: &str, count: i64) -> Markup {
        let address = address(&Filter { state, text: self.filter.text.clone() });
        let is_current = state == self.filter.state;
        html! {
            a class={ (state.map_or("all", State::name)) @if count == 0 { " none" } }
                href=(address) aria-current=[is_current.then_some("page")] {
                strong { (text::count(count)) } " " span { (name) }
            }
        }
    }

    fn table(&self, now: i64) -> Markup {
        let shown = self.workers.len() as i64;
        html! {
            table.cards.workers {
                caption {
                    @if shown < self.count {
                        (text::count(shown)) " of " (text::count(self.count)) " shown: those that need attention first"
                    } @else if shown == 1 {
                        "1 worker"
                    } @else {
                        (text::count(shown)) " workers, those that need attention first"
                    }
                }
                thead {
                    tr {
                        @for heading in ["Worker", "State", "Last heard", "Interval", "Stage", "Message"] {
                            th scope="col" { (heading) }
                        }
                        @for heading in ["CPU", "Memory", "Disk free"] {
                            th.number scope="col" { (heading) }
                        }
                    }
                }
                tbody { @for worker in &self.workers { (row(worker, now)) } }
            }
        }
    }
}

/// Returns the address of the page that shows what a filter lets through.
fn address(filter: &Filter) -> String {
    let state = filter.state.map(|state| format!("state={}", state.name()));
    let text = Some(&filter.text).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("q={}", utf8_percent_encode(text, NON_ALPHANUMERIC)));
    let parameters = state.into_iter().chain(text).collect::<Vec<_>>().join("&");
    if parameters.is_empty() { "/".to_owned() } else { format!("/?{parameters}") }
}

fn row(worker: &Worker, now: i64) -> Markup {
    html! {
        tr id={ "w" (worker.id) } {
            th scope="row" {
                a href={ "/workers/" (worker.id) } { (name(worker)) }
                @let whose = [&worker.job, &worker.project].map(String::as_str);
                @if whose.iter().any(|part| !part.is_empty()) {
                    span.whose {
                        @for (index, part) in whose.into_iter().filter(|part| !part.is_empty()).enumerate() {
                            @if index > 0 { " · " }
                            bdi { (part) }
                        }
                    }
                }
            }
            td.state { (badge(worker.state)) }
            td data-label="Last heard" { (text::ago(worker.last_heard, now)) }
            td data-label="Interval" {
                @match (worker.report_interval, worker.deadline) {
                    (None, Some(deadline)) => { "due " (text::ago(deadline, now)) }
                    (interval, _) => (known(interval, |interval| html! { (text::span(interval)) })),
                }
            }
            td.stage data-label="Stage" { (known(worker.stage.as_deref(), |stage| html! { (words(stage)) })) }
            td.message data-label="Message" { (said(worker)) }
            td.number data-label="CPU" {
                (known(worker.cpu_rate, |rate| html! { span.figure { (format!("{rate:.2}")) } }))
            }
            td.number data-label="Memory" {
                (known(worker.memory_used, |used| share(used, worker.memory_limit, false)))
            }
            td.number data-label="Disk free" {
                @let is_scarce = worker.state == State::ShortOfDisk;
                (known(worker.disk_free, |free| share(free, worker.disk_total, is_scarce)))
            }
        }
    }
}

/// What a worker has to say, in one line or a few.
fn said(worker: &Worker) -> Markup {
    let code = worker.broken_code.as_deref().filter(|code| !code.is_empty());
    let message = worker.message.as_deref().filter(|message| !message.is_empty());
    let reason = worker.stop_reason.as_deref().filter(|reason| worker.state == State::Stopped && !reason.is_empty());
    if code.is_none() && message.is_none() && reason.is_none() {
        return dash();
    }
    html! {
        div.lines {
            @if let Some(code) = code { code { (code) } " " }
            @if let Some(reason) = reason { span.stage { (words(reason)) } " " }
            @if let Some(message) = message { bdi { (message) } }
        }
    }
}

/// `OS_START` as `os start`: such names are loud.
fn words(name: &str) -> String {
    name.to_lowercase().replace('_', " ")
}

fn welcome() -> Markup {
    html! {
        section.welcome {
            h2 { "Nothing has been heard yet" }
            p { "On a machine that is to report, with the address of this page:" }
            pre { code { "vitalwire sidecar --endpoint http://ADDRESS:PORT --project PROJECT" } }
            p { "Its worker appears here by itself." }
        }
    }
}
