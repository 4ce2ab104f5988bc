//! What is shown of an outbox and its errors, and what a location may be.

use crate::backend::push;
use vitalwire::{BuildError, SerializeError};
use vitalwire_agent::outbox::{Location, Outbox, PushError, Rank, Slot};

#[test]
fn errors_have_sentences() {
    for (error, sentence) in [
        (PushError::TooLong { needed: 2100 }, "the outbox is too small: the message takes 2100 bytes of it"),
        (PushError::Full, "the outbox is full of what isn't dropped for this message"),
        (PushError::Waits, "a message of this rank and kind waits already"),
        (PushError::LabelTaken, "the message has a label SEQ, which is the outbox's own"),
        (PushError::Empty, "the message is empty"),
        (PushError::Serialize(SerializeError::NonFinite), &SerializeError::NonFinite.to_string()),
        (PushError::Build(BuildError::Malformed("text")), "expected text"),
    ] {
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn an_outbox_shows_no_messages() {
    let (mut bytes, mut slots) = ([0; 200], [Slot::EMPTY; 1]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    push(&mut outbox, Rank::Health, "secret").expect("space");
    push(&mut outbox, Rank::Event, "secret").expect("space");
    let dropped = "Dropped { farewell: 0, event: 0, health: 1, metrics: 0 }";
    assert_eq!(format!("{outbox:?}"), format!("Outbox {{ len: 1, dropped: {dropped}, .. }}"));
}

#[test]
fn a_location_needs_no_escapes() {
    for location in ["europe-west1", "a", "A.b_c-9"] {
        assert_eq!(Location::try_from(location).map(Location::as_str), Ok(location));
    }
    for location in ["", "\"", "a/b", "caf\u{e9}", "a b", "a\n"] {
        let error = BuildError::Malformed("a location of letters, digits and -._");
        assert_eq!(Location::try_from(location), Err(error), "{location}");
    }
    assert_eq!(Location::NONE, Location::default());
}
