//! What a worker measures, until a message takes it.

mod counter;
mod cpu;
mod error;
mod gauge;
mod memory;
#[cfg(any(target_has_atomic = "32", feature = "portable-atomic"))]
mod shared_counter;
mod together;

pub use counter::Counter;
pub use cpu::CpuMeter;
pub use error::Full;
pub use gauge::Gauge;
pub use memory::MemoryMeter;
#[cfg(any(target_has_atomic = "32", feature = "portable-atomic"))]
#[cfg_attr(docsrs, doc(cfg(any(target_has_atomic = "32", feature = "portable-atomic"))))]
pub use shared_counter::SharedCounter;
pub use together::cut_together;
