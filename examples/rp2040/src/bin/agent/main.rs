//! A Raspberry Pi Pico that counts the pulses of a water meter, and reports them over a modem: with an outbox, so that
//! an outage loses no pulse, and events that are sent when they happen.
//!
//! README.md shows the wiring, and what the modem has to be set to.

#![no_std]
#![no_main]

mod exchange;
mod modem;

use defmt::{info, unwrap, warn};
use defmt_rtt as _;
use embassy_executor::Spawner;
use embassy_futures::select::{Either, select};
use embassy_rp::bind_interrupts;
use embassy_rp::gpio::{Input, Level, Output, Pull};
use embassy_rp::peripherals::UART0;
use embassy_rp::uart::{self, BufferedUart};
use embassy_sync::blocking_mutex::raw::CriticalSectionRawMutex;
use embassy_sync::channel::Channel;
use embassy_time::{Duration, Timer, with_timeout};
use exchange::{Failure, exchange};
use modem::Modem;
use panic_probe as _;
use static_cell::ConstStaticCell;
use vitalwire::dataflow::{
    Metric, MetricValue, PerWorkerMetrics, WorkerHealthReport, WorkerMessage, WorkerMessageCode,
};
use vitalwire::{BuildError, profile};
use vitalwire_agent::Instant;
use vitalwire_agent::http::{Head, Host, Method};
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::meter::{Counter, SharedCounter};
use vitalwire_agent::outbox::{Location, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

profile! {
    /// Space for what the messages here contain: on the stack they take 6 KB less than those of `Microcontroller`.
    struct Meter { labels: 1, message: 0, pods: 0, parameters: 0, metric_values: 1, metric_labels: 0, buckets: 0 }
}

type Message<P> = WorkerMessage<Meter, P>;
type Health = Message<WorkerHealthReport<Meter>>;
type Metrics = Message<PerWorkerMetrics<Meter>>;
type Event = Message<WorkerMessageCode<Meter>>;

/// Each board needs its own.
const WORKER_ID: &str = "pico-1";
const PROJECT: &str = "cellar";
/// The one that the modem connects to.
const HOST: &str = "collector.example:8080";
/// How long a request takes at most, with dialling: less than the 30 s after which a link gives it up.
const PATIENCE: Duration = Duration::from_secs(25);
/// Without a pulse for so long, the water has stopped.
const STILL: Duration = Duration::from_secs(5);

static PULSES: SharedCounter = SharedCounter::new();
/// Codes of what happened. It holds what happens during a request.
static EVENTS: Channel<CriticalSectionRawMutex, &str, 8> = Channel::new();

bind_interrupts!(struct Interrupts {
    UART0_IRQ => uart::BufferedInterruptHandler<UART0>;
});

#[embassy_executor::main]
async fn main(spawner: Spawner) {
    let pico = embassy_rp::init(Default::default());
    spawner.spawn(count_pulses(Input::new(pico.PIN_6, Pull::Up)).expect("the only one"));

    // Static, since an interrupt uses them as long as there is the UART: embassy-rp 0.10 accepts shorter lives.
    static SENDING: ConstStaticCell<[u8; 128]> = ConstStaticCell::new([0; 128]);
    static RECEIVING: ConstStaticCell<[u8; 512]> = ConstStaticCell::new([0; 512]);
    let (sending, receiving, config) = (SENDING.take(), RECEIVING.take(), uart::Config::default());
    // With flow control: an outbox is longer than what a modem holds while its network is slow.
    let (tx, rx, rts, cts) = (pico.PIN_0, pico.PIN_1, pico.PIN_3, pico.PIN_2);
    let uart = BufferedUart::new_with_rtscts(pico.UART0, tx, rx, rts, cts, Interrupts, sending, receiving, config);
    let mut modem = Modem::new(uart, Output::new(pico.PIN_4, Level::High), Input::new(pico.PIN_5, Pull::Up));

    // Static, so that the linker knows how much memory there has to be.
    static BYTES: ConstStaticCell<[u8; 2048]> = ConstStaticCell::new([0; 2048]);
    static SLOTS: ConstStaticCell<[Slot; 16]> = ConstStaticCell::new([Slot::EMPTY; 16]);
    static RESPONSE: ConstStaticCell<[u8; 512]> = ConstStaticCell::new([0; 512]);
    // A request whose response is lost is sent again, and a receiver may count it in duplicate. By `with_boot`, it
    // would know it; but that needs a number that is greater after each start, and so flash that the program writes to
    // at each start.
    let outbox = Outbox::new(BYTES.take(), SLOTS.take());
    let (seed, seconds) = (Seed::from_id(WORKER_ID.as_bytes()), core::time::Duration::from_secs);
    let rhythm = unwrap!(Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), now()));
    let mut link = Link::new(outbox, rhythm);
    let (mut pulses, response) = (Counter::new(), RESPONSE.take());
    let (method, host) = (Method::WorkerMessages { project: unwrap!(PROJECT.try_into()) }, unwrap!(Host::new(HOST)));

    loop {
        let done = match link.poll(now()) {
            Step::Sleep(until) => {
                let until = Timer::at(embassy_time::Instant::from_millis(until.as_millis()));
                match select(EVENTS.receive(), until).await {
                    Either::First(code) => push_event(&mut link, code),
                    Either::Second(()) => Ok(()),
                }
            }
            Step::Report => {
                let pushed = push_report(&mut link, &mut pulses);
                // Even if there was no space for all of it: otherwise the next step is the same again.
                link.reported(now());
                pushed
            }
            Step::Send => {
                send(&mut link, &mut modem, method, host, response).await;
                Ok(())
            }
            Step::Sample | Step::CheckIn { .. } => Ok(()), // This link has none.
        };
        done.unwrap_or_else(|problem| warn!("{}", problem));
    }
}

/// The first pulse in a while is an event, and so is the end of them.
///
/// Each pulse wakes this task, and waits while the other one encodes or decodes a message. That suits some hundred
/// pulses a second; for more, a PWM slice of this chip counts edges by itself.
#[embassy_executor::task]
async fn count_pulses(mut sensor: Input<'static>) {
    loop {
        sensor.wait_for_falling_edge().await;
        count_one();
        tell("WATER_FLOWS");
        while with_timeout(STILL, sensor.wait_for_falling_edge()).await.is_ok() {
            count_one();
        }
        tell("WATER_STOPPED");
    }
}

fn count_one() {
    let _stays_full = PULSES.add(1);
}

/// Doesn't wait for space: no pulse may be missed for it.
fn tell(code: &'static str) {
    if EVENTS.try_send(code).is_err() {
        warn!("{} is lost: too many events during a request", code);
    }
}

/// Its time is that of this call. It's written as soon as a response has told the time of day, which a Pico doesn't
/// know.
fn push_event(link: &mut Link<'_>, code: &str) -> Result<(), PushError> {
    let mut event = Event::default();
    event.labels.set("WORKER_ID", WORKER_ID)?;
    event.payload.insert(WorkerMessageCode::default()).code.set(code)?;
    link.push(Rank::Event, &event, now())
}

fn push_report(link: &mut Link<'_>, pulses: &mut Counter) -> Result<(), PushError> {
    let mut health = Health::default();
    health.labels.set("WORKER_ID", WORKER_ID)?;
    // A board that gets here is healthy. `src/main.rs` also has a sensor's word for it.
    health.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
    let pushed = link.push(Rank::Health, &health, now());

    PULSES.move_to(pulses);
    // While metrics wait to be sent, the counter goes on.
    if link.has(Rank::Metrics) {
        return pushed;
    }
    // The counter keeps its count if this fails.
    pulses.cut(|count| {
        let mut metrics = Metrics::default();
        fill(&mut metrics, count)?;
        link.push(Rank::Metrics, &metrics, now())
    })?;
    pushed
}

fn fill(metrics: &mut Metrics, pulses: i64) -> Result<(), BuildError> {
    metrics.labels.set("WORKER_ID", WORKER_ID)?;
    let step = metrics.payload.insert(PerWorkerMetrics::default()).per_step_namespace_metrics.push_default()?;
    step.original_step.set("meter")?;
    let (metric, value) = ("pulses".try_into()?, Some(Metric::Int64(pulses)));
    Ok(step.metric_values.push(MetricValue { metric, value, ..Default::default() })?)
}

async fn send(link: &mut Link<'_>, modem: &mut Modem, method: Method<'_>, host: Host<'_>, buffer: &mut [u8]) {
    let Some(sending) = link.begin_send(now()) else { return };
    let body = link.body(&sending, Location::NONE);
    // Without a secret: that may only be sent through TLS.
    let head = Head::new(method, body.len()).host(host).close();
    let response = with_timeout(PATIENCE, async {
        let connection = modem.connect().await;
        exchange(connection, &head, body, buffer).await
    });
    let response = match response.await {
        Ok(Ok(response)) => response,
        Ok(Err(Failure::Cut)) => {
            warn!("the connection was cut");
            return link.settle_cut(sending, now());
        }
        Ok(Err(failure)) => {
            warn!("no response: {}", failure);
            return link.settle_lost(sending, now());
        }
        Err(_) => {
            warn!("no response in time");
            return link.settle_lost(sending, now());
        }
    };
    let settled = link.settle_send::<Meter>(sending, Some(response), now());
    info!("{}; a report every {} s", settled.outcome, link.interval().as_secs());
}

fn now() -> Instant {
    Instant::from_millis(embassy_time::Instant::now().as_millis())
}
