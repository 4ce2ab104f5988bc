//! What goes in comes out, and what becomes of what can't.

use crate::worker::{message, ready};
use sequential_storage::cache::Cache;
use sequential_storage::queue::{QueueConfig, QueueStorage};
use vitalwire::proto::Timestamp;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Dropped, Location, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::ShelfRank::{self, Event, Farewell};
use vitalwire_agent::shelf::{CommitError, Shelf, ShelfError, format};
use vitalwire_testing::flash::{Flash, Off, Tear};

type Memory = Flash<1, 4, 4096>;
type OnMemory<'a> = Shelf<'a, &'a mut Memory>;

const NONE: Dropped = Dropped { farewell: 0, event: 0, health: 0, metrics: 0 };

fn open<'a>(flash: &'a mut Memory, buffer: &'a mut [u8], boot: u32) -> OnMemory<'a> {
    let range = flash.range();
    ready(Shelf::open(flash, range, buffer, boot)).expect("a shelf")
}

fn commit(shelf: &mut OnMemory<'_>, rank: ShelfRank, text: &str) -> Result<(), CommitError<Off>> {
    ready(shelf.commit(rank, &message(text), Instant::from_millis(4000), &WallClock::UNKNOWN))
}

fn sync(shelf: &mut OnMemory<'_>, outbox: &mut Outbox<'_>) {
    ready(shelf.sync(outbox)).expect("it's synced");
}

/// Sends all that an outbox has, and returns the messages.
fn send(outbox: &mut Outbox<'_>, clock: &WallClock) -> Vec<String> {
    let mut sent = Vec::new();
    while let Some(batch) = outbox.batch(1, clock) {
        let json = outbox.body(&batch, Location::NONE).collect::<Vec<_>>().concat();
        let json = String::from_utf8(json).expect("JSON");
        let message = json.strip_prefix(r#"{"workerMessages":["#).and_then(|json| json.strip_suffix("]}"));
        sent.push(message.expect("one message").to_owned());
        outbox.settle(batch, Outcome::Accepted);
    }
    sent
}

/// Starts a worker, and returns all that it sends, and how much it has dropped.
fn sent(flash: &mut Memory, boot: u32) -> (Vec<String>, Dropped) {
    let (mut buffer, mut bytes, mut slots) = ([0; 512], [0; 8192], [Slot::EMPTY; 64]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = open(flash, &mut buffer, boot);
    let mut sent = Vec::new();
    loop {
        sync(&mut shelf, &mut outbox);
        if outbox.is_empty() {
            return (sent, outbox.dropped());
        }
        sent.extend(send(&mut outbox, &WallClock::UNKNOWN));
    }
}

fn json(label: &str, text: &str) -> String {
    format!(r#"{{"labels":{{"SEQ":"{label}"}},"workerShutdownNotice":{{"reason":"{text}"}}}}"#)
}

#[test]
fn what_is_committed_is_sent_after_a_reset() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let mut shelf = open(&mut flash, &mut buffer, 7);
    commit(&mut shelf, Event, "one").expect("space");
    commit(&mut shelf, Farewell, "two").expect("space");
    let mut shelf = open(&mut flash, &mut buffer, 8);
    commit(&mut shelf, Event, "three").expect("space");
    let expected = [json("7.4.2", "two"), json("7.5.1", "one"), json("8.5.3", "three")];
    assert_eq!(sent(&mut flash, 9), (expected.to_vec(), NONE));
    assert_eq!(sent(&mut flash, 10), (vec![], NONE));
}

#[test]
fn numbers_start_again_only_if_nothing_is_stored() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    for (boot, label) in [(1, "1.5.1"), (2, "2.5.1")] {
        commit(&mut open(&mut flash, &mut buffer, boot), Event, "one").expect("space");
        assert_eq!(sent(&mut flash, boot).0, [json(label, "one")]);
    }
}

#[test]
fn a_time_that_was_not_known_is_that_of_its_boot() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    commit(&mut open(&mut flash, &mut buffer, 1), Event, "before").expect("space");

    let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = open(&mut flash, &mut buffer, 2);
    commit(&mut shelf, Event, "after").expect("space");
    sync(&mut shelf, &mut outbox);
    let (date, now) = (Timestamp::new(1_795_310_520, 0).expect("a time"), Instant::from_millis(10_000));
    let clock = WallClock::from_date(date, now, now);
    let sent = send(&mut outbox, &clock);
    assert_eq!(sent[0], json("1.5.1", "before"));
    // 6 s before the date, give or take a second.
    let (message, time) = sent[1].split_once(r#","time":""#).expect("a time");
    assert_eq!(message, json("2.5.2", "after").trim_end_matches('}').to_owned() + "\"}".trim_start_matches('"'));
    assert!(time.starts_with("2026-11-22T01:21:54"), "{time}");
}

#[test]
fn nothing_is_read_if_nothing_can_have_changed() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let (mut bytes, mut slots) = ([0; 1024], [Slot::EMPTY; 8]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let text = "x".repeat(200);
    {
        let mut shelf = open(&mut flash, &mut buffer, 1);
        (0..5).for_each(|_| commit(&mut shelf, Event, &text).expect("space"));
        sync(&mut shelf, &mut outbox);
        assert!((1..5).contains(&outbox.len()), "it's full");
        ready(async {
            let mut shelf = shelf;
            for _ in 0..100 {
                shelf.sync(&mut outbox).await.expect("nothing to do");
            }
        });
    }
    let reads = flash.reads;
    let mut other = Memory::new(2);
    let mut shelf = open(&mut other, &mut buffer, 1);
    (0..5).for_each(|_| commit(&mut shelf, Event, &text).expect("space"));
    sync(&mut shelf, &mut Outbox::new(&mut [0; 1024], &mut [Slot::EMPTY; 8]));
    assert_eq!(other.reads, reads);
}

#[test]
fn it_goes_on_where_an_outbox_had_no_space() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let (mut bytes, mut slots) = ([0; 512], [Slot::EMPTY; 2]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    // Others have all of it.
    for _ in 0..2 {
        outbox.push(Rank::Event, &message("other"), Instant::default(), &WallClock::UNKNOWN).expect("space");
    }
    commit(&mut shelf, Farewell, "one").expect("space");
    commit(&mut shelf, Event, "two").expect("space");
    sync(&mut shelf, &mut outbox);
    assert_eq!(send(&mut outbox, &WallClock::UNKNOWN).len(), 2);
    sync(&mut shelf, &mut outbox);
    assert_eq!(send(&mut outbox, &WallClock::UNKNOWN), [json("1.4.1", "one")]);
    sync(&mut shelf, &mut outbox);
    assert_eq!(send(&mut outbox, &WallClock::UNKNOWN), [json("1.5.2", "two")]);
}

#[test]
fn what_is_too_long_is_rejected() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 114]);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    // It has to be read in whole words.
    let fits = "x".repeat(112 - 10 - json("1.5.1", "").len() - r#","time":"2026-11-22T01:22:00.250Z""#.len());
    let error = CommitError::TooLong { needed: 113, space: 112 };
    assert_eq!(commit(&mut shelf, Event, &format!("{fits}x")), Err(error));
    assert_eq!(commit(&mut shelf, Event, &fits), Ok(()));
    assert_eq!(sent(&mut flash, 2).0, [json("1.5.1", &fits)]);

    // A page, without its marks and a header.
    let mut buffer = [0; 8192];
    let error = commit(&mut open(&mut flash, &mut buffer, 2), Event, &"x".repeat(5000));
    assert!(matches!(error, Err(CommitError::TooLong { space: 4080, .. })), "{error:?}");
    let fits = "x".repeat(4080 - 10 - json("3.5.1", "").len() - r#","time":"2026-11-22T01:22:00.250Z""#.len());
    assert_eq!(commit(&mut open(&mut flash, &mut buffer, 3), Event, &fits), Ok(()));
}

#[test]
fn what_cannot_be_sent_is_rejected() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    let (now, clock, mut labelled) = (Instant::default(), WallClock::UNKNOWN, message("one"));
    labelled.labels.set("SEQ", "1.5.1").expect("a label");
    let committed = ready(shelf.commit(Event, &labelled, now, &clock));
    assert_eq!(committed, Err(CommitError::Message(PushError::LabelTaken)));
    assert_eq!(sent(&mut flash, 2), (vec![], NONE));
}

#[test]
fn what_does_not_fit_an_outbox_is_dropped_and_counted() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let (mut bytes, mut slots) = ([0; 128], [Slot::EMPTY; 8]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    for rank in [Event, Farewell] {
        commit(&mut shelf, rank, &"x".repeat(200)).expect("space");
    }
    commit(&mut shelf, Event, "three").expect("space");
    sync(&mut shelf, &mut outbox);
    assert_eq!(outbox.dropped(), Dropped { farewell: 1, event: 1, ..NONE });
    assert_eq!(send(&mut outbox, &WallClock::UNKNOWN), [json("1.5.3", "three")]);
}

#[test]
fn what_does_not_fit_a_shorter_buffer_is_dropped_and_counted() {
    let mut flash = Memory::new(2);
    for (number, len) in [(1, 900), (2, 100), (3, 800), (4, 100)] {
        let mut buffer = [0; 1024];
        commit(&mut open(&mut flash, &mut buffer, 1), Event, &format!("{number}{}", "x".repeat(len))).expect("space");
    }
    let (sent, dropped) = sent(&mut flash, 2);
    assert_eq!((sent.len(), dropped), (2, Dropped { event: 2, ..NONE }));
    assert!(sent[0].contains("SEQ\":\"1.5.2") && sent[1].contains("SEQ\":\"1.5.4"), "{sent:?}");
}

#[test]
fn what_is_not_a_message_of_this_version_is_dropped_and_counted() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let mut queue = QueueStorage::new(&mut flash, QueueConfig::new(0..8192), Cache::new_uncached());
    let items: [&[u8]; 5] = [b"", b"{}", b"\xA1\x02\0\0\0\0\0\0\0\0{}", b"\xA2\x01\0\0\0\0\0\0\0\0{}", &[0xA1; 10]];
    for item in items {
        ready(queue.push(item, false)).expect("space");
    }
    commit(&mut open(&mut flash, &mut buffer, 1), Event, "one").expect("space");
    let (messages, dropped) = sent(&mut flash, 2);
    assert_eq!(messages, [json("1.5.1", "one")]);
    // The first of the two that were opened has counted them, and had no outbox.
    assert_eq!(dropped, NONE);

    let mut queue = QueueStorage::new(&mut flash, QueueConfig::new(0..8192), Cache::new_uncached());
    ready(queue.push(b"other", false)).expect("space");
    assert_eq!(sent(&mut flash, 3), (vec![], Dropped { event: 1, ..NONE }));
}

#[test]
fn a_farewell_is_not_dropped_however_long_it_waits() {
    for pages in [2, 3, 5] {
        let (mut flash, mut buffer) = (Memory::new(pages), [0; 512]);
        for (boot, farewell) in [(1, "first"), (2, "second"), (3, "third")] {
            let mut shelf = open(&mut flash, &mut buffer, boot);
            for _ in 0..40 * pages {
                commit(&mut shelf, Event, &"x".repeat(250)).expect("space");
            }
            commit(&mut shelf, Farewell, farewell).expect("space");
        }
        let mut shelf = open(&mut flash, &mut buffer, 4);
        for _ in 0..40 * pages {
            commit(&mut shelf, Event, &"x".repeat(250)).expect("space");
        }
        let (sent, _) = sent(&mut flash, 5);
        let farewells = sent.iter().filter(|message| !message.contains("xxx")).collect::<Vec<_>>();
        assert_eq!(farewells.len(), 3, "{farewells:?}");
        for (farewell, expected) in farewells.iter().zip(["first", "second", "third"]) {
            assert!(farewell.contains(expected), "{farewells:?}");
        }
        assert!(sent.len() >= 10 * (pages - 1), "{} events", sent.len());
    }
}

#[test]
fn it_may_be_full_of_farewells() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    let mut stored = 0;
    while let Ok(()) = commit(&mut shelf, Farewell, &"x".repeat(250)) {
        stored += 1;
    }
    assert!(stored >= 10, "{stored}");
    for rank in [Event, Farewell] {
        assert_eq!(commit(&mut shelf, rank, &"x".repeat(250)), Err(CommitError::Full));
    }
    let (messages, dropped) = sent(&mut flash, 2);
    assert_eq!((messages.len(), dropped), (stored, NONE));
    assert_eq!(commit(&mut open(&mut flash, &mut buffer, 3), Event, "x"), Ok(()));
}

#[test]
fn what_was_dropped_is_counted() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let (mut bytes, mut slots) = ([0; 8192], [Slot::EMPTY; 64]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    for _ in 0..100 {
        commit(&mut shelf, Event, &"x".repeat(250)).expect("space");
    }
    let mut received = 0;
    loop {
        sync(&mut shelf, &mut outbox);
        if outbox.is_empty() {
            break;
        }
        received += send(&mut outbox, &WallClock::UNKNOWN).len();
    }
    assert!(received > 10);
    assert_eq!(outbox.dropped(), Dropped { event: 100 - received as u32, ..NONE });
}

#[test]
fn what_an_outbox_has_is_not_lost_when_it_is_dropped_from_the_shelf() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut shelf = open(&mut flash, &mut buffer, 1);
    commit(&mut shelf, Event, "one").expect("space");
    sync(&mut shelf, &mut outbox);
    for _ in 0..30 {
        commit(&mut shelf, Event, &"x".repeat(250)).expect("space");
    }
    assert_eq!(send(&mut outbox, &WallClock::UNKNOWN), [json("1.5.1", "one")]);
    sync(&mut shelf, &mut outbox);
    let dropped = outbox.dropped().event;
    assert!((9..12).contains(&dropped), "a page of them, but for one: {dropped}");
}

#[test]
fn the_range_has_at_least_two_whole_pages() {
    let (mut flash, mut buffer) = (Memory::new(3), [0; 512]);
    let ends =
        [(0, 0), (0, 4096), (8192, 4096), (0, 8191), (1, 8193), (2048, 10_240), (4096, 16_384), (u32::MAX, 8192)];
    for (start, end) in ends {
        let range = start..end;
        let opened = ready(Shelf::open(&mut flash, range.clone(), &mut buffer, 1));
        assert_eq!(opened.err(), Some(ShelfError::Range), "{range:?}");
        assert_eq!(ready(format(&mut flash, range)), Err(ShelfError::Range));
    }
    assert!(ready(Shelf::open(&mut flash, 4096..12_288, &mut buffer, 1)).is_ok());
}

#[test]
fn it_stays_in_its_range() {
    let (mut flash, mut buffer) = (Memory::new(5), [0; 512]);
    flash.fill_with_noise(1);
    let before = flash.bytes.clone();
    for boot in 1..4 {
        let mut shelf = ready(Shelf::open(&mut flash, 4096..16_384, &mut buffer, boot)).expect("a shelf");
        for _ in 0..50 {
            commit(&mut shelf, Event, &"x".repeat(250)).expect("space");
        }
    }
    assert_eq!((&flash.bytes[..4096], &flash.bytes[16_384..]), (&before[..4096], &before[16_384..]));
}

#[test]
fn another_range_is_found_out() {
    let (mut flash, mut buffer) = (Memory::new(3), [0; 512]);
    let mut shelf = ready(Shelf::open(&mut flash, 0..8192, &mut buffer, 1)).expect("a shelf");
    // The first page is the younger one.
    for _ in 0..30 {
        commit(&mut shelf, Event, &"x".repeat(250)).expect("space");
    }
    let opened = ready(Shelf::open(&mut flash, 0..12_288, &mut buffer, 2));
    assert_eq!(opened.err(), Some(ShelfError::Corrupted));
    ready(format(&mut flash, 0..12_288)).expect("a range");
    assert_eq!(sent(&mut flash, 3), (vec![], NONE));
}

/// The first word of a header that a reset has torn, and the first word of the next one, form a header: its length and
/// the checksum of that fit, and the item is hidden in it. That's so for one text in a million.
#[test]
fn what_a_torn_header_hides_is_not_committed() {
    let (mut flash, mut buffer) = (Memory::new(2), [0; 512]);
    // A page's mark, half of a header.
    flash.cut_after(2, Tear::NOTHING, 0);
    let range = flash.range();
    let mut shelf = ready(Shelf::open(&mut flash, range, &mut buffer, 1)).expect("a shelf");
    assert_eq!(commit(&mut shelf, Event, "one"), Err(CommitError::Shelf(ShelfError::Flash(Off))));
    flash.power_on();

    let mut shelf = open(&mut flash, &mut buffer, 2);
    let mut hidden = message("2660159");
    hidden.time = Timestamp::new(1_795_310_520, 0).ok();
    let committed = ready(shelf.commit(Event, &hidden, Instant::default(), &WallClock::UNKNOWN));
    assert_eq!(committed, Err(CommitError::Shelf(ShelfError::Mismatch)));
    assert_eq!(commit(&mut shelf, Event, "three"), Ok(()));
    assert_eq!(sent(&mut flash, 3).0, [json("2.5.2", "three")]);
}
