//! What a machine has: output, exit, a stack, and a count of instructions.

#[cfg(all(target_os = "none", target_arch = "arm"))]
mod cortex_m;
#[cfg(not(target_os = "none"))]
mod host;
#[cfg(all(target_os = "none", target_arch = "riscv32"))]
mod riscv;
#[cfg(target_os = "none")]
mod semihosted;
#[cfg(target_os = "none")]
pub(crate) mod stack;

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
pub fn print_number(mut number: u32) {
    let mut digits = [b'0'; 10];
    for digit in digits.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    let zeros = digits.iter().take(9).take_while(|&&digit| digit == b'0').count();
    print(digits.get(zeros..).unwrap_or_default());
}
