//! In images that encode and decode there is nothing that panics.

use anyhow::{Context, Result};
use firmware_host::{CORTEX_M0, CORTEX_M3, CORTEX_M4F, IMAGES, Image, RISC_V, Target, build, elf};

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

const REPORTS: [&str; 4] = ["health", "samples", "metrics", "everything"];
const CHECK_IN: [&str; 1] = ["check_in"];

#[test]
fn reports_on_a_cortex_m0() -> Result<()> {
    test(CORTEX_M0, &REPORTS)
}

#[test]
fn reports_on_a_cortex_m3() -> Result<()> {
    test(CORTEX_M3, &REPORTS)
}

#[test]
fn reports_on_a_cortex_m4f() -> Result<()> {
    test(CORTEX_M4F, &REPORTS)
}

#[test]
fn reports_on_risc_v() -> Result<()> {
    test(RISC_V, &REPORTS)
}

#[test]
fn check_in_on_a_cortex_m0() -> Result<()> {
    test(CORTEX_M0, &CHECK_IN)
}

#[test]
fn check_in_on_a_cortex_m3() -> Result<()> {
    test(CORTEX_M3, &CHECK_IN)
}

#[test]
fn check_in_on_a_cortex_m4f() -> Result<()> {
    test(CORTEX_M4F, &CHECK_IN)
}

#[test]
fn check_in_on_risc_v() -> Result<()> {
    test(RISC_V, &CHECK_IN)
}

#[test]
fn hal_on_a_cortex_m0() -> Result<()> {
    test_hal(CORTEX_M0)
}

#[test]
fn hal_on_a_cortex_m3() -> Result<()> {
    test_hal(CORTEX_M3)
}

#[test]
fn hal_on_a_cortex_m4f() -> Result<()> {
    test_hal(CORTEX_M4F)
}

#[test]
fn hal_on_risc_v() -> Result<()> {
    test_hal(RISC_V)
}

fn test(target: Target, names: &[&str]) -> Result<()> {
    test_images(target, build(target, "", &IMAGES)?.iter().filter(|image| names.contains(&image.name)))
}

fn test_hal(target: Target) -> Result<()> {
    test_images(target, &build(target, "hal", &["hal"])?)
}

fn test_images<'a>(target: Target, images: impl IntoIterator<Item = &'a Image>) -> Result<()> {
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
