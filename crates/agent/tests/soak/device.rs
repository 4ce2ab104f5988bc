//! A worker, and an account of what it has pushed and committed.

use super::Totals;
use super::backend::{Backend, Ending};
use core::time::Duration;
use std::collections::BTreeMap;
use vitalwire::Microcontroller;
use vitalwire::dataflow::{
    Metric, MetricValue, PerWorkerMetrics, WorkerHealthReport, WorkerMessage, WorkerMessageCode,
};
use vitalwire::proto::OneOf;
use vitalwire_agent::Instant;
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::meter::Counter;
use vitalwire_agent::outbox::{Location, Outbox, PushError, Rank};
use vitalwire_agent::schedule::{Rhythm, Seed};
use vitalwire_agent::shelf::{CommitError, Shelf, ShelfError, ShelfRank};
use vitalwire_testing::flash::{Flash, Off};
use vitalwire_testing::{Random, ready};

/// How the code of an event starts that the receiver refuses.
pub const POISON: &str = "POISON";

pub type Nor = Flash<4, 4, 4096>;

type Message<P> = WorkerMessage<Microcontroller, P>;

pub struct Device<'o> {
    /// Whether its outbox is never full, so that nothing but poison may be dropped.
    is_large: bool,
    link: Link<'o>,
    shelf: Shelf<'o, Nor>,
    /// Whether the power was cut.
    is_off: bool,
    boot: u32,
    /// The next number.
    number: u32,
    pulses: Counter,
    account: Account,
    /// When it was started, and how its clock errs: in ms, and in ppm.
    start: u64,
    step: i64,
    drift: u64,
}

#[derive(Default)]
struct Account {
    /// The codes of those in memory.
    events: Vec<String>,
    /// By number.
    metrics: BTreeMap<u32, u64>,
    counted: u64,
}

impl<'o> Device<'o> {
    pub fn new(outbox: Outbox<'o>, shelf: Shelf<'o, Nor>, is_large: bool, seed: u64, boot: u32, start: u64) -> Self {
        let (seconds, zero) = (Duration::from_secs, Instant::default());
        let rhythm = Rhythm::new(Seed::from_id(&seed.to_le_bytes()), seconds(60), seconds(5)..=seconds(3600), zero);
        let link = Link::new(outbox.with_boot(boot), rhythm.expect("a valid range")).with_samples(seconds(17), zero);
        let (pulses, account) = (Counter::new(), Account::default());
        Self {
            is_large,
            link,
            shelf,
            is_off: false,
            boot,
            number: 0,
            pulses,
            account,
            start,
            step: 0,
            drift: 999_900 + seed % 201,
        }
    }

    /// Runs from one time to another, or until the power is cut. Returns when that was.
    pub fn live(
        &mut self,
        mut now: u64,
        end: u64,
        stored: &mut Stored,
        backend: &mut Backend,
        random: &mut Random,
    ) -> u64 {
        while now < end && !self.is_off {
            // Mostly nothing, now and then several at once.
            if !backend.is_well && random.once_in(30) {
                for _ in 0..random.range(1..5) {
                    let kind = if random.once_in(20) { POISON } else { "PUMP_STUCK" };
                    self.happen(format!("{kind}-{}", stored.next()), now, random.once_in(2).then_some(&mut *stored));
                }
            }
            if !backend.is_well && random.once_in(2000) {
                self.step = random.below(20_000) as i64 - 10_000;
            }
            self.is_off |= ready(self.shelf.sync(self.link.outbox_mut())).is_err();
            let at = self.clock(now);
            match self.link.poll(at) {
                Step::Sleep(until) => now += (until.saturating_since(at).as_millis() as u64).min(60_000),
                Step::Sample => {
                    let pulses = random.below(50) as u32;
                    self.pulses.add(pulses);
                    self.account.counted += u64::from(pulses);
                    self.link.sampled(at);
                }
                Step::Report => self.report(at),
                Step::Send => now = self.send(now, backend, random),
                Step::CheckIn { .. } => panic!("there are none"),
            }
            now += random.below(20);
        }
        now.min(end)
    }

    /// What its clock shows.
    fn clock(&self, now: u64) -> Instant {
        let passed = (now - self.start) * self.drift / 1_000_000;
        Instant::from_millis(passed.saturating_add_signed(self.step))
    }

    /// An event that is to be stored, or not.
    fn happen(&mut self, code: String, now: u64, stored: Option<&mut Stored>) {
        let mut event = Message::<WorkerMessageCode<Microcontroller>>::default();
        event.payload.insert(WorkerMessageCode::default()).code.set(&code).expect("a short code");
        let at = self.clock(now);
        match stored {
            Some(_) if self.is_off => {}
            Some(stored) => match ready(self.shelf.commit(ShelfRank::Event, &event, at, self.link.wall_clock())) {
                Ok(()) => stored.committed.push(code),
                Err(error) => {
                    assert_eq!(error, CommitError::Shelf(ShelfError::Flash(Off)));
                    self.is_off = true;
                }
            },
            None => match self.push(Rank::Event, &event, at) {
                Ok(_) => self.account.events.push(code),
                Err(error) => assert_eq!(error, PushError::Full),
            },
        }
    }

    fn report(&mut self, at: Instant) {
        let mut health = Message::<WorkerHealthReport<Microcontroller>>::default();
        health.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
        let _is_full = self.push(Rank::Health, &health, at);
        if !self.link.has(Rank::Metrics) {
            let mut pulses = core::mem::take(&mut self.pulses);
            let handed_over = pulses.cut(|delta| {
                let mut message = Message::<PerWorkerMetrics<Microcontroller>>::default();
                let metrics = message.payload.insert(PerWorkerMetrics::default());
                let step = metrics.per_step_namespace_metrics.push_default().expect("capacity");
                let (metric, value) = ("pulses".try_into().expect("short"), Some(Metric::Int64(delta)));
                step.metric_values.push(MetricValue { metric, value, ..Default::default() }).expect("capacity");
                self.push(Rank::Metrics, &message, at).map(|number| (number, delta))
            });
            self.pulses = pulses;
            if let Ok(Some((number, delta))) = handed_over {
                self.account.metrics.insert(number, delta as u64);
            }
        }
        self.link.reported(at);
    }

    fn push<P: OneOf>(&mut self, rank: Rank, message: &Message<P>, at: Instant) -> Result<u32, PushError> {
        self.link.push(rank, message, at)?;
        self.number += 1;
        Ok(self.number - 1)
    }

    fn send(&mut self, now: u64, backend: &mut Backend, random: &mut Random) -> u64 {
        let Some(exchange) = self.link.begin_send(self.clock(now)) else { panic!("nothing to send") };
        let body = self.link.body(&exchange, Location::NONE).collect::<Vec<_>>().concat();
        let ending = backend.exchange(&body, now, random);
        let after = now + random.range(20..20_000);
        let at = self.clock(after);
        match ending {
            // As a dropped future.
            _ if random.once_in(100) => {}
            Ending::Cut => self.link.settle_cut(exchange, at),
            Ending::Nothing => drop(self.link.settle_send::<Microcontroller>(exchange, None, at)),
            Ending::Response(head, body) => {
                self.link.settle_send::<Microcontroller>(exchange, Some((head, &body)), at);
            }
        }
        if random.once_in(10) {
            self.link.token_renewed();
        }
        after
    }

    pub fn waiting(&self) -> usize {
        // A report may just have been pushed.
        self.link.outbox().len() - usize::from(self.link.has(Rank::Health)) - usize::from(self.link.has(Rank::Metrics))
    }

    /// Compares what was pushed with what has arrived. What hasn't waits, is lost with this reset, or was counted. Returns the
    /// flash.
    pub fn check(mut self, backend: &Backend, totals: &mut Totals) -> Nor {
        let dropped = self.link.dropped();
        let missing = self.account.events.iter().filter(|code| !backend.codes.contains(*code));
        let (poison, missing): (Vec<_>, Vec<_>) = missing.partition(|code| code.starts_with(POISON));
        let waiting = self.waiting();
        assert!(poison.len() + missing.len() <= dropped.event as usize + waiting, "{missing:?} {dropped:?} {waiting}");
        if self.is_large {
            assert!(missing.len() <= waiting, "{missing:?} {dropped:?} {waiting}");
        }

        let has_arrived = |number: u32| backend.received.contains(&(self.boot, Rank::Metrics as u32, number));
        let missing = self.account.metrics.keys().filter(|number| !has_arrived(**number)).count();
        assert!(missing <= usize::from(self.link.has(Rank::Metrics)) && dropped.metrics == 0, "{missing} {dropped:?}");
        let handed_over: u64 = self.account.metrics.values().sum();
        let residue = self.pulses.cut(Ok::<_, ()>).expect("it can't fail").unwrap_or_default() as u64;
        assert_eq!(handed_over + residue, self.account.counted, "a meter has lost a count");

        totals.events += self.account.events.len() as u64;
        totals.dropped += u64::from(dropped.event);
        totals.poisoned += poison.len() as u64;
        totals.lost_with_resets += waiting as u64;
        totals.cuts += u64::from(self.is_off);
        self.shelf.into_flash()
    }
}

/// What outlives all resets.
#[derive(Default)]
pub struct Stored {
    /// The codes of events that were committed.
    pub committed: Vec<String>,
    happened: u64,
}

impl Stored {
    fn next(&mut self) -> u64 {
        self.happened += 1;
        self.happened
    }
}
