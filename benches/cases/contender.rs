//! Ways to do the same work.

use std::hint::black_box;

/// A piece of work, and all ways to do it.
pub struct Case {
    pub name: &'static str,
    /// The length of the JSON in bytes, or the number of samples.
    pub amount: usize,
    /// This crate's is the first.
    pub contenders: Vec<Contender>,
}

pub struct Contender {
    pub name: &'static str,
    /// Does the work once, always with the same outcome.
    pub run: Box<dyn FnMut()>,
}

impl Contender {
    /// Creates a way to make a value. The value counts as used.
    pub fn new<T>(name: &'static str, mut make: impl FnMut() -> T + 'static) -> Self {
        let run = move || {
            black_box(make());
        };
        Self { name, run: Box::new(run) }
    }
}
