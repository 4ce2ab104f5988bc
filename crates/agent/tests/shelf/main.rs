//! What is stored survives.

mod contents;
mod cuts;
#[cfg(unix)]
mod file;
mod foreign;
mod wear;
mod worker;

/// Whether there's time for all, not a sample: at night.
fn is_thorough() -> bool {
    std::env::var_os("SHELF_ALL").is_some()
}
