//! What is logged through defmt, as its decoder shows it.

use anyhow::{Context, Result};
use defmt_decoder::{DecodeError, Table};
use firmware_host::{Target, build, on_targets};

on_targets!(test: CORTEX_M4F, RISC_V);

fn test(target: Target) -> Result<()> {
    let image = build(target, "log", &["log"])?.remove(0);
    let table = Table::parse(&image.elf)?.context("the image logs nothing")?;
    let mut decoder = table.new_stream_decoder();
    decoder.received(&image.run()?);
    for expected in include_str!("log.txt").lines() {
        assert_eq!(decoder.decode()?.display_message().to_string(), expected, "{target}");
    }
    assert!(matches!(decoder.decode(), Err(DecodeError::UnexpectedEof)), "{target} logs more");
    Ok(())
}
