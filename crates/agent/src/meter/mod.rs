//! What a worker measures, until a message takes it.

mod cpu;
mod memory;

pub use cpu::CpuMeter;
pub use memory::MemoryMeter;
