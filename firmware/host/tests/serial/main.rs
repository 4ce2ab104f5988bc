//! A board's UART, a bad line, `vitalwire bridge` and a backend: what the worker says arrives once, and it does what
//! the backend says. It takes minutes, in real time: `.ci/serial` runs it.

mod arrival;
mod backend;
mod bridge;
mod collector;
mod machine;
mod messages;
mod programs;
mod relay;

use anyhow::{Result, ensure};
use backend::Backend;
use bridge::Bridge;
use collector::Collector;
use firmware_host::{CORTEX_M0, SERIAL, Target, build, on_targets};
use machine::Machine;
use messages::Message;
use relay::{Last, Relay};
use std::thread;
use std::time::{Duration, Instant};
use vitalwire_testing::Random;

on_targets!(a_start_a_report_and_a_reset: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

/// What should happen has happened long before that.
const PATIENCE: Duration = Duration::from_secs(300);

fn a_start_a_report_and_a_reset(target: Target) -> Result<()> {
    let mut chain = Chain::start(target, "start")?;
    chain.wait_for("a report", |messages| messages.iter().any(Message::is_metrics))?;
    chain.machine.wait_for("accepted, interval: 1 s")?;
    chain.backend.set_interval(2);
    chain.machine.wait_for("accepted, interval: 2 s")?;
    chain.machine.reset()?;
    chain.wait_for("the second start", |messages| messages.iter().any(|message| message.boot == 2))?;
    let starts = chain.starts();
    assert_eq!(starts, [(1, "POWER_ON".to_owned()), (2, "RESET".to_owned())]);
    chain.wait_for("a report after that", |messages| {
        messages.iter().any(|message| message.boot == 2 && message.is_metrics())
    })?;
    chain.check()
}

/// How often the machine is stopped.
const ROUNDS: u32 = 16;

/// The line is noisy, cut and unplugged; the backend fails, and closes connections after it has stored what they had;
/// the machine is halted at any moment, reset, and switched off, while it sends.
#[test]
#[ignore = "minutes of real time: see .ci/serial"]
fn everything_at_once() -> Result<()> {
    let mut chain = Chain::start(CORTEX_M0, "everything")?;
    let mut random = Random::new(20);
    chain.wait_for("a report", |messages| messages.iter().any(Message::is_metrics))?;
    chain.backend.misbehave(true);
    for round in 1..=ROUNDS {
        chain.relay.damage(true);
        chain.machine.stumble(Duration::from_millis(random.range(3_000..9_000)))?;
        if random.once_in(2) {
            chain.relay.unplug();
            thread::sleep(Duration::from_millis(random.range(0..3_000)));
        }
        // The request that is on its way is cut, or arrives, and its response doesn't.
        let last = if round % 2 == 0 { Last::IsCut } else { Last::HasNoResponse };
        chain.relay.wait_for_last(last)?;
        if round % 4 == 0 {
            chain.machine.switch_off_and_on()?;
        } else {
            chain.machine.reset()?;
        }
        chain.relay.go_on();
    }

    chain.relay.damage(false);
    chain.backend.misbehave(false);
    chain.backend.set_interval(2);
    chain.machine.wait_for("accepted, interval: 2 s")?;
    // The new interval stays, also if a response has none.
    chain.backend.set_interval(0);
    let said = chain.relay.said().len();
    chain.wait_for("what was said until now, and more", |messages| {
        messages.iter().filter(|message| message.boot > ROUNDS && message.is_metrics()).count() > 3
    })?;
    ensure!(chain.relay.said().len() > said + 3, "nothing more was said");
    chain.machine.wait_for("accepted, interval: 2 s")?;
    // A start is lost if all of its lines were, before the next reset.
    ensure!(chain.starts().len() > ROUNDS as usize / 2, "{:?}", chain.starts());
    println!(
        "{} lines from the device, {} of {} were damaged; {} requests, {} messages, {} of them again; {} starts",
        chain.relay.said().len(),
        chain.relay.damaged(),
        chain.relay.passed(),
        chain.backend.requests(),
        chain.backend.received().len(),
        chain.backend.received().len() - messages::distinct(&chain.backend.received()).len(),
        chain.starts().len(),
    );
    chain.check()
}

/// The same line, with the collector behind it.
#[test]
#[ignore = "minutes of real time: see .ci/serial"]
fn to_the_collector() -> Result<()> {
    let image = build(CORTEX_M0, SERIAL.1, &[SERIAL.0])?.remove(0);
    let (mut collector, relay) = (Collector::start("1s")?, Relay::start()?);
    let _bridge = Bridge::start(&relay.bridge_side(), &collector.endpoint())?;
    let mut machine = Machine::start(&image, "collector", relay.device_side())?;
    let mut random = Random::new(30);
    machine.wait_for("accepted, interval: 1 s")?;
    for round in 1..=ROUNDS / 2 {
        relay.damage(true);
        thread::sleep(Duration::from_millis(random.range(3_000..8_000)));
        if random.once_in(2) {
            relay.unplug();
        }
        relay.wait_for_last(if round % 2 == 0 { Last::IsCut } else { Last::HasNoResponse })?;
        machine.reset()?;
        relay.go_on();
    }
    relay.damage(false);
    collector.restart("2s")?;
    machine.wait_for("accepted, interval: 2 s")?;
    let (deadline, samples) = (Instant::now() + PATIENCE, collector.samples()?);
    while collector.samples()? <= samples + 3 {
        ensure!(Instant::now() < deadline, "no more samples than {samples}");
        thread::sleep(Duration::from_millis(100));
    }

    let (said, stored) = (relay.said(), collector.events()?);
    let mut labels = Vec::new();
    for boot in 1..=ROUNDS / 2 + 1 {
        let requests = said.iter().filter(|request| request.iter().any(|message| message.boot == boot));
        let requests = requests.collect::<Vec<_>>();
        let is_start = |message: &&Message| message.boot == boot && message.reset_reason().is_some();
        let starts = |request: &[Message]| request.iter().filter(is_start).map(Message::label).collect::<Vec<_>>();
        labels.extend(requests.iter().flat_map(|request| starts(request)));
        // What was said, but not in the last request before the reset, was accepted before that.
        let Some((last, settled)) = requests.split_last() else { continue };
        for label in settled.iter().flat_map(|request| starts(request)).filter(|label| !starts(last).contains(label)) {
            ensure!(stored.contains(&label), "{label} is missing: {stored:?}");
        }
    }
    for (index, label) in stored.iter().enumerate() {
        ensure!(labels.contains(label), "nobody has said {label}");
        ensure!(!stored[..index].contains(label), "{label} is stored twice");
    }
    ensure!(stored.len() > ROUNDS as usize / 4, "a start is lost only if all of its lines were: {stored:?}");
    println!("{} starts said {} times, {} stored, {} samples", ROUNDS / 2 + 1, labels.len(), stored.len(), samples);
    Ok(())
}

/// From the device to the backend.
struct Chain {
    machine: Machine,
    relay: Relay,
    _bridge: Bridge,
    backend: Backend,
}

impl Chain {
    fn start(target: Target, test: &str) -> Result<Self> {
        let image = build(target, SERIAL.1, &[SERIAL.0])?.remove(0);
        let (backend, relay) = (Backend::start(1)?, Relay::start()?);
        let bridge = Bridge::start(&relay.bridge_side(), &backend.endpoint())?;
        let machine = Machine::start(&image, &format!("{test}-{}", target.machine), relay.device_side())?;
        Ok(Self { machine, relay, _bridge: bridge, backend })
    }

    /// Waits until what has arrived is like this.
    fn wait_for(&self, what: &str, is_like_this: impl Fn(&[Message]) -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !is_like_this(&self.backend.received()) {
            ensure!(Instant::now() < deadline, "no sign of {what}: {:#?}", self.backend.received());
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Returns the starts that have arrived: their numbers and reasons.
    fn starts(&self) -> Vec<(u32, String)> {
        let distinct = messages::distinct(&self.backend.received());
        let starts = distinct.iter().filter_map(|message| Some((message.boot, message.reset_reason()?)));
        starts.collect()
    }

    /// Checks that what was said has arrived.
    fn check(&self) -> Result<()> {
        arrival::check(&self.relay.said(), &self.backend.received())
    }
}
