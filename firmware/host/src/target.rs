//! The targets of the images.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The compiler's name for it.
    pub triple: &'static str,
    /// The name used in tables.
    pub name: &'static str,
    /// The emulator's name for the machine.
    pub machine: &'static str,
}

pub const CORTEX_M0: Target = Target { triple: "thumbv6m-none-eabi", name: "Cortex-M0", machine: "microbit" };
pub const CORTEX_M3: Target = Target { triple: "thumbv7m-none-eabi", name: "Cortex-M3", machine: "lm3s6965evb" };
pub const CORTEX_M4F: Target = Target { triple: "thumbv7em-none-eabihf", name: "Cortex-M4F", machine: "mps2-an386" };
pub const RISC_V: Target = Target { triple: "riscv32imac-unknown-none-elf", name: "RISC-V", machine: "virt" };

pub const TARGETS: [Target; 4] = [CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V];

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.triple)
    }
}

/// Declares a test for each target in the module `$test`, which calls the function of that name.
#[macro_export]
macro_rules! on_targets {
    ($test:ident: $($TARGET:ident),+) => {
        #[allow(non_snake_case, reason = "named as the targets are")]
        mod $test {
            $(
                #[test]
                fn $TARGET() -> anyhow::Result<()> {
                    super::$test($crate::$TARGET)
                }
            )+
        }
    };
}
