//! Moments of workers' own.

use core::time::Duration;
use std::collections::HashSet;
use vitalwire_agent::schedule::Seed;

/// Ids as they are in fleets: most differ in few characters.
fn fleets() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let text = |id: &dyn Fn(u32) -> String| (0..64_000).map(|number| id(number).into_bytes()).collect();
    vec![
        ("counted", text(&|number| format!("worker-{number}"))),
        ("counted, with zeros", text(&|number| format!("worker-{number:08}"))),
        ("a site and a number", text(&|number| format!("plant-{}/boiler-{}", number / 40, number % 40))),
        ("hexadecimal", text(&|number| format!("{number:x}"))),
        ("reversed", text(&|number| format!("{number:05}").chars().rev().collect())),
        ("big-endian", (0..64_000_u32).map(|number| number.to_be_bytes().to_vec()).collect()),
        ("little-endian", (0..64_000_u32).map(|number| number.to_le_bytes().to_vec()).collect()),
        (
            "MAC addresses",
            (0..64_000_u64).map(|number| (0x02_00_5E_00_00_00 + number).to_be_bytes()[2..].to_vec()).collect(),
        ),
        ("every 256th", (0..64_000_u32).map(|number| (number * 256).to_be_bytes().to_vec()).collect()),
    ]
}

#[test]
fn phases_are_evenly_spread_and_independent() {
    const CELLS: usize = 640;
    let spread = |cells: &[u32; CELLS]| {
        let expected = 64_000.0 / CELLS as f64;
        cells.iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum::<f64>()
    };
    // χ² with 639 degrees of freedom: 639 ± 36. Six standard deviations.
    const MOST: f64 = 639.0 + 6.0 * 36.0;
    for (name, ids) in fleets() {
        let (mut phases, mut pairs, mut stirred) = ([0; CELLS], [0; CELLS], [0; CELLS]);
        let mut last = 0;
        for id in &ids {
            let seed = Seed::from_id(id);
            let span = Duration::from_millis(640_000);
            let phase = seed.phase(span).as_millis() as usize - 1;
            phases[phase / 1000] += 1;
            // How far it is from the last one's.
            pairs[(phase + 640_000 - last) % 640_000 / 1000] += 1;
            stirred[(seed.stir(7).phase(span).as_millis() as usize - 1 + 640_000 - phase) % 640_000 / 1000] += 1;
            last = phase;
        }
        for (what, cells) in [("phases", phases), ("pairs", pairs), ("stirred", stirred)] {
            assert!(spread(&cells) < MOST, "{name}, {what}: {}", spread(&cells));
        }
    }
}

#[test]
fn no_bit_of_entropy_is_lost() {
    let seed = Seed::from_id(b"boiler-7");
    let seeds = (0..32).map(|bit| seed.stir(1 << bit)).chain([seed, seed.stir(0)]).collect::<HashSet<_>>();
    assert_eq!(seeds.len(), 34);
}

#[test]
fn a_phase_is_within_its_interval() {
    let phase = |interval| Seed::from_id(b"boiler-7").phase(interval);
    let millisecond = Duration::from_millis(1);
    assert_eq!((phase(millisecond), phase(Duration::ZERO)), (millisecond, millisecond));
    assert!(phase(Duration::MAX) <= Duration::from_millis(u32::MAX.into()));
}
