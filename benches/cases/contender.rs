//! Ways to do the same.

use std::hint::black_box;

/// Something to do, and all ways to do it.
pub struct Case {
    pub name: &'static str,
    /// The length of the JSON.
    pub bytes: usize,
    /// Ours is the first.
    pub contenders: Vec<Contender>,
}

pub struct Contender {
    pub name: &'static str,
    /// Does it once, always with the same outcome.
    pub run: Box<dyn FnMut()>,
}

impl Contender {
    /// A way to make a value; whatever it makes counts as used.
    pub fn new<T>(name: &'static str, mut make: impl FnMut() -> T + 'static) -> Self {
        let run = move || {
            black_box(make());
        };
        Self { name, run: Box::new(run) }
    }
}
