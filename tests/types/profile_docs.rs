//! The figures in the docs of the profiles. Those for 32 bits aren't checked here.
#![cfg(target_pointer_width = "64")]

use vitalwire::dataflow::{HealthRequest, SendWorkerMessagesRequest, SendWorkerMessagesResponse, WorkerMessage};
use vitalwire::genomics::{CheckInRequest, CheckInResponse};
use vitalwire::profile::Profile;
use vitalwire::{Growable, Microcontroller, Sidecar};

/// Returns a number with a comma before its thousands, as the docs write it.
fn figure(number: usize) -> String {
    if number < 10_000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// Returns the names of the types in the table, and their sizes in memory.
fn ram<C: Profile>() -> [(&'static str, usize); 6] {
    [
        ("[`WorkerMessage`] of any payload", size_of::<WorkerMessage<C>>()),
        ("[`HealthRequest`]", size_of::<HealthRequest<C>>()),
        ("[`SendWorkerMessagesRequest`] of any payloads", size_of::<SendWorkerMessagesRequest<C>>()),
        ("[`SendWorkerMessagesResponse`]", size_of::<SendWorkerMessagesResponse<C>>()),
        ("[`CheckInRequest`]", size_of::<CheckInRequest<C>>()),
        ("[`CheckInResponse`]", size_of::<CheckInResponse>()),
    ]
}

/// Returns the lengths of their longest encodings, in the same order.
macro_rules! json {
    ($Profile:ty) => {
        [
            WorkerMessage::<$Profile>::MAX_JSON_LEN,
            HealthRequest::<$Profile>::MAX_JSON_LEN,
            SendWorkerMessagesRequest::<$Profile>::MAX_JSON_LEN,
            SendWorkerMessagesResponse::<$Profile>::MAX_JSON_LEN,
            CheckInRequest::<$Profile>::MAX_JSON_LEN,
            <CheckInResponse>::MAX_JSON_LEN,
        ]
    };
}

/// Checks that the docs before `declaration` have the row of each type: RAM on 32 bits, RAM on 64 bits, and the length
/// of the longest encoding if there is one.
#[track_caller]
fn check(source: &str, declaration: &str, ram: [(&str, usize); 6], json: [Option<usize>; 6]) {
    let (docs, _) = source.split_once(declaration).expect("the profile's declaration");
    for ((name, ram), json) in ram.into_iter().zip(json) {
        let row = docs.lines().rev().find_map(|line| line.trim_start().strip_prefix(&format!("/// | {name} | ")));
        let (_on_32_bits, row) = row.and_then(|row| row.split_once(" | ")).expect("a row");
        let expected = match json {
            Some(json) => format!("{} | {} |", figure(ram), figure(json)),
            None => format!("{} |", figure(ram)),
        };
        assert_eq!(row, expected, "{declaration} {name}");
    }
}

#[test]
fn profiles_take_what_their_docs_say() {
    let source = include_str!("../../src/profile/mod.rs");
    check(source, "pub struct Microcontroller ", ram::<Microcontroller>(), json!(Microcontroller).map(Some));
    check(source, "pub struct Sidecar ", ram::<Sidecar>(), json!(Sidecar).map(Some));
    check(include_str!("../../src/profile/growable.rs"), "pub struct Growable;", ram::<Growable>(), [None; 6]);
}
