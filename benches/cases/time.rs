//! Time: criterion's groups, then a table of all contenders, measured in turns.

use super::Case;
use criterion::{Criterion, Throughput};
use std::time::{Duration, Instant};

/// Measures cases whose amounts are in a unit, such as `byte`. Returns whether this was a full run: not
/// `cargo test --benches`, and not a selection.
pub fn measure(cases: &[fn() -> Case], unit: &str) -> bool {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for case in cases {
        measure_group(&mut criterion, case(), unit);
    }
    criterion.final_summary();
    let is_full_run = std::env::args().skip(1).eq(["--bench"]);
    if is_full_run {
        print_ratios(cases, unit);
    }
    is_full_run
}

fn measure_group(criterion: &mut Criterion, case: Case, unit: &str) {
    let mut group = criterion.benchmark_group(case.name);
    let throughput = if unit == "byte" { Throughput::Bytes } else { Throughput::Elements };
    group.throughput(throughput(case.amount as u64));
    for mut contender in case.contenders {
        group.bench_function(contender.name, |bencher| bencher.iter(&mut contender.run));
    }
    group.finish();
}

fn print_ratios(cases: &[fn() -> Case], unit: &str) {
    println!(
        "\n| case | {unit}s | contender | ns | ns/{unit} | times vitalwire |\n| --- | ---: | --- | ---: | ---: | ---: |"
    );
    for case in cases {
        let mut case = case();
        let times = fastest(&mut case);
        for (contender, time) in case.contenders.iter().zip(&times) {
            let Case { name, amount, .. } = case;
            let (per_unit, ratio) = (time / amount as f64, time / times[0]);
            println!("| {name} | {amount} | {} | {time:.0} | {per_unit:.3} | {ratio:.2} |", contender.name);
        }
    }
}

/// Returns the fewest nanoseconds that each contender needed. They alternate, so that other load on the machine affects
/// all alike.
pub fn fastest(case: &mut Case) -> Vec<f64> {
    let repeats = (100_000 / case.amount).max(1);
    let mut fastest = vec![f64::INFINITY; case.contenders.len()];
    for _ in 0..200 {
        for (contender, fastest) in case.contenders.iter_mut().zip(&mut fastest) {
            let start = Instant::now();
            for _ in 0..repeats {
                (contender.run)();
            }
            *fastest = fastest.min(start.elapsed().as_nanos() as f64 / repeats as f64);
        }
    }
    fastest
}
