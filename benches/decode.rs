//! How long decoding takes.

use cases::{decoding, time};

fn main() {
    time::measure(decoding::ALL);
}
