//! What a boiler reports and shows is the same on every machine.

use anyhow::Result;
use firmware_host::{CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V, Target, build};

#[test]
fn on_a_cortex_m0() -> Result<()> {
    test(CORTEX_M0)
}

#[test]
fn on_a_cortex_m3() -> Result<()> {
    test(CORTEX_M3)
}

#[test]
fn on_a_cortex_m4f() -> Result<()> {
    test(CORTEX_M4F)
}

#[test]
fn on_risc_v() -> Result<()> {
    test(RISC_V)
}

fn test(target: Target) -> Result<()> {
    let image = build(target, "hal", &["hal"])?.remove(0);
    assert_eq!(image.output()?.messages.join("\n"), include_str!("hal.txt").trim_end(), "{target}");
    Ok(())
}
