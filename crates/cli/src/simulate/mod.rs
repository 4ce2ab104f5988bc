//! Simulates a fleet of workers that report to a backend.

mod arguments;
mod totals;
mod worker;

pub use arguments::Arguments;

use crate::client::Client;
use crate::wrong_arguments::WrongArguments;
use indicatif::{ProgressBar, ProgressStyle};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant as Moment, SystemTime};
use totals::Totals;
use vitalwire_agent::Instant;
use vitalwire_agent::http::Method;
use vitalwire_agent::outbox::Slot;
use worker::{BYTES, Fleet, Next, SLOTS, Worker};

type Failure = Box<dyn Error + Send + Sync>;

pub fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let project = arguments.project.as_str().try_into();
    let project = project.map_err(|error| WrongArguments(format!("--project: {error}")))?;
    let fleet = Fleet {
        client: &Client::new(arguments.endpoint.clone(), &arguments.access)?,
        method: Method::WorkerMessages { project },
        name: &arguments.name,
        interval: arguments.interval,
        keeps_interval: arguments.keep_interval,
        // One in longer than there can be is none.
        event_interval: Duration::try_from_secs_f64(3600.0 / arguments.events).ok(),
        // Seconds: two simulations of the same workers don't begin in the same one.
        boot: SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs() as u32,
    };
    let workers = arguments.workers as usize;
    let (mut bytes, mut slots) = (vec![0; workers * BYTES], vec![Slot::EMPTY; workers * SLOTS]);
    let counts = Counts {
        start: Moment::now(),
        requests: AtomicU64::new(0),
        is_stopped: AtomicBool::new(false),
        vanishes: arguments.vanish,
    };
    // Each thread has a connection, and the workers that share it.
    let share = workers.div_ceil(arguments.connections as usize);
    let totals = thread::scope(|scope| -> Result<Totals, Failure> {
        let parts = bytes.chunks_mut(share * BYTES).zip(slots.chunks_mut(share * SLOTS)).zip((0..).step_by(share));
        let threads = parts.map(|((bytes, slots), first)| {
            let (fleet, counts) = (&fleet, &counts);
            thread::Builder::new().stack_size(256 * 1024).spawn_scoped(scope, move || {
                let totals = counts.run(fleet, first, bytes, slots);
                // One that can't go on would be missing in all figures.
                totals.inspect_err(|_| counts.is_stopped.store(true, Ordering::Relaxed))
            })
        });
        let threads = threads.collect::<io::Result<Vec<_>>>()?;
        counts.show(arguments.duration);
        let mut totals = Totals::new();
        for thread in threads {
            totals.merge(&thread.join().map_err(|_| "a thread has panicked")??);
        }
        Ok(totals)
    });
    let totals = totals.map_err(|error| error.to_string())?;
    if totals.requests == 0 && totals.overdue == 0 {
        let duration = arguments.duration;
        return Err(format!("no report was due within {duration:?}: shorten --interval, or lengthen --for").into());
    }
    let seconds = totals.end.as_millis() as f64 / 1000.0;
    let rate = totals.requests as f64 / seconds;
    let mut out = io::stdout().lock();
    write!(out, "workers   {workers} in {seconds:.1} s, {rate:.1} requests a second\n{totals}")?;
    out.flush()?;
    if totals.is_unauthenticated {
        // The exit code says so, too.
        let _ = writeln!(io::stderr(), "vitalwire: {}", arguments.access.when_unauthenticated());
    }
    Ok(if totals.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What threads tell while they run.
struct Counts {
    start: Moment,
    requests: AtomicU64,
    is_stopped: AtomicBool,
    vanishes: bool,
}

/// How long shutdown notices are sent: a fleet that is too large for that loses some.
const PARTING: Duration = Duration::from_secs(10);
/// What the last of them have beyond that.
const LAST_PARTING: Duration = Duration::from_secs(2);

impl Counts {
    /// Runs the workers of a thread until all threads stop.
    fn run(&self, fleet: &Fleet<'_>, first: usize, bytes: &mut [u8], slots: &mut [Slot]) -> Result<Totals, Failure> {
        let mut totals = Totals::new();
        let parts = bytes.chunks_mut(BYTES).zip(slots.chunks_mut(SLOTS)).zip(first as u32..);
        let start = self.now();
        let workers = parts.map(|((bytes, slots), number)| Worker::new(fleet, number, bytes, slots, start));
        let mut workers = workers.collect::<Result<Vec<_>, _>>()?;
        let mut due = (0..workers.len()).map(|index| Reverse((start, index))).collect::<BinaryHeap<_>>();
        while let Some(Reverse((at, index))) = due.pop() {
            if !self.sleep(at) {
                // What has waited until the end is late, too, and in no other figure.
                let (now, rest) = (self.now(), due.into_iter().map(|Reverse((at, _))| at).chain([at]));
                totals.overdue = rest.filter(|&at| at < now).count() as u64;
                break;
            }
            let worker = &mut workers[index];
            let next = loop {
                match worker.poll(fleet, self.now())? {
                    Next::At(next) => break next,
                    Next::Send => {
                        let (begun, late) = (Moment::now(), self.now().saturating_since(at));
                        let Some(sent) = worker.send(fleet, || self.now()) else { continue };
                        totals.add(&sent, late, begun.elapsed());
                        self.requests.fetch_add(1, Ordering::Relaxed);
                    }
                }
            };
            due.push(Reverse((next, index)));
        }
        totals.end = self.now();
        totals.dropped = workers.iter().map(Worker::dropped).sum();
        if !self.vanishes {
            self.part(fleet, &mut workers, &mut totals)?;
        }
        Ok(totals)
    }

    /// Sends the shutdown notices of workers that the backend may know of, while there's time.
    fn part(&self, fleet: &Fleet<'_>, workers: &mut [Worker<'_>], totals: &mut Totals) -> Result<(), Failure> {
        let deadline = Moment::now() + PARTING;
        for worker in workers.iter_mut().filter(|worker| worker.has_sent()) {
            let left = deadline.saturating_duration_since(Moment::now());
            let sent =
                if left.is_zero() { None } else { Some(worker.part(left + LAST_PARTING, fleet, || self.now())?) };
            totals.partings.add(sent.as_ref());
        }
        Ok(())
    }

    /// Shows how far it has come, and then stops all threads.
    fn show(&self, duration: Duration) {
        let template = "{bar:30} {elapsed} of {msg}";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(duration.as_millis() as u64).with_style(style);
        while self.start.elapsed() < duration && !self.is_stopped.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(200).min(duration.saturating_sub(self.start.elapsed())));
            bar.set_position(self.start.elapsed().as_millis() as u64);
            bar.set_message(format!("{duration:?}, {} requests", self.requests.load(Ordering::Relaxed)));
        }
        bar.finish_and_clear();
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Returns whether it is that time, or all threads stop before it.
    fn sleep(&self, until: Instant) -> bool {
        loop {
            if self.is_stopped.load(Ordering::Relaxed) {
                return false;
            }
            let left = until.saturating_since(self.now());
            if left.is_zero() {
                return true;
            }
            thread::sleep(left.min(Duration::from_millis(200)));
        }
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.start.elapsed().as_millis() as u64)
    }
}
