//! A Raspberry Pi Pico reports its health over a UART, one line of JSON each time. Responses can change the interval.
//!
//! README.md shows the wiring, and how to try it.

#![no_std]
#![no_main]

use core::fmt::Write as _;
use defmt::{error, info, warn};
use defmt_rtt as _;
use embassy_executor::Spawner;
use embassy_rp::adc::{self, Adc};
use embassy_rp::bind_interrupts;
use embassy_rp::peripherals::UART0;
use embassy_rp::uart::{self, BufferedUart};
use embassy_time::{Duration, Instant, with_deadline};
use embedded_io_async::Write;
use panic_probe as _;
use static_cell::ConstStaticCell;
use vitalwire::dataflow::{HealthRequest, SendWorkerMessagesResponse, WorkerHealthReport};
use vitalwire::json::{Frames, WriteError};
use vitalwire::proto::{self, Field};
use vitalwire::{BuildError, Microcontroller, decode};

type Request = HealthRequest<Microcontroller>;
type Response = SendWorkerMessagesResponse<Microcontroller>;

/// Each board needs its own.
const WORKER_ID: &str = "pico-1";
/// In °C; the chip is specified up to 85.
const TOO_HOT: i32 = 75;

bind_interrupts!(struct Interrupts {
    ADC_IRQ_FIFO => adc::InterruptHandler;
    UART0_IRQ => uart::BufferedInterruptHandler<UART0>;
});

#[embassy_executor::main]
async fn main(_spawner: Spawner) {
    let pico = embassy_rp::init(Default::default());
    let mut adc = Adc::new(pico.ADC, Interrupts, adc::Config::default());
    let mut sensor = adc::Channel::new_temp_sensor(pico.ADC_TEMP_SENSOR);

    // An interrupt uses these as long as there is the UART. They must be static: embassy-rp 0.10 accepts shorter lives.
    static SENDING: ConstStaticCell<[u8; 64]> = ConstStaticCell::new([0; 64]);
    // Holds what arrives while a report is being sent.
    static RECEIVING: ConstStaticCell<[u8; 512]> = ConstStaticCell::new([0; 512]);
    let (sending, receiving, config) = (SENDING.take(), RECEIVING.take(), uart::Config::default());
    let mut uart = BufferedUart::new(pico.UART0, pico.PIN_0, pico.PIN_1, Interrupts, sending, receiving, config);

    let mut request = Request::EMPTY;
    let mut lines = Frames::lines([0; 512]);
    let mut interval = Duration::from_secs(60);
    loop {
        let temperature = adc.read(&mut sensor).await.ok().map(celsius);
        let sent = Instant::now();
        if let Err(error) = fill(&mut request, temperature, interval) {
            error!("the report says less than it should: {}", error);
        }
        match send(&mut uart, &request).await {
            Ok(()) => info!("reported, for the next {} s", interval.as_secs()),
            Err(error) => warn!("not sent: {}", error),
        }

        // Until the next report is due. The deadline can cut a line in two without loss: `lines` keeps its beginning.
        while let Ok(line) = with_deadline(sent + interval, lines.read_async(&mut uart)).await {
            // Noise is a line that can't be decoded, or none at all. The lines after it can.
            match line.map(decode::<Response>) {
                Ok(Ok(response)) => interval = new_interval(&response).unwrap_or(interval),
                Ok(Err(error)) => warn!("not a response: {}", error),
                Err(error) => warn!("not a line: {}", error),
            }
        }
    }
}

fn fill(request: &mut Request, temperature: Option<i32>, interval: Duration) -> Result<(), BuildError> {
    request.clear();
    request.location.set("europe-west1")?;
    let [message] = &mut request.worker_messages;
    // Its `time` stays unset: a Pico has no calendar. Whoever receives the line knows when that was.
    message.labels.set("WORKER_ID", WORKER_ID)?;
    let report = message.payload.insert(WorkerHealthReport::default());
    report.report_interval = Some(proto::Duration::from_secs(interval.as_secs() as i64)?);
    match temperature {
        Some(celsius) if celsius < TOO_HOT => report.vm_is_healthy = true,
        Some(_) => report.vm_broken_code.set("OVERHEATED")?,
        None => report.vm_broken_code.set("NO_TEMPERATURE")?,
    }
    if let Some(celsius) = temperature {
        let _always_fits = write!(report.msg, "{celsius} °C");
    }
    Ok(())
}

async fn send<W: Write>(mut uart: W, request: &Request) -> Result<(), WriteError<W::Error>> {
    // The first line feed ends a line that noise, or a report cut off by a reset, has begun.
    uart.write_all(b"\n").await.map_err(WriteError::Io)?;
    vitalwire::to_embedded_io_async(request, &mut uart, &mut [0; 64]).await?;
    uart.write_all(b"\n").await.map_err(WriteError::Io)?;
    // Without it, the end of the report may still be in the buffer when the program goes on.
    uart.flush().await.map_err(WriteError::Io)
}

/// The interval that the response asks for, if it does, within limits that suit this device.
fn new_interval(response: &Response) -> Option<Duration> {
    let health = response.latest().worker_health_report_response?;
    let interval = health.new_interval().inspect_err(|error| warn!("no interval: {}", error)).ok()??;
    Some(Duration::from_secs(interval.as_secs().clamp(5, 3600)))
}

/// The sensor has 706 mV at 27 °C, and 1.721 mV less for each degree more; a sample of 4096 would be 3.3 V.
fn celsius(sample: u16) -> i32 {
    let microvolts = u32::from(sample) * 825_000 / 1024;
    27 - (microvolts as i32 - 706_000) / 1721
}
