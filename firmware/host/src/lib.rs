//! Builds the images of firmware, runs them, and inspects them and their output.

mod arguments;
pub mod document;
pub mod elf;
mod image;
mod output;
mod target;

pub use arguments::Mode;
pub use image::{AGENT, IMAGES, Image, SERIAL, build};
pub use output::{Cost, Output};
pub use target::{CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V, TARGETS, Target};
