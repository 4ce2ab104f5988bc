//! What a boiler reports and shows is the same on every machine.

use anyhow::Result;
use firmware_host::{Target, build, on_targets};

on_targets!(test: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

fn test(target: Target) -> Result<()> {
    let image = build(target, "hal", &["hal"])?.remove(0);
    assert_eq!(image.output()?.messages.join("\n"), include_str!("hal.txt").trim_end(), "{target}");
    Ok(())
}
