//! Every sequence of operations on an outbox of three slots does what the model does: `.ci/outbox` tries those of 8
//! operations, and `cargo test` those of 4.

use std::env;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage};
use vitalwire::profile;
use vitalwire::proto::Timestamp;
use vitalwire::rpc::{Code, Outcome};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Batch, Location, Rank, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_testing::outbox::{Bare, Checked, Draft, End, Expected, Model, RANKS};

profile! { pub struct Small { labels: 0, message: 60, pods: 0 } }

type Message = WorkerMessage<Small, WorkerHealthReport<Small>>;

/// Three small messages fit, two large ones, or a large one and two small ones.
const BYTES: usize = 384;
const SLOTS: usize = 3;
const BOOT: Option<u32> = Some(7);

/// Two small messages fit, with their times, or a large and a small one without.
const LIMIT: usize = 215;

const ACCEPTED: End = End::Outcome(Outcome::Accepted);
const DATE: Timestamp = match Timestamp::new(1_795_310_520, 0) {
    Ok(date) => date,
    Err(_) => panic!("a time"),
};

#[derive(Clone, Copy, Debug)]
enum Operation {
    Push(Rank, bool),
    Batch(usize),
    Settle(End),
    SettleStale,
    LearnTime,
}

const OPERATIONS: [Operation; 18] = {
    use Operation::{Batch, LearnTime, Push, Settle, SettleStale};
    let [farewell, event, health, metrics] = RANKS;
    [
        Push(farewell, false),
        Push(farewell, true),
        Push(event, false),
        Push(event, true),
        Push(health, false),
        Push(health, true),
        Push(metrics, false),
        Push(metrics, true),
        Batch(usize::MAX),
        Batch(LIMIT),
        Settle(ACCEPTED),
        Settle(End::Outcome(Outcome::Retry { after: None })),
        Settle(End::Outcome(Outcome::Rejected { code: Some(Code::InvalidArgument) })),
        Settle(End::Outcome(Outcome::Rejected { code: Some(Code::PermissionDenied) })),
        Settle(End::Outcome(Outcome::TooLarge)),
        Settle(End::Cut),
        SettleStale,
        LearnTime,
    ]
};

// A batch can also be dropped. The outbox can't know it: what follows is what follows if it's kept, and not settled.
const _: () = assert!(!std::mem::needs_drop::<Batch>());

struct Messages([(Message, Draft); 2]);

impl Messages {
    fn new() -> Self {
        Self([10, 60].map(|len| {
            let mut message = Message::default();
            message.payload.insert(WorkerHealthReport::default()).msg.set(&"x".repeat(len)).expect("space");
            let draft = Draft::new(&message);
            (message, draft)
        }))
    }

    /// Does what may be done, and doesn't look at the outbox.
    fn replay(&self, bare: &mut Bare<'_>, operations: &[Operation]) {
        let mut clock = WallClock::UNKNOWN;
        for (index, operation) in operations.iter().enumerate() {
            let now = time(index);
            match *operation {
                Operation::Push(rank, is_large) => {
                    let _pushed = bare.push(rank, &self.0[usize::from(is_large)].0, now, &clock);
                }
                Operation::Batch(limit) => drop(bare.batch(limit, &clock)),
                Operation::Settle(end) => bare.settle(end),
                Operation::SettleStale => bare.settle_stale(ACCEPTED),
                Operation::LearnTime => clock.observe(DATE, now, now),
            }
        }
    }

    /// Returns what is expected of an outbox after an operation, if it's possible.
    fn check(&self, before: &[Operation], expected: &Expected, operation: Operation) -> Option<Expected> {
        let (mut bytes, mut slots) = ([0; BYTES], [Slot::EMPTY; SLOTS]);
        let mut bare = Bare::new(&mut bytes, &mut slots, BOOT);
        self.replay(&mut bare, before);
        let is_possible = match operation {
            Operation::Push(..) | Operation::Batch(_) => true,
            Operation::Settle(_) => bare.last.is_some(),
            Operation::SettleStale => bare.stale.is_some(),
            Operation::LearnTime => expected.clock == WallClock::UNKNOWN,
        };
        if !is_possible {
            return None;
        }
        let mut checked = Checked { bare, expected: expected.clone() };
        checked.expected.now = time(before.len());
        match operation {
            Operation::Push(rank, is_large) => {
                let (message, draft) = &self.0[usize::from(is_large)];
                let _pushed = checked.push(rank, message, draft, checked.expected.now);
            }
            Operation::Batch(limit) => drop(checked.batch(limit)),
            Operation::Settle(end) => checked.settle(end),
            Operation::SettleStale => checked.settle_stale(ACCEPTED),
            Operation::LearnTime => checked.expected.learn_time(DATE),
        }
        Some(checked.expected)
    }

    /// Tries all sequences that begin with some, and returns their number.
    fn try_all(&self, sequence: &mut Vec<Operation>, expected: &Expected, longest: usize) -> u64 {
        let mut tried = 0;
        for operation in OPERATIONS {
            let Some(expected) = self.check(sequence, expected, operation) else { continue };
            tried += 1;
            if sequence.len() + 1 < longest {
                sequence.push(operation);
                tried += self.try_all(sequence, &expected, longest);
                sequence.pop();
            }
        }
        tried
    }
}

const fn time(index: usize) -> Instant {
    Instant::from_millis(1000 * index as u64)
}

#[test]
fn every_sequence_of_operations_does_what_the_model_does() {
    let longest = env::var("OUTBOX_OPERATIONS").map_or(4, |longest| longest.parse().expect("a number"));
    let firsts: Vec<_> = OPERATIONS.iter().flat_map(|first| OPERATIONS.map(|second| [*first, second])).collect();
    let (next, tried) = (AtomicUsize::new(0), AtomicU64::new(0));
    let work = || {
        let messages = Messages::new();
        while let Some(&[first, second]) = firsts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let expected = Expected::new(Model::new(BYTES, SLOTS, BOOT), Location::NONE);
            let Some(expected) = messages.check(&[], &expected, first) else { continue };
            let Some(expected) = messages.check(&[first], &expected, second) else { continue };
            tried.fetch_add(1 + messages.try_all(&mut vec![first, second], &expected, longest), Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    println!("{} sequences of 2 to {longest} operations", tried.into_inner());
}
