//! When things are due: each invariant on random calls, with any times and durations.
//!
//! Each property runs for a tenth of a second, or longer with `ARBTEST_BUDGET_MS=10000`, which also makes fleets
//! larger.

mod any;
mod backoff;
mod fleet;
mod lease;
mod rhythm;
mod seed;
mod wall_clock;

// The example prints more than is tested.
#[allow(dead_code)]
#[path = "../../examples/fleet/leases.rs"]
mod leases;
#[allow(dead_code)]
#[path = "../../examples/fleet/scenarios.rs"]
mod scenarios;
#[allow(dead_code)]
#[path = "../../examples/fleet/simulation.rs"]
mod simulation;
#[allow(dead_code)]
#[path = "../../examples/fleet/workers.rs"]
mod workers;

/// Whether there's time for what takes long: at night.
fn is_thorough() -> bool {
    std::env::var_os("ARBTEST_BUDGET_MS").is_some()
}
