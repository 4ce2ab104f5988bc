//! When things are due: each invariant on random calls, with any times and durations.
//!
//! Each property runs for a tenth of a second, or longer with `ARBTEST_BUDGET_MS=10000`.

mod any;
mod backoff;
mod lease;
mod rhythm;
mod seed;
mod wall_clock;
