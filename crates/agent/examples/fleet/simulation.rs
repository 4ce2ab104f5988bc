//! Workers and a backend in simulated time, and how many attempts there are in each second.

use std::ops::Range;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;

/// What decides when a worker sends something.
pub trait Worker {
    /// Returns when the next attempt is due, unless it is now.
    fn poll(&mut self, now: Instant) -> Option<Instant>;
    /// Records an attempt. Returns whether it repeats the last one, before another would be due.
    fn sent(&mut self, now: Instant) -> bool;
    fn settle(&mut self, response: &Response, now: Instant, entropy: u32);
}

/// What a worker learns from an attempt.
pub struct Response {
    pub outcome: Outcome,
    /// The interval that the backend requests, in s.
    pub interval: Option<u64>,
}

/// How a backend responds to what it receives at a time in ms: the response, and after how many ms it comes.
pub type Backend<'a> = &'a dyn Fn(u64, &mut Random) -> (Response, u64);

#[derive(Clone, Copy)]
pub struct Fleet {
    pub workers: u32,
    /// By how much the workers' clocks are wrong: at most so many parts in a million, in either direction.
    pub drift: u32,
}

/// Attempts in each second.
#[derive(Default)]
pub struct Attempts {
    pub first: Vec<u32>,
    pub repeated: Vec<u32>,
}

impl Fleet {
    /// Starts all workers at once, and counts attempts for so many seconds. `new` makes a worker with a number and
    /// random bits.
    pub fn run<W: Worker>(self, seconds: u64, new: impl Fn(u32, &mut Random) -> W, backend: Backend<'_>) -> Attempts {
        let mut attempts = Attempts { first: vec![0; seconds as usize], repeated: vec![0; seconds as usize] };
        for number in 0..self.workers {
            let mut random = Random::new(number.into());
            let mut worker = new(number, &mut random);
            let clock = Clock::new(self.drift, &mut random);
            let mut time = 0;
            while time < seconds * 1000 {
                let now = clock.at(time);
                if let Some(due) = worker.poll(now) {
                    assert!(due > now, "{due:?} isn't after {now:?}");
                    time = clock.when(due);
                    continue;
                }
                let is_repeated = worker.sent(now);
                let counts = if is_repeated { &mut attempts.repeated } else { &mut attempts.first };
                counts[(time / 1000) as usize] += 1;
                let (response, latency) = backend(time, &mut random);
                time += latency;
                worker.settle(&response, clock.at(time), random.bits());
            }
        }
        attempts
    }
}

/// A worker's clock, which starts with it, and is too fast or too slow.
struct Clock {
    /// Its ms in 1,000,000 ms.
    rate: u64,
}

impl Clock {
    fn new(drift: u32, random: &mut Random) -> Self {
        Self { rate: 1_000_000 - u64::from(drift) + random.below(2 * u64::from(drift) + 1) }
    }

    fn at(&self, time: u64) -> Instant {
        Instant::from_millis(time * self.rate / 1_000_000)
    }

    /// Returns the first time at which it shows `instant`.
    fn when(&self, instant: Instant) -> u64 {
        (instant.as_millis() * 1_000_000).div_ceil(self.rate)
    }
}

/// SplitMix64: the same numbers in every run.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed);
        Self(random.next())
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }

    pub fn bits(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// Returns a number with so many bits: each number of bits is as likely.
    pub fn magnitude(&mut self, bits: Range<u64>) -> u64 {
        let highest = 1 << (self.range(bits) - 1);
        highest + self.below(highest)
    }

    pub fn range(&mut self, range: Range<u64>) -> u64 {
        range.start + self.below(range.end - range.start)
    }
}
