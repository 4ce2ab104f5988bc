//! Measures the time of recording a value in a histogram.

use cases::{recording, time};

fn main() {
    time::measure(recording::ALL, "sample");
}
