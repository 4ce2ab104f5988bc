//! A worker on Linux, with nothing but `std`: events that another thread tells, CPU time from `/proc`, a connection for
//! each request, and a last message before it stops.
//!
//! ```sh
//! cargo run -p vitalwire-agent --example linux
//! cargo run -p vitalwire-agent --example linux collector:8080
//! ```
//!
//! The first command starts a backend of its own, which has no time for the third request, and stops after ten seconds.
//! The second one reports to a collector, over plain HTTP: each line of its input is the code of an event, such as
//! `BURNER_STARTED`, and the end of the input stops it.

mod backend;
mod connection;

use connection::Failure;
use std::error::Error;
use std::fmt::Display;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;
use std::{env, fs, io, thread, time};
use vitalwire::Sidecar;
use vitalwire::dataflow::{
    ResourceUtilizationReport, WorkerHealthReport, WorkerMessage, WorkerMessageCode, WorkerShutdownNotice,
};
use vitalwire::proto::OneOf;
use vitalwire_agent::Instant;
use vitalwire_agent::http::{Head, Host, Method};
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::meter::CpuMeter;
use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

type Message<P> = WorkerMessage<Sidecar, P>;
type Health = Message<WorkerHealthReport<Sidecar>>;
type Usage = Message<ResourceUtilizationReport<Sidecar>>;
type Event = Message<WorkerMessageCode<Sidecar>>;
type Farewell = Message<WorkerShutdownNotice<Sidecar>>;

/// What other threads tell the worker.
enum Input {
    /// The code of an event.
    Event(String),
    /// The reason to stop.
    Stop(String),
}

fn main() -> Result<(), Box<dyn Error>> {
    // A thread that has more to tell than this waits while the worker waits for a response. One that mustn't wait, as
    // it measures something, calls `try_send`, and counts what there was no space for.
    let (sender, inputs) = mpsc::sync_channel(16);
    let (address, interval, boot) = if let Some(address) = env::args().nth(1) {
        // A service is stopped by SIGTERM, for which `std` has nothing: the crate signal-hook does, in one more thread.
        thread::spawn(move || read_events(&sender));
        let boot = count_start().inspect_err(|error| eprintln!("starts aren't counted: {error}"));
        (address, Duration::from_secs(60), boot.unwrap_or_default())
    } else {
        thread::spawn(move || invent_events(&sender));
        // The backend starts with the worker: for it, each start is the first one.
        (backend::start()?, Duration::from_secs(1), Some(1))
    };
    let name = fs::read_to_string("/proc/sys/kernel/hostname")?;

    let (mut bytes, mut slots) = (vec![0; 1 << 16], [Slot::EMPTY; 64]);
    let outbox = Outbox::new(&mut bytes, &mut slots);
    let outbox = if let Some(boot) = boot { outbox.with_boot(boot) } else { outbox };
    let mut worker = Worker::new(&address, name.trim(), outbox, interval)?;
    let reason = worker.run(&inputs);
    worker.stop(&reason);
    Ok(())
}

struct Worker<'a> {
    start: time::Instant,
    address: &'a str,
    host: Host<'a>,
    method: Method<'a>,
    name: &'a str,
    link: Link<'a>,
    cpu: CpuMeter<100>,
    /// The samples since the last report.
    usage: Usage,
}

impl<'a> Worker<'a> {
    fn new(address: &'a str, name: &'a str, outbox: Outbox<'a>, interval: Duration) -> Result<Self, Box<dyn Error>> {
        let (seed, now) = (Seed::from_id(name.as_bytes()), Instant::from_millis(0));
        let rhythm = Rhythm::new(seed, interval, Duration::from_secs(1)..=Duration::from_secs(3600), now)?;
        let mut usage = Usage::default();
        usage.labels.set("WORKER_ID", name)?;
        Ok(Self {
            start: time::Instant::now(),
            address,
            host: Host::new(address)?,
            method: Method::WorkerMessages { project: "cellar".try_into()? },
            name,
            link: Link::new(outbox, rhythm).with_samples(interval / 2, now),
            cpu: CpuMeter::new(),
            usage,
        })
    }

    /// Returns the reason to stop.
    fn run(&mut self, inputs: &Receiver<Input>) -> String {
        loop {
            match self.link.poll(self.now()) {
                Step::Sleep(until) => match inputs.recv_timeout(until.saturating_since(self.now())) {
                    Ok(Input::Event(code)) => self.event(&code),
                    Ok(Input::Stop(reason)) => return reason,
                    Err(RecvTimeoutError::Timeout) => {}
                    // All threads that could tell something have ended. Going on would be a loop without a pause.
                    Err(RecvTimeoutError::Disconnected) => return "NO_INPUT".to_owned(),
                },
                Step::Sample => self.sample(),
                Step::Report => self.report(),
                Step::Send => {
                    self.send();
                }
                Step::CheckIn { .. } => {} // This link has none.
            }
        }
    }

    fn event(&mut self, code: &str) {
        let mut event = Event::default();
        let filled = event.labels.set("WORKER_ID", self.name);
        let filled = filled.and_then(|()| event.payload.insert(WorkerMessageCode::default()).code.set(code));
        match filled {
            // Its time is added by the link, as soon as a response has told it: this machine's may not be set yet.
            Ok(()) => self.push(Rank::Event, &event),
            Err(error) => self.log(format_args!("not an event: {error}")),
        }
    }

    fn sample(&mut self) {
        let now = self.now();
        match cpu_ticks() {
            Ok(ticks) => self.cpu.record(ticks),
            Err(error) => self.log(format_args!("no CPU time: {error}")),
        }
        let time = self.link.wall_time(now).map(|time| time.best());
        let samples = &mut self.usage.payload.get_or_insert_default().cpu_time;
        // If there's no space for it, the next sample covers the time of both.
        let _is_full = self.cpu.cut(now, time, |sample| samples.push(sample));
        self.link.sampled(now);
    }

    /// What can't be pushed is missing in this report, but `reported` is called: otherwise the next step is the same
    /// again.
    fn report(&mut self) {
        let mut health = Health::default();
        // In place of what your worker knows about itself.
        health.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
        match health.labels.set("WORKER_ID", self.name) {
            Ok(()) => self.push(Rank::Health, &health),
            Err(error) => self.log(format_args!("no health report: {error}")),
        }
        // While samples wait to be sent, later ones are kept here.
        if !self.link.has(Rank::Metrics) && self.usage.payload.is_some() {
            match self.link.push(Rank::Metrics, &self.usage, self.now()) {
                Ok(()) => self.usage.payload = None,
                Err(error) => self.log(format_args!("the samples are kept: {error}")),
            }
        }
        self.link.reported(self.now());
    }

    fn push<P: OneOf>(&mut self, rank: Rank, message: &Message<P>) {
        if let Err(error) = self.link.push(rank, message, self.now()) {
            self.log(format_args!("{rank:?} is lost: {error}"));
        }
    }

    /// Returns whether what was sent was accepted.
    fn send(&mut self) -> bool {
        let Some(exchange) = self.link.begin_send(self.now()) else { return false };
        let messages = exchange.messages();
        let body = self.link.body(&exchange, Location::NONE);
        let head = Head::new(self.method, body.len()).host(self.host).close();
        let response = connection::exchange(self.address, &head, body);
        let now = self.now();
        let (head, json) = match response {
            Ok(response) => response,
            Err(Failure::NoResponse(error)) => {
                self.log(format_args!("no response: {error}"));
                self.link.settle_lost(exchange, now);
                return false;
            }
            Err(Failure::Cut(error)) => {
                self.log(format_args!("cut off: {error}"));
                self.link.settle_cut(exchange, now);
                return false;
            }
        };
        let settled = self.link.settle_send::<Sidecar>(exchange, Some((head, &json)), now);
        self.log(format_args!("{messages} messages: {:?}, every {:?}", settled.outcome, self.link.interval()));
        settled.outcome.is_accepted()
    }

    /// Says goodbye, with all that there is to say. A machine that is preempted has 30 s for that, which is enough for
    /// a request that is under way, and one more.
    fn stop(&mut self, reason: &str) {
        self.sample();
        self.report();
        let mut farewell = Farewell::default();
        let filled = farewell.labels.set("WORKER_ID", self.name);
        match filled.and_then(|()| farewell.payload.insert(WorkerShutdownNotice::default()).reason.set(reason)) {
            Ok(()) => self.push(Rank::Farewell, &farewell),
            Err(error) => self.log(format_args!("no farewell: {error}")),
        }
        // The first request has the farewell. What isn't accepted has no other chance.
        while self.send() {}
        let (lost, dropped) = (self.link.outbox().len(), self.link.dropped().total());
        self.log(format_args!("stopped: {reason}; {lost} messages are lost, {dropped} were before"));
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.start.elapsed().as_millis() as u64)
    }

    fn log(&self, text: impl Display) {
        println!("{:>6} worker   {text}", self.now().as_millis());
    }
}

/// Returns the CPU time of this process, in ticks of 10 ms.
fn cpu_ticks() -> io::Result<u32> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name of the program is in parentheses, and may have any character in it. `utime` and `stime` are the 14th and
    // the 15th field, and the name is the second.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_ascii_whitespace();
    let ticks = fields.skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>();
    // The meter expects a counter of 32 bits that wraps.
    ticks.map(|ticks| ticks as u32).map_err(io::Error::other)
}

/// Counts the starts of this worker in the directory that systemd names, if the unit has a `StateDirectory`. Where they
/// aren't counted, messages have no label by which a receiver knows those that it has already.
fn count_start() -> io::Result<Option<u32>> {
    let Some(folder) = env::var_os("STATE_DIRECTORY") else { return Ok(None) };
    let folder = Path::new(&folder);
    let (counted, counting) = (folder.join("starts"), folder.join("starts.new"));
    let starts = match fs::read_to_string(&counted) {
        Ok(starts) => starts.trim().parse::<u32>().map_err(io::Error::other)?.saturating_add(1),
        Err(error) if error.kind() == io::ErrorKind::NotFound => 1,
        Err(error) => return Err(error),
    };
    fs::write(&counting, starts.to_string())?;
    // It mustn't be lower after a power failure: a receiver would drop all messages.
    fs::File::open(&counting)?.sync_all()?;
    fs::rename(&counting, &counted)?;
    fs::File::open(folder)?.sync_all()?;
    Ok(Some(starts))
}

fn read_events(inputs: &SyncSender<Input>) {
    for line in io::stdin().lines().map_while(Result::ok) {
        // It fails if the worker has stopped.
        let _ = inputs.send(Input::Event(line.trim().to_owned()));
    }
    let _ = inputs.send(Input::Stop("END_OF_INPUT".to_owned()));
}

fn invent_events(inputs: &SyncSender<Input>) {
    for code in ["BURNER_STARTED", "BURNER_FAILED", "BURNER_STARTED"] {
        thread::sleep(Duration::from_millis(2_500));
        let _ = inputs.send(Input::Event(code.to_owned()));
    }
    thread::sleep(Duration::from_millis(2_500));
    let _ = inputs.send(Input::Stop("END_OF_EXAMPLE".to_owned()));
}
