//! A worker whose only connection is a UART: it tells that it was started, reports its health and its processor each
//! interval, and does what the responses say.

mod messages;

use crate::{Failure, board};
use core::ops::ControlFlow;
use core::time::Duration;
use vitalwire_agent::Instant;
use vitalwire_agent::http::Method;
use vitalwire_agent::line::{RequestLine, Responses};
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::meter::CpuMeter;
use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

/// What a worker needs of its board.
pub trait Port {
    /// Returns the time since the start.
    fn now(&mut self) -> Instant;

    /// Sleeps for a short while: no longer than what is received meanwhile can wait, and not beyond this time.
    fn sleep(&mut self, until: Instant);

    /// Sends a byte.
    fn write(&mut self, byte: u8);

    /// Returns a byte that was received.
    fn read(&mut self) -> Option<u8>;

    /// Is told that an exchange has ended, and says whether to go on.
    fn exchanged(&mut self, is_accepted: bool, interval: Duration) -> ControlFlow<()>;
}

/// What is told of the start.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// Why it was started.
    pub reason: &'static str,
    /// How often it was started, if that is known.
    pub boot: Option<u32>,
}

const ID: &str = "boiler-7";
const PROJECT: &str = "cellar";
/// Until a response says another one.
const INTERVAL: Duration = Duration::from_secs(60);
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(3600);
/// How long a response is waited for: longer than a bridge waits for a backend, and shorter than the link waits.
const PATIENCE: Duration = Duration::from_secs(25);

/// How long it is before a line that has no response is sent again, since either may have been damaged. A bridge that
/// is waiting for the backend knows it.
const REPEAT: Duration = Duration::from_secs(3);

/// Runs until the port says otherwise.
///
/// # Errors
/// A message can't be made, or there's no space for the first one.
pub fn run(port: &mut impl Port, start: Start) -> Result<(), Failure> {
    let (mut bytes, mut slots, mut json) = ([0; 1024], [Slot::EMPTY; 4], [0; 320]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    if let Some(boot) = start.boot {
        outbox = outbox.with_boot(boot);
    }
    let rhythm = Rhythm::new(Seed::from_id(ID.as_bytes()), INTERVAL, SHORTEST..=LONGEST, port.now())?;
    let mut worker = Worker {
        port,
        link: Link::new(outbox, rhythm),
        responses: Responses::new(&mut json),
        // Not the numbers of the start before: its responses may still arrive.
        sequence: start.boot.unwrap_or_default() << 16,
        asleep: 0,
        cpu: CpuMeter::new(),
    };
    worker.tell_start(start)?;
    loop {
        let now = worker.port.now();
        match worker.link.poll(now) {
            Step::Sleep(until) => {
                // Nothing is expected: it is late, or noise.
                while worker.port.read().is_some() {}
                sleep(worker.port, until, &mut worker.asleep);
            }
            Step::Report => worker.report()?,
            Step::Send if worker.send()?.is_break() => return Ok(()),
            Step::Send => {}
            Step::Sample | Step::CheckIn { .. } => {} // This link has none.
        }
    }
}

/// Prints how an exchange has ended.
pub fn print_outcome(is_accepted: bool, interval: Duration) {
    board::print(if is_accepted { b"accepted, interval: " } else { b"not accepted, interval: " });
    board::print_number(interval.as_secs() as u32);
    board::print(b" s\n");
}

struct Worker<'o, 'p, P> {
    port: &'p mut P,
    link: Link<'o>,
    responses: Responses<&'o mut [u8]>,
    /// Of the last request.
    sequence: u32,
    /// How long it has been asleep, in ms. It wraps.
    asleep: u32,
    cpu: CpuMeter<1000>,
}

impl<P: Port> Worker<'_, '_, P> {
    #[inline(never)] // A message isn't on the stack while another one is sent.
    fn tell_start(&mut self, start: Start) -> Result<(), Failure> {
        let (mut message, now) = (messages::Start::default(), self.port.now());
        messages::fill_start(&mut message, start)?;
        Ok(self.link.push(Rank::Event, &message, now)?)
    }

    /// What can't be pushed is missing in this report; the meter keeps what it has.
    fn report(&mut self) -> Result<(), Failure> {
        let now = self.port.now();
        self.report_health(now)?;
        self.report_processor(now);
        self.link.reported(now);
        Ok(())
    }

    #[inline(never)] // As above.
    fn report_health(&mut self, now: Instant) -> Result<(), Failure> {
        let mut message = messages::Health::default();
        messages::fill_health(&mut message)?;
        let _is_full = self.link.push(Rank::Health, &message, now);
        Ok(())
    }

    #[inline(never)] // As above.
    fn report_processor(&mut self, now: Instant) {
        self.cpu.record((now.as_millis() as u32).wrapping_sub(self.asleep));
        if self.link.has(Rank::Metrics) {
            return;
        }
        let time = self.link.wall_time(now).map(|time| time.best());
        let _is_full = self.cpu.cut(now, time, |sample| {
            let mut message = messages::Processor::default();
            messages::fill_processor(&mut message, sample)?;
            self.link.push(Rank::Metrics, &message, now).map_err(Failure::from)
        });
    }

    #[inline(never)] // As above.
    fn send(&mut self) -> Result<ControlFlow<()>, Failure> {
        let now = self.port.now();
        let Some(exchange) = self.link.begin_send(now) else { return Ok(ControlFlow::Continue(())) };
        self.sequence = self.sequence.wrapping_add(1);
        let method = Method::WorkerMessages { project: PROJECT.try_into()? };
        let line = RequestLine::new(self.sequence, method, self.link.body(&exchange, Location::NONE));
        self.responses.expect(self.sequence);
        let (deadline, mut next) = (now.saturating_add(PATIENCE), now);
        loop {
            let now = self.port.now();
            if self.responses.has_arrived() || now >= deadline {
                break;
            }
            if now >= next {
                next = now.saturating_add(REPEAT);
                line.pieces().flatten().for_each(|&byte| self.port.write(byte));
            }
            match self.port.read() {
                Some(byte) => self.responses.read(&mut &[byte][..]),
                None => sleep(self.port, next, &mut self.asleep),
            }
        }
        let now = self.port.now();
        let settled = self.link.settle_send::<messages::Responses>(exchange, self.responses.response(), now);
        Ok(self.port.exchanged(settled.outcome.is_accepted(), self.link.interval()))
    }
}

/// Sleeps, and adds to how long it has been asleep, in ms.
fn sleep(port: &mut impl Port, until: Instant, asleep: &mut u32) {
    let before = port.now();
    port.sleep(until);
    *asleep = asleep.wrapping_add(port.now().saturating_since(before).as_millis() as u32);
}
