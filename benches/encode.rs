//! Measures the time of encoding.

use cases::{encoding, time};

fn main() {
    if time::measure(encoding::ALL) {
        print_ladder();
    }
}

fn print_ladder() {
    println!("\n| bytes of pings | ns/byte |\n| ---: | ---: |");
    for mut case in encoding::ladder() {
        let times = time::fastest(&mut case);
        println!("| {} | {:.3} |", case.bytes, times[0] / case.bytes as f64);
    }
}
