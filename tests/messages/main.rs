//! Every message: its bytes, its longest encoding, and that no field of the schema is missing.

mod coverage;
mod dataflow;
mod genomics;
mod golden;
mod longest;

/// The profile that has room for everything.
type Profile = vitalwire::Sidecar;

/// Runs a test that holds large messages.
fn with_large_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 30).spawn(test).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
