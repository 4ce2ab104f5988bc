//! From a noisy line, firmware reads what is intact.

use anyhow::Result;
use firmware_host::{Target, build, on_targets};

on_targets!(test: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

/// The numbers in a response.
const RESPONSE: [&str; 3] = ["300", "12", "400"];

fn test(target: Target) -> Result<()> {
    let messages = build(target, "", &["frames"])?.remove(0).output()?.messages;
    let lines = [&RESPONSE[..], &["no response", "no response", "no frame"], &RESPONSE].concat();
    let records = [&RESPONSE[..], &["no response", "no frame"], &RESPONSE].concat();
    assert_eq!(messages, [lines, records].concat(), "{target}");
    Ok(())
}
