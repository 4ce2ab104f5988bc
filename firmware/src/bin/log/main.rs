//! Logs one value of each kind through defmt.
//!
//! defmt's frames go where text is printed otherwise, so nothing else is printed.

#![cfg_attr(target_os = "none", no_std, no_main)]

mod formats;
mod percent;

use core::convert::Infallible;
use defmt::println;
#[cfg(target_os = "none")]
use defmt_semihosting as _;
use firmware::messages::{check_in, everything, filled, health, metrics};
use firmware::{Failure, board, image};
use percent::Percent;
use vitalwire::dataflow::{LabelKeyName, LifecycleEvent, WorkerHealthReport};
use vitalwire::genomics::{CheckInId, CheckInResponse};
use vitalwire::hal::{FaultInput, GlitchFilter, Polarity, StatusLed};
use vitalwire::heapless::{LinearMap, String, Vec};
use vitalwire::json::{self, ReadError, WriteError};
use vitalwire::profile::{EmptyMap, Full};
use vitalwire::proto::{
    Any, AnyOf, Bytes, Duration, Empty, EncodeOnly, FiniteF64, InField, List, Map, PositiveF64, RangedI32, Serde, Span,
    Struct, StructOf, Text, Timestamp, TypeUrl, Value,
};
use vitalwire::rpc::{Code, ErrorResponse, Outcome};
use vitalwire::{BuildError, EncodeError, Microcontroller, SerializeError, message};

image!(log, without_report);

fn without_report(log: fn() -> Result<(), Failure>) -> ! {
    board::exit(log().is_ok())
}

fn log() -> Result<(), Failure> {
    messages()?;
    texts()?;
    secrets()?;
    numbers()?;
    containers()?;
    open_values()?;
    devices()?;
    errors()
}

fn messages() -> Result<(), Failure> {
    println!("{}", filled(health::fill)?);
    println!("{}", filled(metrics::fill)?);
    (0..everything::KINDS).try_for_each(|kind| {
        println!("{}", filled(|request| everything::fill(request, kind))?);
        Ok::<_, BuildError>(())
    })?;
    println!("{}", filled(check_in::fill)?);
    println!("{}", vitalwire::decode::<CheckInResponse>(check_in::RESPONSE)?);
    let body = br#"[{"error": {"code": 503, "message": "Try again.", "status": "UNAVAILABLE"}}]"#;
    println!("{}", vitalwire::decode::<ErrorResponse>(body)?);
    Ok(())
}

fn texts() -> Result<(), Failure> {
    println!("{}", Text::<String<16>>::try_from("a \"text\"")?);
    println!("{}", Timestamp::new(1_795_310_520, 123_000_000)?);
    println!("{}", Duration::from_millis(-1500));
    println!("{} {} {}", Code::Unavailable, LifecycleEvent::from_number(3)?, LifecycleEvent::from_number(77)?);
    Ok(())
}

/// Logs that there are secrets, but not their contents.
fn secrets() -> Result<(), Failure> {
    let id = CheckInId::new("a signed token")?;
    println!("{} {}", id, id.path());
    let id = CheckInId::in_project("projects/cellar/workers/boiler-7")?;
    println!("{} {}", id, id.path());
    Ok(())
}

fn numbers() -> Result<(), Failure> {
    println!("{}", FiniteF64::new(0.5)?);
    println!("{}", PositiveF64::new(2.5)?);
    println!("{}", RangedI32::<1, 9>::new(7)?);
    Ok(())
}

fn containers() -> Result<(), BuildError> {
    let mut list = List::<Vec<u32, 4>>::default();
    list.push(1)?;
    list.push(2)?;
    println!("{}", list);
    let mut map = Map::<LinearMap<Text<String<8>>, u64, 2>>::default();
    map.insert("valves", 3_u64)?;
    println!("{}", map);
    let mut bytes = Bytes::<Vec<u8, 4>>::default();
    bytes.extend_from_slice(&[1, 254])?;
    println!("{}", bytes);
    println!("{} {} {}", EmptyMap::<u32, u32>::default(), Empty, LabelKeyName);
    Ok(())
}

message! {
    struct Valve {
        number: u32 as "number",
        opening: Percent as "opening",
    }
}

impl TypeUrl for Valve {
    const TYPE_URL: &'static str = "plant.example/Valve";
}

fn open_values() -> Result<(), Failure> {
    println!("{}", r#"{"valve": 3}"#.parse::<Struct<String<32>>>()?);
    println!("{}", r#"[null, "valve"]"#.parse::<Value<String<32>>>()?);
    println!("{}", r#"{"@type": "plant.example/Valve", "number": 3}"#.parse::<Any<String<64>>>()?);
    let valve = Valve { number: 3, opening: Percent(25) };
    println!("{} {}", valve, InField(&valve.opening));
    println!("{} {} {}", StructOf(valve.clone()), AnyOf(valve.clone()), StructOf(Serde(EncodeOnly(valve))));
    println!("{} {} {}", EncodeOnly(3), Serde(3), InField(&3_u8));
    println!("{}", vitalwire::decode::<Span>(b" [1, 2]")?);
    Ok(())
}

fn devices() -> Result<(), Failure> {
    const SECOND: core::time::Duration = core::time::Duration::from_secs(1);

    println!("{}", FaultInput::<Microcontroller, _>::fault((), Polarity::ActiveLow, "OVERHEATED")?);
    println!("{}", FaultInput::<Microcontroller, _>::power_good((), Polarity::ActiveHigh, "BROWNOUT")?);
    println!("{}", GlitchFilter::new(3, SECOND));
    println!("{} {}", StatusLed::new((), Polarity::ActiveHigh), Outcome::Retry { after: None });
    Ok(())
}

fn errors() -> Result<(), Failure> {
    println!("{}", Text::<String<4>>::try_from("a text").map(|_| ()));
    println!("{}", BuildError::Reserved("the label"));
    println!("{}", vitalwire::decode::<WorkerHealthReport<Microcontroller>>(br#"{"vmIsHealthy": 1}"#).map(|_| ()));
    println!("{}", json::from_slice::<u8>(b"1]").map(|_| ()));
    println!("{}", json::to_slice("a text", &mut [0; 4]).map(|_| ()));
    println!("{}", ReadError::<Infallible>::BufferTooSmall { at_least: 8 });
    println!("{}", WriteError::<Infallible>::WriteZero);
    println!("{} {}", EncodeError::Serialize(SerializeError::NonFinite), Full);
    Ok(())
}
