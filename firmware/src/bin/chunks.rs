//! Encodes messages whole and in chunks of 64 bytes, to compare the costs.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::messages::{filled, health, samples};
use firmware::{Failure, board, cost, image};
use vitalwire::proto::Field;
use vitalwire::{Chunks, MaxJsonLen};

image!(chunks);

fn chunks() -> Result<(), Failure> {
    both::<_, { health::Request::MAX_JSON_LEN }>(&filled(health::fill)?);
    both::<_, { samples::Request::MAX_JSON_LEN }>(&filled(samples::fill)?);
    Ok(())
}

#[inline(never)]
fn both<T: Field + MaxJsonLen, const N: usize>(message: &T) {
    let mut buffer = [0; N];
    cost::part("whole", &mut || {
        black_box(vitalwire::encode(message, &mut buffer));
    });
    cost::part("in chunks", &mut || {
        let (mut chunks, mut chunk) = (Chunks::new(message), [0; 64]);
        while let Ok([_, ..]) = chunks.next(&mut chunk) {
            black_box(&chunk);
        }
    });
    print(&mut Chunks::new(message));
}

/// Prints the chunks, for the host to compare.
fn print<T: Field>(chunks: &mut Chunks<'_, T>) {
    let mut chunk = [0; 64];
    while let Ok(bytes @ [_, ..]) = chunks.next(&mut chunk) {
        board::print(bytes);
    }
    board::print(b"\n");
}
