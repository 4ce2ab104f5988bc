//! A flash in a file.

use crate::is_thorough;
use crate::worker::{Random, message, ready};
use embedded_storage_async::nor_flash::{NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Location, Outbox, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::{FileFlash, Shelf, ShelfRank};

const PAGES: u16 = 16;
const LEN: u32 = PAGES as u32 * 4096;

/// Returns the path of a file that doesn't exist.
fn path(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _none = fs::remove_file(&path);
    path
}

#[test]
fn it_is_a_flash() {
    let path = path("it_is_a_flash");
    let mut flash = FileFlash::open(&path, 3).expect("a file");
    assert_eq!(flash.capacity(), 3 * 4096);
    ready(flash.write(4096, &[0xF0; 16])).expect("space");
    ready(flash.write(4104, &[0x3C; 8])).expect("space");
    let mut read = [0; 24];
    ready(flash.read(4096, &mut read)).expect("it's there");
    assert_eq!((&read[..8], &read[8..16], &read[16..]), (&[0xF0; 8][..], &[0x30; 8][..], &[0xFF; 8][..]));
    ready(flash.write(0, &[0; 3 * 4096])).expect("space");
    ready(flash.erase(4096, 8192)).expect("a page");
    drop(flash);
    assert_eq!(fs::read(&path).expect("a file"), [[0; 4096], [0xFF; 4096], [0; 4096]].concat());
}

#[test]
fn requests_are_within_it_and_of_whole_units() {
    let mut flash = FileFlash::open(path("requests"), 2).expect("a file");
    let errors = [
        ready(flash.read(8192, &mut [0])).err(),
        ready(flash.read(u32::MAX, &mut [0; 2])).err(),
        ready(flash.write(8192, &[0; 8])).err(),
        ready(flash.write(4, &[0; 8])).err(),
        ready(flash.write(8, &[0; 12])).err(),
        ready(flash.erase(0, 12_288)).err(),
        ready(flash.erase(0, 4095)).err(),
        ready(flash.erase(8, 4104)).err(),
    ];
    for error in errors {
        assert_eq!(error.map(|error| error.kind()), Some(NorFlashErrorKind::OutOfBounds));
    }
    assert!(ready(flash.read(8192, &mut [])).is_ok());
    assert!(ready(flash.read(0, &mut [0; 8192])).is_ok());
}

#[test]
fn only_one_has_it() {
    let path = path("only_one");
    let flash = FileFlash::open(&path, 2).expect("a file");
    assert_eq!(FileFlash::open(&path, 2).expect_err("it's open").kind(), ErrorKind::WouldBlock);
    drop(flash);
    assert!(FileFlash::open(&path, 2).is_ok());
}

#[test]
fn its_length_does_not_change() {
    let path = path("length");
    // Its creation was cut.
    fs::write(&path, [0xFF; 5000]).expect("a file");
    drop(FileFlash::open(&path, 2).expect("a file"));
    assert_eq!(fs::read(&path).expect("a file"), [0xFF; 8192]);

    assert_eq!(FileFlash::open(&path, 1).expect_err("another length").kind(), ErrorKind::InvalidData);
    fs::write(&path, [0; 4096]).expect("a file");
    assert_eq!(FileFlash::open(&path, 2).expect_err("another length").kind(), ErrorKind::InvalidData);
    assert_eq!(fs::read(&path).expect("a file"), [0; 4096]);
}

/// What a process says that it has done, one a line: `+7` has been committed; `-7` was received.
#[test]
fn a_process_that_is_killed_loses_nothing() {
    let path = path("killed");
    let (mut committed, mut received) = (BTreeSet::new(), BTreeSet::new());
    let mut random = Random::new(7);
    let (mut not_said, mut kills) = (0, 0);
    for boot in 1..=if is_thorough() { 300 } else { 8 } {
        let mut child = Command::new(std::env::current_exe().expect("a path"))
            .args(["--ignored", "--exact", "--nocapture", "file::child"])
            .env("SHELF_PATH", &path)
            .env("SHELF_BOOT", boot.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        for _ in 0..random.below(60) {
            note(lines.next(), &mut committed, &mut received);
        }
        std::thread::sleep(std::time::Duration::from_micros(random.below(10_000)));
        child.kill().expect("it's killed");
        kills += 1;
        while note(lines.next(), &mut committed, &mut received) {}
        child.wait().expect("it ends");

        let stored = stored(&path, boot);
        let lost = committed.iter().filter(|&number| !stored.contains(number) && !received.contains(number));
        assert_eq!(lost.collect::<Vec<_>>(), Vec::<&u64>::new());
        assert!(stored.is_sorted() && stored.iter().collect::<BTreeSet<_>>().len() == stored.len(), "{stored:?}");
        let unsaid = stored.iter().filter(|&number| !committed.contains(number)).copied().collect::<Vec<_>>();
        assert!(unsaid.len() <= 1, "{unsaid:?}");
        not_said += unsaid.len();
        committed.extend(unsaid);
    }
    println!("{kills} kills, {} committed, {} received, {not_said} not said", committed.len(), received.len());
}

fn note(line: Option<std::io::Result<String>>, committed: &mut BTreeSet<u64>, received: &mut BTreeSet<u64>) -> bool {
    let Some(Ok(line)) = line else { return false };
    if let Some(Ok(number)) = line.strip_prefix('+').map(str::parse) {
        committed.insert(number);
    }
    if let Some(Ok(number)) = line.strip_prefix('-').map(str::parse) {
        received.insert(number);
    }
    true
}

/// Returns the numbers of what is stored.
fn stored(path: &Path, boot: u32) -> Vec<u64> {
    let (mut buffer, mut bytes, mut slots) = ([0; 512], [0; 4 * LEN as usize], [Slot::EMPTY; 4096]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let flash = FileFlash::open(path, PAGES).expect("a file");
    let mut shelf = ready(Shelf::open(flash, 0..LEN, &mut buffer, boot)).expect("a shelf");
    ready(shelf.sync(&mut outbox)).expect("it's read");
    let mut stored = Vec::new();
    while let Some(number) = next(&mut outbox) {
        stored.push(number);
    }
    stored
}

/// Sends one message, and returns its number.
fn next(outbox: &mut Outbox<'_>) -> Option<u64> {
    let batch = outbox.batch(1, &WallClock::UNKNOWN)?;
    let json = outbox.body(&batch, Location::NONE).collect::<Vec<_>>().concat();
    let json = String::from_utf8(json).expect("JSON");
    let (_, number) = json.split_once(r#""reason":""#).expect("a reason");
    outbox.settle(batch, Outcome::Accepted);
    number.split(' ').next().expect("a number").parse().ok()
}

#[test]
#[ignore = "the process that another test kills"]
fn child() {
    let variable = |name| std::env::var(name).expect("the other test's");
    let boot = variable("SHELF_BOOT").parse::<u32>().expect("a number");
    let flash = FileFlash::open(variable("SHELF_PATH"), PAGES).expect("a file");
    let (mut buffer, mut bytes, mut slots) = ([0; 512], [0; 2048], [Slot::EMPTY; 16]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = ready(Shelf::open(flash, 0..LEN, &mut buffer, boot)).expect("a shelf");
    let mut random = Random::new(boot.into());
    let mut stdout = std::io::stdout();
    for number in u64::from(boot) * 10_000.. {
        let message = message(&format!("{number} {}", "x".repeat(random.below(200) as usize)));
        let committed = shelf.commit(ShelfRank::Event, &message, Instant::default(), &WallClock::UNKNOWN);
        ready(committed).expect("space");
        writeln!(stdout, "+{number}").expect("a parent");
        // More than one a message: it's never full.
        while random.below(5) < 3 {
            ready(shelf.sync(&mut outbox)).expect("it's synced");
            if let Some(number) = next(&mut outbox) {
                writeln!(stdout, "-{number}").expect("a parent");
            }
        }
    }
}
