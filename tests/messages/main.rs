//! Every message: its encoding, its longest encoding, its round trip, and that it's complete.

mod conformance;
mod coverage;
mod dataflow;
mod fuzz_corpus;
mod genomics;
mod golden;
mod longest;
mod outcomes;
mod presets;
mod round_trips;

vitalwire::profile! {
    /// Holds all golden messages, and keeps the order of maps.
    struct Profile {
        messages: 9, responses: 8, label_value: 128, pods: 2, memory_samples: 1, gpu_samples: 1, buckets: 20, events: 1, details: 1,
        ..MICROCONTROLLER
    }
    containers: Pod
}

vitalwire::profile! {
    /// A container that contains others.
    struct Pod { containers: 2, ..POD }
}

/// Runs a test on a stack for large messages.
fn with_large_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(test).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
