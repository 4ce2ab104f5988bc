//! Workers and a backend in simulated time, and how many attempts there are in each second.

use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_testing::Random;

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
