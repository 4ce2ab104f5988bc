//! Encodes one sample and eight, and decodes longer and deeper responses, to see whether that needs more stack.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::iter::repeat_n;
use firmware::messages::filled;
use firmware::messages::metrics::{Request, fill};
use firmware::{Failure, codec, cost, image};
use vitalwire::BuildError;
use vitalwire::heapless::String;

image!(growth);

type Response = String<8192>;

fn growth() -> Result<(), Failure> {
    let mut request = filled(fill)?;
    encode("encode 8 samples", &request)?;
    keep_one_sample(&mut request)?;
    encode("encode 1 sample", &request)?;

    decode("decode 0.1 KB", &response(100, 3))?;
    decode("decode 1 KB", &response(1000, 3))?;
    decode("decode 8 KB", &response(8000, 3))?;
    decode("decode 10 levels", &response(300, 10))?;
    decode("decode 128 levels", &response(300, 128))
}

fn keep_one_sample(request: &mut Request) -> Result<(), BuildError> {
    if let Some(usage) = &mut request.worker_messages.0.payload {
        usage.cpu_time = usage.cpu_time.get(..1).unwrap_or_default().try_into()?;
    }
    Ok(())
}

#[inline(never)]
fn encode(name: &str, request: &Request) -> Result<(), Failure> {
    let mut buffer = [0; Request::MAX_JSON_LEN];
    let mut encoded = Ok(0);
    cost::part(name, &mut || encoded = codec::encode(request, &mut buffer));
    encoded.map(|_| ())
}

#[inline(never)]
fn decode(name: &str, input: &str) -> Result<(), Failure> {
    let mut response: codec::CheckInResponse = Default::default();
    let mut decoded = Ok(());
    cost::part(name, &mut || decoded = codec::decode_into(&mut response, input.as_bytes()));
    decoded
}

/// Returns a response to a check-in with `len` bytes or a few more, and with `levels` levels, its own included.
fn response(len: usize, levels: usize) -> Response {
    const PREFIX: &str = r#"{"deadline":"2026-11-22T01:32:00.250Z","metadata":{"@type":"a.b/C","text":""#;

    let brackets = levels.saturating_sub(2);
    let text = repeat_n('x', len.saturating_sub(PREFIX.len() + 2 * brackets));
    let (opening, closing) = (repeat_n('[', brackets), repeat_n(']', brackets));
    let nested = r#"","nested":"#.chars().chain(opening).chain(closing);
    PREFIX.chars().chain(text).chain(nested).chain("}}".chars()).collect()
}
