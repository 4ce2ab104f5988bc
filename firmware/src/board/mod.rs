//! What a machine has: output, exit, a stack, and a count of instructions.

#[cfg(feature = "serial")]
pub mod clock;
#[cfg(all(target_os = "none", target_arch = "arm"))]
mod cortex_m;
#[cfg(not(target_os = "none"))]
mod host;
#[cfg(all(feature = "serial", target_os = "none"))]
pub mod reset;
#[cfg(all(target_os = "none", target_arch = "riscv32"))]
mod riscv;
#[cfg(target_os = "none")]
mod semihosted;
#[cfg(target_os = "none")]
pub(crate) mod stack;
#[cfg(feature = "serial")]
pub mod uart;

#[cfg(all(target_os = "none", target_arch = "arm"))]
pub use self::cortex_m::entry;
#[cfg(all(target_os = "none", target_arch = "arm"))]
pub(crate) use self::cortex_m::{count, stack_pointer};
#[cfg(not(target_os = "none"))]
pub use self::host::{exit, print};
#[cfg(all(target_os = "none", target_arch = "riscv32"))]
pub use self::riscv::entry;
#[cfg(all(target_os = "none", target_arch = "riscv32"))]
pub(crate) use self::riscv::{count, stack_pointer};
#[cfg(target_os = "none")]
pub use self::semihosted::{exit, print};

/// Prints a number in decimal.
pub fn print_number(number: u32) {
    print(decimal(number, &mut [0; 10]));
}

/// Writes a number in decimal to `digits`, and returns those that count.
#[inline(always)] // A call would take stack of the images that are measured.
pub fn decimal(mut number: u32, digits: &mut [u8; 10]) -> &[u8] {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let zeros = digits.iter().take(9).take_while(|&&digit| digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}
