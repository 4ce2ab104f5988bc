//! Tells the program which machine its target has, and the linker what memory that has.

use std::env;
use std::fs;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = env::var("TARGET").expect("cargo names the target");
    println!("cargo::rustc-check-cfg=cfg(machine, values(\"microbit\", \"lm3s6965evb\", \"mps2-an386\", \"virt\"))");
    let (machine, memory) = match target.as_str() {
        "thumbv6m-none-eabi" => ("microbit", MICROBIT),
        "thumbv7m-none-eabi" => ("lm3s6965evb", LM3S6965EVB),
        "thumbv7em-none-eabihf" => ("mps2-an386", MPS2_AN386),
        "riscv32imac-unknown-none-elf" => ("virt", VIRT),
        _ => return,
    };
    println!("cargo::rustc-cfg=machine=\"{machine}\"");
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder"));
    fs::write(folder.join("memory.x"), memory).expect("the folder can be written to");
    println!("cargo::rustc-link-search={}", folder.display());
    if memory == VIRT {
        println!("cargo::rustc-link-arg-bins=-Tmemory.x");
    }
    println!("cargo::rustc-link-arg-bins=-Tlink.x");
    if env::var_os("CARGO_FEATURE_LOG").is_some() {
        println!("cargo::rustc-link-arg-bin=log=-Tdefmt.x");
    }
}

const MICROBIT: &str = "
MEMORY {
    FLASH : ORIGIN = 0x00000000, LENGTH = 256K
    RAM : ORIGIN = 0x20000000, LENGTH = 16K
}";

const LM3S6965EVB: &str = "
MEMORY {
    FLASH : ORIGIN = 0x00000000, LENGTH = 256K
    RAM : ORIGIN = 0x20000000, LENGTH = 64K
}";

/// The machine has 4 MB of each; no image needs them.
const MPS2_AN386: &str = "
MEMORY {
    FLASH : ORIGIN = 0x00000000, LENGTH = 256K
    RAM : ORIGIN = 0x20000000, LENGTH = 64K
}";

/// The machine has only RAM, a part of which is used as flash.
const VIRT: &str = r#"
MEMORY {
    FLASH : ORIGIN = 0x80000000, LENGTH = 256K
    RAM : ORIGIN = 0x80040000, LENGTH = 64K
}
REGION_ALIAS("REGION_TEXT", FLASH);
REGION_ALIAS("REGION_RODATA", FLASH);
REGION_ALIAS("REGION_DATA", RAM);
REGION_ALIAS("REGION_BSS", RAM);
REGION_ALIAS("REGION_HEAP", RAM);
REGION_ALIAS("REGION_STACK", RAM);
"#;
