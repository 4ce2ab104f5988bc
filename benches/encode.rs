//! Measures the time of encoding.

use cases::{encoding, time};

fn main() {
    if time::measure(encoding::ALL, "byte") {
        print_ladder();
    }
}

fn print_ladder() {
    println!("\n| bytes of pings | ns/byte |\n| ---: | ---: |");
    for mut case in encoding::ladder() {
        let times = time::fastest(&mut case);
        println!("| {} | {:.3} |", case.amount, times[0] / case.amount as f64);
    }
}
