//! An outbox of any size does what its model does, whatever is pushed and however batches end.

use crate::outbox::{Bare, Checked, Draft, End, Expected, Model, RANKS};
use crate::profiles::Odd;
use crate::sample::{text, value};
use arbitrary::{Result, Unstructured};
use vitalwire::dataflow::{Labels, Payload, WorkerMessage, WorkerShutdownNotice, WorkerThreadScalingReport};
use vitalwire::profile::Profile;
use vitalwire::proto::{OneOf, Timestamp};
use vitalwire::rpc::{Code, Outcome};
use vitalwire::{Microcontroller, Sidecar};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Location, Rank, Slot};

const MAX_OPERATIONS: usize = 400;

/// The first bytes select the sizes, and the others what happens.
pub fn outbox(input: &[u8]) {
    // It ends where there are no more bytes.
    let _ = run(&mut Unstructured::new(input));
}

fn run(u: &mut Unstructured<'_>) -> Result<()> {
    let mut bytes = vec![0; u.int_in_range(0..=1024)?];
    let mut slots = vec![Slot::EMPTY; u.int_in_range(0..=16)?];
    let boot = *u.choose(&[None, Some(0), Some(7), Some(u32::MAX)])?;
    let location = if u.arbitrary()? { Location::NONE } else { Location::new("europe-west1").expect("a location") };
    let model = Model::new(bytes.len(), slots.len(), boot);
    let expected = Expected::new(model, location);
    let mut checked = Checked { bare: Bare::new(&mut bytes, &mut slots, boot), expected };

    for _ in 0..MAX_OPERATIONS {
        if u.is_empty() {
            break;
        }
        step(u, &mut checked)?;
    }
    // What is left is what the model has.
    while checked.batch(usize::MAX) > 0 {
        checked.settle(End::Outcome(Outcome::Accepted));
    }
    Ok(())
}

fn step(u: &mut Unstructured<'_>, checked: &mut Checked<'_>) -> Result<()> {
    let passed = u64::from(u.arbitrary::<u16>()?) >> u.int_in_range(0..=16)?;
    checked.expected.now = Instant::from_millis(checked.expected.now.as_millis() + passed);
    match u.int_in_range(0..=15)? {
        0..=6 => push(u, checked)?,
        7..=9 => {
            let limit = *u.choose(&[0, 100, 200, 500, usize::MAX])?;
            checked.batch(limit);
        }
        10..=12 if checked.bare.last.is_some() => checked.settle(end(u)?),
        13 if checked.bare.stale.is_some() => checked.settle_stale(end(u)?),
        14 => match u.int_in_range(0..=3)? {
            0 => checked.drop_batch(),
            1 => checked.cut_dropped(false),
            _ => checked.cut_dropped(true),
        },
        15 => {
            let seconds = u.int_in_range(1_700_000_000..=1_900_000_000)?;
            checked.expected.learn_time(Timestamp::new(seconds, 0).expect("a time"));
        }
        _ => {}
    }
    Ok(())
}

fn push(u: &mut Unstructured<'_>, checked: &mut Checked<'_>) -> Result<()> {
    let rank = *u.choose(&RANKS)?;
    let before = if u.ratio(3, 4)? { 0 } else { u.arbitrary::<u16>()? };
    let made = Instant::from_millis(checked.expected.now.as_millis().saturating_sub(before.into()));
    match u.int_in_range(0..=7)? {
        0 => {
            let message = *value::<WorkerMessage<Microcontroller>>(u);
            push_one(rank, made, checked, &message);
        }
        1 => {
            let message = *value::<WorkerMessage<Odd, Payload<Odd>>>(u);
            push_one(rank, made, checked, &message);
        }
        2 | 3 => {
            let payload = WorkerThreadScalingReport { current_thread_count: u.arbitrary()? };
            let (labels, time) = (labels::<Sidecar>(u)?, time(u)?);
            let message = WorkerMessage::<Sidecar, _> { labels, payload: Some(payload), time };
            push_one(rank, made, checked, &message);
        }
        _ => {
            let payload = WorkerShutdownNotice::<Sidecar>::new(&text(u, 40)?).ok();
            let (labels, time) = (labels::<Sidecar>(u)?, time(u)?);
            let message = WorkerMessage::<Sidecar, _> { labels, payload, time };
            push_one(rank, made, checked, &message);
        }
    }
    Ok(())
}

fn push_one<C: Profile, P: OneOf>(rank: Rank, made: Instant, checked: &mut Checked<'_>, message: &WorkerMessage<C, P>) {
    let _ = checked.push(rank, message, &Draft::new(message), made);
}

fn labels<C: Profile>(u: &mut Unstructured<'_>) -> Result<Labels<C>> {
    let mut labels = Labels::<C>::default();
    for _ in 0..[0, 0, 1, 2][u.choose_index(4)?] {
        let (key, value) = (text(u, 6)?, text(u, 9)?);
        // Those that are too long as JSON aren't needed.
        let _ = labels.set(if u.ratio(1, 16)? { "SEQ" } else { &key }, &value);
    }
    Ok(labels)
}

fn time(u: &mut Unstructured<'_>) -> Result<Option<Timestamp>> {
    if u.ratio(3, 4)? {
        return Ok(None);
    }
    Ok(Timestamp::new(u.int_in_range(-62_135_596_800..=253_402_300_799)?, u.int_in_range(0..=999_999_999)?).ok())
}

fn end(u: &mut Unstructured<'_>) -> Result<End> {
    let rejected = |code| End::Outcome(Outcome::Rejected { code });
    Ok(match u.int_in_range(0..=9)? {
        0..=2 => End::Outcome(Outcome::Accepted),
        3 => End::Outcome(Outcome::Retry { after: None }),
        4 => End::Outcome(Outcome::TooLarge),
        5 => End::Outcome(Outcome::Unauthenticated),
        6 => rejected(None),
        7 => rejected(Some(Code::InvalidArgument)),
        8 => rejected(Code::from_number(u.int_in_range(1..=17)?).ok()),
        _ => End::Cut,
    })
}
