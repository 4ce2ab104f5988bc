//! Values to encode.

use super::contender::{Case, Contender};
use super::{binary, mirror, values};
use prost::Message;
use serde::Serialize;
use serde_json::Value;
use std::hint::black_box;
use std::rc::Rc;
use vitalwire::Chunks;
use vitalwire::proto::Field;

pub const ALL: &[fn() -> Case] = &[
    || case("health ping", values::health_ping()),
    || case("8 CPU samples", values::single(values::cpu_samples())),
    || case("step metrics", values::single(values::step_metrics())),
    || case("escapes", values::escapes()),
    || case("1 MB", values::fleet(3900)),
];

/// Values that are sent in chunks.
pub const LONG: &[fn() -> Case] = &[
    || case("30 pings", values::fleet(30)),
    || case("10 KB of log", values::log(80)),
    || case("100 labels", values::labels(100)),
];

/// Returns requests that differ only in their length.
pub fn ladder() -> Vec<Case> {
    [1, 8, 64, 512, 3900].map(|pings| case("pings", values::fleet(pings))).into()
}

/// Returns a value, and all ways to encode it.
///
/// # Panics
/// If the contenders' encodings differ in meaning.
fn case<T: Serialize + Field + 'static>(name: &'static str, value: T) -> Case {
    let value = Rc::new(value);
    let encoding = check(&*value);
    let bytes = encoding.len();

    let (ours, counted, chunked) = (value.clone(), value.clone(), value.clone());
    let (core, writer, vec) = (value.clone(), value.clone(), value);
    let (mut our_buffer, mut core_buffer, mut copy) = (vec![0; bytes], vec![0; 2 * bytes], vec![0; bytes]);
    let mut writer_buffer = Vec::with_capacity(2 * bytes);
    let contenders = vec![
        Contender::new("vitalwire", move || {
            black_box(vitalwire::to_slice(black_box(&*ours), &mut our_buffer)).unwrap().len()
        }),
        Contender::new("vitalwire, encoded_len", move || {
            black_box(vitalwire::encoded_len(black_box(&*counted))).unwrap()
        }),
        Contender::new("vitalwire, in chunks of 64 B", move || {
            let mut chunks = Chunks::new(black_box(&*chunked));
            let mut chunk = [0; 64];
            while !chunks.is_done() {
                black_box(chunks.next(&mut chunk)).unwrap();
            }
        }),
        Contender::new("serde-json-core", move || {
            black_box(serde_json_core::to_slice(black_box(&*core), &mut core_buffer)).unwrap()
        }),
        Contender::new("serde_json::to_writer", move || {
            writer_buffer.clear();
            serde_json::to_writer(&mut writer_buffer, black_box(&*writer)).unwrap();
            black_box(&writer_buffer).len()
        }),
        Contender::new("serde_json::to_vec", move || black_box(serde_json::to_vec(black_box(&*vec))).unwrap().len()),
        sonic(&encoding),
        prost(&encoding),
        Contender::new("copy", move || {
            copy.copy_from_slice(black_box(&encoding));
            black_box(&copy).len()
        }),
    ];
    Case { name, amount: bytes, contenders }
}

/// Returns our encoding, which must have the same meaning as the others'.
fn check(value: &(impl Serialize + Field)) -> Vec<u8> {
    let theirs = serde_json::to_vec(value).unwrap();
    let mut core = vec![0; 2 * theirs.len()];
    let core_len = serde_json_core::to_slice(value, &mut core).unwrap();
    let mut buffer = vec![0; theirs.len()];
    let ours = vitalwire::to_slice(value, &mut buffer).unwrap().to_vec();

    assert_eq!(parse(&ours), parse(&theirs), "serde_json writes something else");
    assert_eq!(parse(&ours), parse(&core[..core_len]), "serde-json-core writes something else");
    ours
}

/// Writes structs whose times are text already.
fn sonic(encoding: &[u8]) -> Contender {
    let request: mirror::growable::Request = serde_json::from_slice(encoding).unwrap();
    let mut buffer = Vec::new();
    sonic_rs::to_writer(&mut buffer, &request).unwrap();
    assert_eq!(parse(&buffer), parse(encoding), "sonic-rs writes something else");

    Contender::new("sonic_rs::to_writer, mirror", move || {
        buffer.clear();
        sonic_rs::to_writer(&mut buffer, black_box(&request)).unwrap();
        black_box(&buffer).len()
    })
}

/// Writes binary protobuf.
fn prost(encoding: &[u8]) -> Contender {
    let request: binary::Request = serde_json::from_slice(encoding).unwrap();
    let mut buffer = request.encode_to_vec();
    let decoded = binary::Request::decode(&*buffer).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), parse(encoding), "prost writes something else");

    Contender::new("prost, binary", move || {
        buffer.clear();
        black_box(&request).encode(&mut buffer).unwrap();
        black_box(&buffer).len()
    })
}

fn parse(json: &[u8]) -> Value {
    serde_json::from_slice(json).unwrap()
}
