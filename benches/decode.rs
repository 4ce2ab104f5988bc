//! Measures the time of decoding.

use cases::{decoding, time};

fn main() {
    time::measure(decoding::ALL, "byte");
}
