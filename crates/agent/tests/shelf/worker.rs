//! A worker with a shelf, and a receiver that knows duplicates, both of which remember what they did.

use core::convert::Infallible;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use std::collections::BTreeSet;
use std::future::Future;
use std::rc::Rc;
use vitalwire::dataflow::{Payload, SendWorkerMessagesRequest, WorkerMessage, WorkerShutdownNotice};
use vitalwire::rpc::Outcome;
use vitalwire::{Growable, decode};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Dropped, Location, Outbox, SEQUENCE_LABEL, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::{CommitError, Shelf, ShelfError, ShelfRank};
use vitalwire_testing::flash::{Cut, Flash, Off};
pub use vitalwire_testing::{Random, ready};

pub type Message = WorkerMessage<Growable, WorkerShutdownNotice<Growable>>;
type Received = WorkerMessage<Growable>;

/// Returns a message that has this text.
pub fn message(text: &str) -> Message {
    let mut message = Message::default();
    message.payload.insert(WorkerShutdownNotice::default()).reason = text.try_into().expect("a short text");
    message
}

/// What a worker does next.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Commits a message of about this length.
    Commit(ShelfRank, usize),
    Sync,
    /// Sends a batch that is accepted.
    Send,
    /// Sends a batch that arrives, but whose response doesn't.
    Lose,
    /// Sends until nothing is left.
    Empty,
    Reopen,
}

/// Returns so many steps. Of 100, `commits` are commits.
pub fn steps(count: usize, seed: u64, commits: u64) -> Vec<Step> {
    let mut random = Random::new(seed);
    let step = |_| match random.below(100) {
        step if step < commits => {
            let rank = if random.below(12) == 0 { ShelfRank::Farewell } else { ShelfRank::Event };
            Step::Commit(rank, 20 + random.below(281) as usize)
        }
        step => match (step - commits) * 100 / (100 - commits) {
            0..55 => Step::Send,
            55..80 => Step::Sync,
            80..90 => Step::Lose,
            _ => Step::Reopen,
        },
    };
    (0..count).map(step).collect()
}

/// What a stream of messages should be and is. Texts begin with their number.
#[derive(Clone, Default)]
pub struct Stream {
    pub committed: Vec<String>,
    known: BTreeSet<String>,
    /// Those whose commit was cut: they may arrive, or not.
    pub uncertain: BTreeSet<String>,
    /// Without duplicates.
    pub received: Vec<String>,
    /// The label of the last one.
    last: Option<(u32, u32)>,
    /// Accepted, and removed from the shelf.
    removed: BTreeSet<String>,
    /// Accepted, and not removed yet.
    accepted: Vec<String>,
}

/// All that outlives a reset.
#[derive(Clone)]
pub struct World<const READ: usize, const WORD: usize, const PAGE: usize> {
    pub flash: Flash<READ, WORD, PAGE>,
    boot: u32,
    number: u32,
    /// Farewells, and events.
    pub streams: [Stream; 2],
    /// How many events were dropped and counted.
    pub dropped: u64,
    /// How many messages an outbox had at a reset. Of a shelf that was full, they may have been the only copies.
    pub in_memory: u64,
    /// How often a commit had to erase a page, which it does only if the shelf is full, or repairs one.
    pub full: u64,
    /// How many messages could not be found after they were written: see [`ShelfError::Mismatch`].
    pub hidden: u64,
    pub duplicates: u64,
    /// After how many times that a future has to wait it's dropped. From then on, none is.
    pub patience: Option<u64>,
}

/// Why a worker's run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Cut(Cut),
    Done,
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> World<READ, WORD, PAGE> {
    pub fn new(flash: Flash<READ, WORD, PAGE>) -> Self {
        Self {
            flash,
            boot: 0,
            number: 0,
            streams: Default::default(),
            dropped: 0,
            in_memory: 0,
            full: 0,
            hidden: 0,
            duplicates: 0,
            patience: None,
        }
    }

    /// Does all steps, and returns early if the power is cut.
    pub fn run(&mut self, steps: &[Step]) -> End {
        let mut sessions = steps.split(|step| matches!(step, Step::Reopen));
        if sessions.all(|steps| self.session(steps).is_ok()) { End::Done } else { self.end() }
    }

    fn end(&self) -> End {
        End::Cut(self.flash.cut.expect("a cut"))
    }

    /// Starts the worker again, delivers all that is stored, and checks that the shelf works from there on.
    pub fn recover(&mut self) -> End {
        if self.session(&[Step::Empty]).is_err() {
            return self.end();
        }
        let new = [Step::Commit(ShelfRank::Event, 30), Step::Commit(ShelfRank::Farewell, 40)];
        for _ in 0..2 {
            self.session(&new).expect("it works");
            self.session(&[Step::Empty]).expect("it works");
        }
        let before = self.duplicates;
        self.session(&[Step::Empty]).expect("it works");
        assert_eq!(self.duplicates, before, "something was left");
        End::Done
    }

    /// A start of the worker: the outbox is empty, and the shelf is what it was.
    pub fn session(&mut self, steps: &[Step]) -> Result<(), Off> {
        self.boot += 1;
        self.streams.iter_mut().for_each(|stream| stream.accepted.clear());
        let mut flash = std::mem::replace(&mut self.flash, Flash::new(0));
        let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots);
        let result = self.session_on(&mut flash, &mut outbox, steps);
        self.flash = flash;
        self.in_memory += outbox.len() as u64;
        result
    }

    fn session_on(
        &mut self,
        flash: &mut Flash<READ, WORD, PAGE>,
        outbox: &mut Outbox<'_>,
        steps: &[Step],
    ) -> Result<(), Off> {
        let (mut buffer, range) = ([0; 512], flash.range());
        if self.call(Shelf::open(&mut *flash, range.clone(), &mut buffer, self.boot)).is_none() {
            // It was dropped, and nothing is from here on.
            return self.session_on(flash, outbox, steps);
        }
        let erased = Rc::clone(&flash.erased);
        let opened = self.call(Shelf::open(&mut *flash, range, &mut buffer, self.boot)).expect("patience");
        let mut shelf = opened.map_err(off)?;
        for &step in steps {
            match step {
                Step::Commit(rank, len) => {
                    let text = self.text(len);
                    let message = message(&text);
                    let before = erased.get();
                    let committed = self.call(shelf.commit(rank, &message, Instant::default(), &WallClock::UNKNOWN));
                    self.full += u64::from(erased.get() > before);
                    let stream = &mut self.streams[rank as usize];
                    match committed {
                        Some(Ok(())) => {
                            stream.known.insert(text.clone());
                            stream.committed.push(text);
                        }
                        Some(Err(CommitError::Full)) => {}
                        // It may be stored or not, as the docs say; the worker goes on.
                        Some(Err(CommitError::Shelf(ShelfError::Mismatch))) => {
                            stream.uncertain.insert(text);
                            self.hidden += 1;
                        }
                        Some(Err(CommitError::Shelf(error))) => {
                            stream.uncertain.insert(text);
                            // For what it has counted.
                            let _off = self.sync(&mut shelf, outbox);
                            return Err(off(error));
                        }
                        Some(Err(error)) => panic!("{error}"),
                        None => _ = stream.uncertain.insert(text),
                    }
                }
                Step::Sync => self.sync(&mut shelf, outbox)?,
                Step::Send | Step::Lose => {
                    self.sync(&mut shelf, outbox)?;
                    self.send(outbox, matches!(step, Step::Send));
                }
                Step::Empty => loop {
                    self.sync(&mut shelf, outbox)?;
                    if outbox.is_empty() {
                        break;
                    }
                    self.send(outbox, true);
                },
                Step::Reopen => unreachable!("steps are split there"),
            }
        }
        self.sync(&mut shelf, outbox)
    }

    /// Polls a future until it's ready, or dropped.
    fn call<T>(&mut self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                return Some(value);
            }
            match &mut self.patience {
                None => {}
                Some(0) => {
                    self.patience = None;
                    return None;
                }
                Some(patience) => *patience -= 1,
            }
        }
    }

    fn text(&mut self, len: usize) -> String {
        self.number += 1;
        let mut text = format!("{} ", self.number);
        let mut random = Random::new(self.number.into());
        while text.len() < len {
            text.push((b'a' + random.below(26) as u8).into());
        }
        text
    }

    fn sync(
        &mut self,
        shelf: &mut Shelf<'_, &mut Flash<READ, WORD, PAGE>>,
        outbox: &mut Outbox<'_>,
    ) -> Result<(), Off> {
        let synced = self.call(shelf.sync(outbox));
        let counted = outbox.cut_dropped(Ok::<_, Infallible>).expect("it can't fail");
        let Dropped { farewell, event, .. } =
            counted.unwrap_or(Dropped { farewell: 0, event: 0, health: 0, metrics: 0 });
        assert_eq!(farewell, 0);
        self.dropped += u64::from(event);
        if let Some(synced) = synced {
            synced.map_err(off)?;
            for stream in &mut self.streams {
                stream.removed.extend(stream.accepted.drain(..));
            }
        }
        Ok(())
    }

    pub fn send(&mut self, outbox: &mut Outbox<'_>, has_response: bool) {
        let Some(batch) = outbox.batch(1000, &WallClock::UNKNOWN) else { return };
        let json = outbox.body(&batch, Location::NONE).collect::<Vec<_>>().concat();
        let request = decode::<SendWorkerMessagesRequest<Growable>>(&json).expect("whole messages");
        for message in &request.worker_messages {
            self.receive(message, has_response);
        }
        outbox.settle(batch, if has_response { Outcome::Accepted } else { Outcome::Retry { after: None } });
    }

    /// Does what a receiver does: it drops what isn't later than the last of its stream.
    fn receive(&mut self, message: &Received, is_accepted: bool) {
        let label = message.labels.get(SEQUENCE_LABEL).expect("a label").as_str();
        let numbers = label.split('.').map(|number| number.parse::<u32>().expect("a number")).collect::<Vec<_>>();
        let &[boot, stream, number] = numbers.as_slice() else { panic!("{label}") };
        let stream = &mut self.streams[stream as usize - 4];
        let Some(Payload::WorkerShutdownNotice(notice)) = &message.payload else { panic!("another message") };
        let text = notice.reason.as_str().to_owned();
        assert!(stream.known.contains(&text) || stream.uncertain.contains(&text), "never committed: {text}");
        assert!(!stream.removed.contains(&text), "again, although it was removed: {text}");
        if stream.last < Some((boot, number)) {
            stream.last = Some((boot, number));
            stream.received.push(text.clone());
        } else {
            self.duplicates += 1;
            assert!(stream.received.contains(&text), "taken for a duplicate: {text}");
        }
        if is_accepted {
            stream.accepted.push(text);
        }
    }

    /// Checks that all was received that was committed, in order and once, but for `missing` events.
    pub fn check(&self, missing: u64) {
        for (stream, missing) in self.streams.iter().zip([0, missing]) {
            let certain = |text: &&String| !stream.uncertain.contains(*text);
            let received = stream.received.iter().filter(certain).collect::<Vec<_>>();
            let mut left = received.iter();
            let mut next = left.next();
            let mut lost = 0;
            for text in &stream.committed {
                if next == Some(&text) { next = left.next() } else { lost += 1 }
            }
            assert_eq!(next, None, "out of order");
            assert!(lost <= missing, "{lost} are lost of {}, {missing} may be", stream.committed.len());
        }
    }
}

fn off(error: ShelfError<Off>) -> Off {
    match error {
        ShelfError::Flash(off) => off,
        error => panic!("{error}"),
    }
}
