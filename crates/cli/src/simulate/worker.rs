//! A simulated worker.

use super::Failure;
use crate::client::{self, Client};
use std::time::Duration;
use vitalwire::Growable;
use vitalwire::dataflow::{
    CpuTime, MemInfo, ResourceUtilizationReport, WorkerHealthReport, WorkerMessage, WorkerMessageCode,
    WorkerShutdownNotice,
};
use vitalwire::proto::OneOf;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::http::Method;
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::outbox::{Location, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

type Message<P> = WorkerMessage<Growable, P>;

/// What the outbox of a worker has, in bytes: some reports and events.
pub const BYTES: usize = 1536;
/// How many messages wait at most.
pub const SLOTS: usize = 6;

/// What all workers have in common.
pub struct Fleet<'a> {
    pub client: &'a Client,
    pub method: Method<'a>,
    pub name: &'a str,
    pub interval: Duration,
    pub keeps_interval: bool,
    /// Between events.
    pub event_interval: Option<Duration>,
    /// A number that is greater in each simulation.
    pub boot: u32,
}

pub struct Worker<'a> {
    link: Link<'a>,
    seed: Seed,
    name: String,
    next_event: Option<Instant>,
    events: u32,
    /// Whether the backend may know of it.
    has_sent: bool,
}

/// What there is to do.
pub enum Next {
    At(Instant),
    Send,
}

/// What has become of a request.
pub enum Sent {
    Response { status: u16, outcome: Outcome },
    Lost(client::Failure),
}

impl<'a> Worker<'a> {
    pub fn new(
        fleet: &Fleet<'_>,
        number: u32,
        bytes: &'a mut [u8],
        slots: &'a mut [Slot],
        now: Instant,
    ) -> Result<Self, Failure> {
        let name = format!("{}-{number:06}", fleet.name);
        let seed = Seed::from_id(name.as_bytes());
        let day = Duration::from_secs(86_400);
        let range = if fleet.keeps_interval { fleet.interval..=fleet.interval } else { Duration::from_secs(1)..=day };
        let rhythm = Rhythm::new(seed, fleet.interval, range, now)?;
        let link = Link::new(Outbox::new(bytes, slots).with_boot(fleet.boot), rhythm);
        let next_event = fleet.event_interval.map(|interval| now.saturating_add(seed.stir(3).phase(interval)));
        Ok(Self { link, seed, name, next_event, events: 0, has_sent: false })
    }

    /// Does all that is due but sending.
    pub fn poll(&mut self, fleet: &Fleet<'_>, now: Instant) -> Result<Next, Failure> {
        if let Some((interval, next)) = fleet.event_interval.zip(self.next_event)
            && next <= now
        {
            self.event(next)?;
            self.next_event = Some(next.saturating_add(interval));
        }
        loop {
            return Ok(match self.link.poll(now) {
                Step::Sleep(until) => Next::At(self.next_event.map_or(until, |event| until.min(event))),
                Step::Send => Next::Send,
                Step::Report => {
                    self.report(now)?;
                    continue;
                }
                Step::Sample | Step::CheckIn { .. } => continue, // This link has none.
            });
        }
    }

    /// Sends what waits. `now` tells the time, also after that.
    pub fn send(&mut self, fleet: &Fleet<'_>, now: impl Fn() -> Instant) -> Option<Sent> {
        self.send_within(Client::PATIENCE, fleet, now)
    }

    /// Whether the backend may know of it.
    pub fn has_sent(&self) -> bool {
        self.has_sent
    }

    /// Sends a shutdown notice, with all that waits, in one attempt.
    pub fn part(&mut self, patience: Duration, fleet: &Fleet<'_>, now: impl Fn() -> Instant) -> Result<Sent, Failure> {
        let notice = WorkerShutdownNotice::<Growable>::new("SIMULATION_ENDED")?;
        self.push(Rank::Farewell, notice, now())?;
        self.send_within(patience, fleet, now).ok_or_else(|| "a notice that can't be sent".into())
    }

    fn send_within(&mut self, patience: Duration, fleet: &Fleet<'_>, now: impl Fn() -> Instant) -> Option<Sent> {
        let exchange = self.link.begin_send(now())?;
        let body = self.link.body(&exchange, Location::NONE).collect::<Vec<_>>().concat();
        self.has_sent = true;
        Some(match fleet.client.post_within(patience, fleet.method, &body) {
            Ok((head, json)) => {
                let status = head.status;
                let settled = self.link.settle_send::<Growable>(exchange, Some((head, &json)), now());
                Sent::Response { status, outcome: settled.outcome }
            }
            Err(failure) => {
                match failure {
                    client::Failure::Cut(_) => self.link.settle_cut(exchange, now()),
                    client::Failure::NotSent(_) | client::Failure::NoResponse(_) => {
                        self.link.settle_lost(exchange, now())
                    }
                }
                Sent::Lost(failure)
            }
        })
    }

    /// How many messages were given up.
    pub fn dropped(&self) -> u64 {
        self.link.dropped().total().into()
    }

    fn report(&mut self, now: Instant) -> Result<(), Failure> {
        // Some cores, and up to 8 GB, in waves of an hour or so.
        let phase = self.seed.phase(Duration::from_secs(3600)).as_secs_f64();
        let wave = ((now.as_millis() as f64 / 1000.0 + phase) / 573.0).sin().mul_add(0.5, 0.5);
        let mut health = WorkerHealthReport::<Growable> { vm_is_healthy: true, ..Default::default() };
        health.msg.set("simulated")?;
        let mut usage = ResourceUtilizationReport::<Growable>::default();
        let total_ms = (now.as_millis() as f64 * 2.0) as u64;
        usage.cpu_time.push(CpuTime { rate: wave * 4.0, total_ms, ..Default::default() })?;
        usage.memory_info.push(MemInfo {
            current_rss_bytes: (wave * 8e9) as u64,
            current_limit_bytes: 16_000_000_000,
            ..Default::default()
        })?;
        self.push(Rank::Health, health, now)?;
        // Samples that wait aren't replaced: in a real worker, the next ones go on from where those end.
        if !self.link.has(Rank::Metrics) {
            self.push(Rank::Metrics, usage, now)?;
        }
        self.link.reported(now);
        Ok(())
    }

    fn event(&mut self, now: Instant) -> Result<(), Failure> {
        self.events += 1;
        let mut code = WorkerMessageCode::<Growable>::default();
        code.code.set(&format!("SIMULATED_{}", self.events))?;
        self.push(Rank::Event, code, now)
    }

    fn push<P: OneOf>(&mut self, rank: Rank, payload: P, at: Instant) -> Result<(), Failure> {
        let mut message = Message::<P>::default();
        message.labels.insert("JOB_ID", "simulation")?;
        message.labels.insert("WORKER_ID", &*self.name)?;
        message.payload = Some(payload);
        match self.link.push(rank, &message, at) {
            // An outbox that is full counts what it drops, or can't take.
            Ok(()) | Err(PushError::Full | PushError::Waits) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
