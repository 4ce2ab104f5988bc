//! Images that encode and decode contain no panics.

use anyhow::{Context, Result};
use firmware_host::{AGENT, CORTEX_M4F, IMAGES, Image, SERIAL, Target, build, elf, on_targets};

/// Parts of the names of `core`'s functions that end in a panic.
const PANICS: [&str; 9] = [
    "core::panicking",
    "panic_already_",
    "unwrap_failed",
    "expect_failed",
    "slice_index_fail",
    "slice_error_fail",
    "_len_fail",
    "_order_fail",
    "_mismatch_fail",
];

on_targets!(reports: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);
on_targets!(responses: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);
on_targets!(streams: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);
on_targets!(hal: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);
on_targets!(agent: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);
on_targets!(serial: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

fn reports(target: Target) -> Result<()> {
    test(&images(target, &["health", "samples", "metrics", "everything"])?, target)
}

fn responses(target: Target) -> Result<()> {
    test(&images(target, &["check_in", "responses"])?, target)
}

fn streams(target: Target) -> Result<()> {
    test(&build(target, "", &["chunks", "frames"])?, target)
}

fn hal(target: Target) -> Result<()> {
    test(&build(target, "hal", &["hal"])?, target)
}

fn agent(target: Target) -> Result<()> {
    test(&build(target, "agent", &AGENT)?, target)
}

fn serial(target: Target) -> Result<()> {
    test(&build(target, SERIAL.1, &[SERIAL.0])?, target)
}

/// Returns some of the images, which are all built at once for all tests.
fn images(target: Target, names: &[&str]) -> Result<Vec<Image>> {
    let mut images = build(target, "", &IMAGES)?;
    images.retain(|image| names.contains(&image.name));
    Ok(images)
}

fn test(images: &[Image], target: Target) -> Result<()> {
    for image in images {
        let panics = panics(&image.elf)?;
        assert!(panics.is_empty(), "{} on {target}: {panics:#?}", image.name);
    }
    Ok(())
}

#[test]
fn a_panic_is_found() -> Result<()> {
    let images = build(CORTEX_M4F, "serde-json-core", &IMAGES)?;
    let health = images.iter().find(|image| image.name == "health").context("no health")?;
    assert!(!panics(&health.elf)?.is_empty());
    Ok(())
}

fn panics(elf: &[u8]) -> Result<Vec<String>> {
    let is_panic = |name: &String| PANICS.iter().any(|panic| name.contains(panic));
    Ok(elf::names(elf)?.into_iter().filter(is_panic).collect())
}
