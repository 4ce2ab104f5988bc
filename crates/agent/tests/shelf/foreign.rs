//! What a flash may have before it becomes a shelf, and after its cells are worn.

use crate::is_thorough;
use crate::worker::{message, ready};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Outbox, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::{CommitError, Shelf, ShelfError, ShelfRank};
use vitalwire_testing::flash::Flash;

/// Opens a shelf on what is there, stores a page of messages, and checks that they are there after a reset. There may be
/// less space than in an erased flash, until each page was erased once.
fn check<const READ: usize, const WORD: usize>(name: &str, flash: &mut Flash<READ, WORD, 1024>) {
    let mut buffer = [0; 512];
    let range = flash.range();
    let mut shelf = ready(Shelf::open(&mut *flash, range.clone(), &mut buffer, 1)).expect(name);
    for _ in 0..4 {
        let message = message(&"x".repeat(100));
        ready(shelf.commit(ShelfRank::Event, &message, Instant::default(), &WallClock::UNKNOWN)).expect(name);
    }
    let (mut bytes, mut slots) = ([0; 8192], [Slot::EMPTY; 64]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = ready(Shelf::open(flash, range, &mut buffer, 2)).expect(name);
    ready(shelf.sync(&mut outbox)).expect(name);
    assert_eq!(outbox.len(), 4, "{name}");
}

fn check_each<const READ: usize, const WORD: usize>(name: &str, fill: impl Fn(&mut Flash<READ, WORD, 1024>)) {
    for pages in [2, 3, 4] {
        let mut flash = Flash::new(pages);
        fill(&mut flash);
        check(name, &mut flash);
    }
}

fn seeds() -> u64 {
    if is_thorough() { 10_000 } else { 50 }
}

/// Does it for other words, too.
macro_rules! check_flashes {
    ($name:expr, $fill:expr) => {
        check_each::<1, 1>($name, $fill);
        check_each::<1, 4>($name, $fill);
        check_each::<4, 4>($name, $fill);
        check_each::<1, 8>($name, $fill);
        check_each::<8, 8>($name, $fill);
    };
}

#[test]
fn a_flash_may_be_erased_or_cleared() {
    check_flashes!("ones", |_| {});
    check_flashes!("zeros", |flash| flash.bytes.fill(0));
    check_flashes!("other bytes", |flash| flash.bytes.fill(0xA5));
}

#[test]
fn a_flash_may_have_any_content() {
    for seed in 0..seeds() {
        check_flashes!(&format!("noise {seed}"), |flash| flash.fill_with_noise(seed));
    }
}

/// As a program that is followed by erased flash, or has tables in it.
#[test]
fn a_flash_may_have_any_content_in_parts() {
    for seed in 0..seeds() {
        check_flashes!(&format!("parts {seed}"), |flash| {
            flash.fill_with_noise(seed);
            let part = 16 << (seed % 7);
            for (index, bytes) in flash.bytes.chunks_mut(part).enumerate() {
                match (seed.rotate_right(index as u32 % 61) ^ index as u64) % 3 {
                    0 => bytes.fill(0xFF),
                    1 => bytes.fill(0),
                    _ => {}
                }
            }
        });
    }
}

#[test]
fn a_cell_that_is_worn_is_noticed() {
    let (mut flash, mut buffer) = (Flash::<1, 4, 1024>::new(2), [0; 512]);
    flash.stuck = Some(200);
    let range = flash.range();
    let mut shelf = ready(Shelf::open(&mut flash, range, &mut buffer, 1)).expect("a shelf");
    let message = message(&"x".repeat(40));
    let committed =
        [(); 4].map(|()| ready(shelf.commit(ShelfRank::Event, &message, Instant::default(), &WallClock::UNKNOWN)));
    let mismatch = Err(CommitError::Shelf(ShelfError::Mismatch));
    assert_eq!(committed.iter().filter(|&committed| *committed == mismatch).count(), 1);
    assert_eq!(committed.iter().filter(|&committed| *committed == Ok(())).count(), 3);
}
