//! How long decoding takes.

mod cases;

use cases::{decoding, time};

fn main() {
    time::measure(decoding::all);
}
