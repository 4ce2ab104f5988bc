//! Chunks on 32-bit machines are, byte for byte, what the host encodes.

use anyhow::Result;
use firmware::messages::{filled, health, samples};
use firmware_host::{Target, build, on_targets};
use vitalwire::proto::Field;

on_targets!(test: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

fn test(target: Target) -> Result<()> {
    let messages = build(target, "", &["chunks"])?.remove(0).output()?.messages;
    let expected = [encode(&filled(health::fill).unwrap()), encode(&filled(samples::fill).unwrap())];
    assert_eq!(messages, expected, "{target}");
    Ok(())
}

fn encode(message: &impl Field) -> String {
    let mut text = String::new();
    vitalwire::to_fmt(message, &mut text).unwrap();
    text
}
