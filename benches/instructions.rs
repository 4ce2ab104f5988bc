//! Counts instructions by valgrind's callgrind: the same on every run, whatever else the machine does.
//!
//! The program runs itself under valgrind, once for each case and contender.

use cases::{Case, decoding, encoding};
use std::env;
use std::hint::black_box;
use std::process::Command;

const ONE: &str = "--count-one";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments[..] {
        [one, case, contender] if one == ONE => run_one(case.parse().unwrap(), contender.parse().unwrap()),
        [bench] if bench == "--bench" => print_table(),
        // `cargo test --benches`, or a selection among criterion's groups.
        _ => {}
    }
}

fn all() -> impl Iterator<Item = &'static fn() -> Case> {
    encoding::ALL.iter().chain(decoding::ALL).chain(encoding::LONG)
}

fn print_table() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instructions are not counted: valgrind is not installed (apt-get install valgrind)");
        return;
    }
    println!("\n| case | bytes | contender | instructions | per byte | times vitalwire |");
    println!("| --- | ---: | --- | ---: | ---: | ---: |");
    for (at, case) in all().enumerate() {
        let case = case();
        let counts: Vec<f64> = (0..case.contenders.len()).map(|contender| count(at, contender)).collect();
        for (contender, count) in case.contenders.iter().zip(&counts) {
            let (per_byte, ratio) = (count / case.amount as f64, count / counts[0]);
            println!("| {} | {} | {} | {count} | {per_byte:.2} | {ratio:.2} |", case.name, case.amount, contender.name);
        }
    }
}

fn count(case: usize, contender: usize) -> f64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=instructions::measured*"])
        .arg(env::current_exe().unwrap())
        .args([ONE, &case.to_string(), &contender.to_string()])
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    let collected = report.lines().find_map(|line| line.split_once("Collected : "));
    let count = collected.and_then(|(_, count)| count.trim().parse().ok());
    count.filter(|&count| count > 0.0).unwrap_or_else(|| panic!("callgrind has counted nothing: {report}"))
}

fn run_one(case: usize, contender: usize) {
    let case = all().nth(case).unwrap();
    let mut contender = case().contenders.into_iter().nth(contender).unwrap();
    // The first run resolves symbols, so that this isn't counted.
    (contender.run)();
    measured(black_box(&mut *contender.run));
}

/// The function in which callgrind counts.
#[inline(never)]
fn measured(run: &mut dyn FnMut()) {
    run();
}
