//! Time: criterion's groups, then a table of all contenders, measured in turns.

mod cases;

use cases::Case;
use criterion::{Criterion, Throughput};
use std::time::{Duration, Instant};

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for case in cases::all() {
        measure_group(&mut criterion, case);
    }
    criterion.final_summary();
    if is_full_run() {
        print_ratios();
        print_ladder();
    }
}

/// Not `cargo test --benches`, and not a selection.
fn is_full_run() -> bool {
    std::env::args().skip(1).eq(["--bench"])
}

fn measure_group(criterion: &mut Criterion, case: Case) {
    let mut group = criterion.benchmark_group(case.name);
    group.throughput(Throughput::Bytes(case.bytes as u64));
    for mut contender in case.contenders {
        group.bench_function(contender.name, |bencher| bencher.iter(&mut contender.encode));
    }
    group.finish();
}

fn print_ratios() {
    println!(
        "\n| case | bytes | contender | ns | ns/byte | times vitalwire |\n| --- | ---: | --- | ---: | ---: | ---: |"
    );
    for mut case in cases::all() {
        let times = fastest(&mut case);
        for (contender, time) in case.contenders.iter().zip(times) {
            let Case { name, bytes, .. } = case;
            let (per_byte, ratio) = (time / bytes as f64, time / times[0]);
            println!("| {name} | {bytes} | {} | {time:.0} | {per_byte:.3} | {ratio:.2} |", contender.name);
        }
    }
}

fn print_ladder() {
    println!("\n| bytes of pings | ns/byte |\n| ---: | ---: |");
    for mut case in cases::ladder() {
        let [time, ..] = fastest(&mut case);
        println!("| {} | {:.3} |", case.bytes, time / case.bytes as f64);
    }
}

/// The fewest nanoseconds that each contender took. They take turns, so that whatever else the machine
/// does hits all alike.
fn fastest(case: &mut Case) -> [f64; 5] {
    let repeats = (100_000 / case.bytes).max(1);
    let mut fastest = [f64::INFINITY; 5];
    for _ in 0..200 {
        for (contender, fastest) in case.contenders.iter_mut().zip(&mut fastest) {
            let start = Instant::now();
            for _ in 0..repeats {
                (contender.encode)();
            }
            *fastest = fastest.min(start.elapsed().as_nanos() as f64 / repeats as f64);
        }
    }
    fastest
}
