//! A worker: what it has to say, and what the backend's responses change.

use super::super::notices::Notices;
use super::super::request::{self, CheckIn};
use super::super::sample::{Sample, Sampler, Wanted};
use super::super::usage::Usage;
use super::event::{self, Message};
use super::setup::Setup;
use super::state::State;
use super::store::Store;
use crate::client::{Failure, Response};
use crate::log::Log;
use std::error::Error;
use std::path::Path;
use std::{fs, io, time};
use vitalwire::dataflow::{Labels, LifecycleEvent, SendWorkerMessagesResponse};
use vitalwire::proto::{Empty, Span, Timestamp};
use vitalwire::rpc::Outcome;
use vitalwire::{BuildError, Growable};
use vitalwire_agent::Instant;
use vitalwire_agent::link::{CheckInExchange, Link, SendExchange, Settled, Step};
use vitalwire_agent::outbox::{Location, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};
use vitalwire_agent::shelf::ShelfRank;

/// A worker, without its loop: nothing here waits for the backend.
pub struct Worker {
    pub link: Link<'static>,
    pub log: Log,
    /// Without one, events are only in memory.
    disk: Option<Disk>,
    location: Location<'static>,
    labels: Labels<Growable>,
    /// What takes samples for reports, if there are any.
    reports: Option<Sampler>,
    check_ins: Sampler,
    usage: Usage,
    notices: Notices,
    start: time::Instant,
    /// Metrics for which the outbox had no space.
    metrics: Option<Message>,
    /// How many messages were lost when that was told.
    lost: u32,
    when_unauthenticated: &'static str,
}

/// What is on the disk.
struct Disk {
    state: State,
    store: Store,
}

/// The file with the boot of the machine for which its start was told.
const BOOT_ID: &str = "boot-id";
/// What an outbox has, in bytes and messages: half of it is for what is stored. With more of them, more would be
/// removed at once when they are accepted, which takes the disk some ms for each, and the loop waits for it.
const OUTBOX: usize = 1 << 18;
const SLOTS: usize = 128;

impl Worker {
    /// Takes a first sample, and opens the state directory, if there is one and it `is_lasting`.
    ///
    /// # Errors
    /// It can't begin: a sentence for the user.
    pub fn new(setup: &'static Setup, is_lasting: bool) -> Result<Self, Box<dyn Error>> {
        let mut notices = Notices::new(io::stderr(), setup.is_verbose);
        let has_name = setup.labels.iter().any(|(key, _)| key == request::WORKER_ID);
        let sampler = setup.sampler(Wanted::Report { host_name: !has_name });
        let first = sampler.sample(&mut notices)?;
        let labels = request::labels(&first, &setup.labels)?;
        let (mut usage, started) = (Usage::default(), event::now()?);
        usage.add(&first, &mut notices);

        let reports = setup.reports()?.map(|_| sampler);
        let id = match (&reports, &setup.sending.worker) {
            (Some(_), _) => labels.get(request::WORKER_ID).map(|id| id.as_str().to_owned()),
            (None, worker) => worker.clone(),
        };
        let id = id.ok_or("this worker has no name: --label WORKER_ID=NAME sets one")?;
        let disk = setup.state().filter(|_| is_lasting).map(|folder| Disk::open(&folder)).transpose()?;
        let mut worker = Self {
            link: link(setup, &id, disk.as_ref().map(|disk| disk.state.start))?,
            log: Log::new("vitalwire", setup.is_verbose),
            disk,
            location: setup.location()?,
            labels,
            reports,
            check_ins: setup.sampler(Wanted::CheckIn),
            usage,
            notices,
            start: time::Instant::now(),
            metrics: None,
            lost: 0,
            when_unauthenticated: setup.sending.access.when_unauthenticated(),
        };
        if is_lasting && worker.reports.is_some() {
            worker.announce(&setup.proc, first.boot_time.unwrap_or(started), started)?;
        }
        Ok(worker)
    }

    /// Tells the start of the machine, if that is new, and that of this process.
    fn announce(&mut self, proc: &Path, booted: Timestamp, started: Timestamp) -> Result<(), Box<dyn Error>> {
        let boot = fs::read_to_string(proc.join("sys/kernel/random/boot_id"));
        let boot = boot.map(|boot| boot.trim_ascii().to_owned());
        // If the file can't be read, too: rather told again than never.
        if let (Some(disk), Ok(boot)) = (&self.disk, &boot)
            && disk.state.read(BOOT_ID).ok().flatten().as_ref() != Some(boot)
        {
            let information = Some(("BOOT_ID", &**boot));
            let event = event::lifecycle(LifecycleEvent::OsStart, booted, started, information, &self.labels)?;
            self.keep(ShelfRank::Event, &event)?;
            // Afterwards, for the same reason.
            if let Some(disk) = &self.disk {
                disk.state.write(BOOT_ID, boot)?;
            }
        }
        let event = event::lifecycle(LifecycleEvent::ContainerStart, started, started, None, &self.labels)?;
        Ok(self.keep(ShelfRank::Event, &event)?)
    }

    /// Returns what to do now.
    pub fn poll(&mut self) -> Step {
        self.sync();
        self.link.poll(self.now())
    }

    pub fn now(&self) -> Instant {
        Instant::from_millis(u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// Takes the event that a line tells. Returns the reply.
    pub fn take(&mut self, line: &str) -> String {
        let taken = event::told(line, &self.labels).and_then(|event| self.keep(ShelfRank::Event, &event));
        match taken {
            Ok(()) => "ok".to_owned(),
            Err(error) => format!("error: {error}"),
        }
    }

    /// Keeps a message until it's accepted.
    ///
    /// # Errors
    /// It may be lost: a sentence for the user.
    pub fn keep(&mut self, rank: ShelfRank, message: &Message) -> Result<(), String> {
        let now = self.now();
        match &mut self.disk {
            Some(disk) => disk.store.commit(rank, message, now, self.link.wall_clock()),
            None => self.link.push(rank.into(), message, now).map_err(|error| error.to_string()),
        }
    }

    /// Gives the outbox what is on the disk, and removes from there what was sent.
    pub fn sync(&mut self) {
        if let Some(disk) = &mut self.disk
            && let Err(error) = disk.store.sync(self.link.outbox_mut())
        {
            self.notices.tell(&error, &error);
        }
        // When they have doubled: a shelf that is full loses some with each page.
        let lost = self.link.dropped().total();
        if lost > self.lost.saturating_mul(2) {
            self.log.say(format_args!("{lost} messages are lost: there was no space for them, or they were rejected"));
            self.lost = lost;
        }
    }

    /// Makes a report. What isn't known is missing in it.
    pub fn report(&mut self) {
        if let Some(sampler) = &self.reports {
            match sampler.sample(&mut self.notices) {
                Ok(sample) => self.push_report(&sample),
                // The next one may be possible.
                Err(error) => self.notices.tell(&error, &error),
            }
        }
        self.link.reported(self.now());
    }

    fn push_report(&mut self, sample: &Sample) {
        let now = self.now();
        let health = request::health(sample, &self.labels, Some(self.link.interval())).map_err(PushError::from);
        if let Err(error) = health.and_then(|health| self.link.push(Rank::Health, &health, now)) {
            self.log.say(format_args!("no health report: {error}"));
        }
        // While metrics wait, those that count from sample to sample go on counting.
        if self.link.has(Rank::Metrics) {
            return;
        }
        if self.metrics.is_none() {
            self.usage.add(sample, &mut self.notices);
            match request::metrics(sample, &self.usage, &self.labels) {
                Ok(metrics) => self.metrics = metrics,
                Err(error) => self.log.say(format_args!("no metrics: {error}")),
            }
        }
        if let Some(metrics) = &self.metrics {
            match self.link.push(Rank::Metrics, metrics, now) {
                Ok(()) => self.metrics = None,
                Err(error) => self.log.say(format_args!("metrics wait: {error}")),
            }
        }
    }

    /// Says goodbye.
    pub fn part(&mut self, reason: &str) {
        if self.reports.is_none() {
            return;
        }
        let farewell = event::farewell(reason, &self.labels).map_err(|error| error.to_string());
        if let Err(error) = farewell.and_then(|farewell| self.keep(ShelfRank::Farewell, &farewell)) {
            self.log.say(format_args!("no shutdown notice: {error}"));
        }
    }

    /// Begins a request, if there is anything to send. Returns its body, too.
    pub fn begin_send(&mut self) -> Option<(SendExchange, Vec<u8>)> {
        let exchange = self.link.begin_send(self.now())?;
        let body = self.link.body(&exchange, self.location).collect::<Vec<_>>().concat();
        Some((exchange, body))
    }

    /// Does what a response says. Returns whether the messages were accepted.
    pub fn settle_send(&mut self, exchange: SendExchange, response: Result<Response, Failure>) -> bool {
        let (now, messages, interval) = (self.now(), exchange.messages(), self.link.interval());
        let (is_accepted, state) = match response {
            Ok((head, body)) => {
                let settled = self.link.settle_send::<Growable>(exchange, Some((head, &body)), now);
                if let Ok(response) = &settled.response {
                    self.write_thread_counts(response);
                }
                (settled.outcome.is_accepted(), self.told(&settled, head.status))
            }
            Err(failure) => {
                match failure {
                    Failure::Cut(_) => self.link.settle_cut(exchange, now),
                    Failure::NotSent(_) | Failure::NoResponse(_) => self.link.settle_lost(exchange, now),
                }
                (false, failure.to_string())
            }
        };
        self.log.tell("messages", state, format_args!(" ({messages})"));
        if self.link.interval() != interval {
            self.log.say(format_args!("a report every {:?}", self.link.interval()));
        }
        self.sync();
        is_accepted
    }

    /// Writes the numbers of threads that the backend has set, for others to read.
    fn write_thread_counts(&mut self, response: &SendWorkerMessagesResponse<Growable>) {
        let Some(disk) = &self.disk else { return };
        let latest = response.latest();
        let maximum = latest.streaming_scaling_report_response.map(|response| response.maximum_thread_count);
        let recommended =
            latest.worker_thread_scaling_report_response.map(|response| response.recommended_thread_count);
        for (name, count) in [("maximum-thread-count", maximum), ("recommended-thread-count", recommended)] {
            let Some(count) = count else { continue };
            if count < 0 {
                self.notices.tell(name, format_args!("the backend has set a {name} of {count}"));
                continue;
            }
            let count = count.to_string();
            let is_new = disk.state.read(name).map_or(true, |before| before.as_ref() != Some(&count));
            if is_new && let Err(error) = disk.state.write(name, &count) {
                self.notices.tell(&error, &error);
            }
        }
    }

    /// Begins a check-in. Returns its body, too.
    pub fn begin_check_in(&mut self, deadline_expired: bool) -> (CheckInExchange, Vec<u8>) {
        let exchange = self.link.begin_check_in(self.now());
        let sample = self.check_ins.sample(&mut self.notices);
        // Without a status, it still asks for more time.
        let status = sample.and_then(|sample| request::check_in(&sample).map_err(|error| error.to_string()));
        let mut check_in = status.unwrap_or_else(|error| {
            self.notices.tell(&error, &error);
            CheckIn::default()
        });
        check_in.deadline_expired = deadline_expired.then_some(Empty);
        if deadline_expired {
            self.log.say("the deadline for the check-in has passed: asking for more time");
        }
        // Only types of serde's have no JSON form, and there is none in it.
        let body = vitalwire::to_vec(&check_in).unwrap_or_default();
        (exchange, body)
    }

    /// Does what a response says. Returns whether the check-in was accepted.
    pub fn settle_check_in(&mut self, exchange: CheckInExchange, response: Result<Response, Failure>) -> bool {
        let now = self.now();
        let (is_accepted, state) = match response {
            Ok((head, body)) => {
                let settled = self.link.settle_check_in::<Span, Span>(exchange, Some((head, &body)), now);
                (settled.outcome.is_accepted(), self.told(&settled, head.status))
            }
            Err(failure) => {
                self.link.settle_check_in::<Span, Span>(exchange, None, now);
                (false, failure.to_string())
            }
        };
        let left = self.link.deadline().map(|deadline| deadline.saturating_since(now));
        let left = left.map_or_else(String::new, |left| format!("; {} s are left", left.as_secs()));
        self.log.tell("check-in", state, left);
        is_accepted
    }

    /// Whether events outlive the process.
    pub fn has_disk(&self) -> bool {
        self.disk.is_some()
    }

    /// Returns what became of a request, in words.
    fn told<R>(&self, settled: &Settled<R>, status: u16) -> String {
        match (settled.outcome, &settled.response) {
            (Outcome::Accepted, Ok(_)) => "accepted".to_owned(),
            (Outcome::Accepted, Err(error)) => format!("accepted, but the response can't be read: {error}"),
            (Outcome::Retry { after: None }, _) => format!("{status}{}: tried again later", why_not(status)),
            (Outcome::Retry { after: Some(after) }, _) => format!("{status}: tried again after {after:?}"),
            (Outcome::TooLarge, _) => format!("{status}: too large, sent in parts"),
            (Outcome::Unauthenticated, _) => format!("{status}: {}", self.when_unauthenticated),
            (Outcome::Rejected { code }, _) => {
                let code = code.and_then(|code| code.name()).map_or_else(String::new, |name| format!(" ({name})"));
                format!("{status}: rejected{code}")
            }
            (outcome, _) => format!("{status}: {outcome:?}"),
        }
    }
}

impl Disk {
    fn open(folder: &Path) -> Result<Self, String> {
        let state = State::open(folder)?;
        let store = Store::open(&state)?;
        Ok(Self { state, store })
    }
}

/// Returns what a status doesn't say by itself if the request wasn't accepted: it may be another server's.
fn why_not(status: u16) -> &'static str {
    match status {
        200..=299 => ", but its body isn't that of a success",
        300..=399 => ", a redirect, which isn't followed",
        _ => "",
    }
}

/// Returns a link with an outbox that lives as long as the process.
fn link(setup: &Setup, id: &str, boot: Option<u32>) -> Result<Link<'static>, BuildError> {
    let mut outbox = Outbox::new(vec![0; OUTBOX].leak(), vec![Slot::EMPTY; SLOTS].leak());
    if let Some(boot) = boot {
        outbox = outbox.with_boot(boot);
    }
    let (now, interval) = (Instant::default(), setup.sending.interval);
    let rhythm = Rhythm::new(Seed::from_id(id.as_bytes()), interval, setup.interval_range(), now)?;
    let link = Link::new(outbox, rhythm);
    Ok(if setup.check_ins()?.is_some() { link.with_check_ins(interval, now) } else { link })
}
