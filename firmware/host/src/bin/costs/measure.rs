//! Measures costs.

use crate::costs::{Costs, ImageCosts, SERDE_JSON_CORE, VITALWIRE};
use anyhow::{Context, Result};
use firmware_host::{Cost, IMAGES, Image, TARGETS, Target, build, elf};
use std::collections::BTreeMap;

pub fn measure() -> Result<Costs> {
    let mut measured = Costs { compilers: BTreeMap::new(), costs: Vec::new() };
    for target in TARGETS {
        let (compiler, ours) = measure_codec(target, VITALWIRE, "")?;
        let (_, peers) = measure_codec(target, SERDE_JSON_CORE, SERDE_JSON_CORE)?;
        measured.compilers.insert(target.to_string(), compiler);
        measured.costs.extend(ours.into_iter().zip(peers).flat_map(|(ours, peers)| [ours, peers]));
    }
    Ok(measured)
}

/// Returns the compiler, and each image's cost.
fn measure_codec(target: Target, codec: &str, features: &'static str) -> Result<(String, Vec<ImageCosts>)> {
    let images = build(target, features, &IMAGES)?;
    let (baseline, images) = images.split_first().context("no images")?;
    let of = |image| cost(target, codec, baseline, image).with_context(|| format!("{target}, {codec}"));
    let costs = images.iter().map(of).collect::<Result<_>>()?;
    Ok((elf::compiler(&baseline.elf)?, costs))
}

fn cost(target: Target, codec: &str, baseline: &Image, image: &Image) -> Result<ImageCosts> {
    let output = image.output()?;
    let costs = |part: &'static str| output.parts.iter().filter(move |(name, _)| name == part).map(|(_, cost)| *cost);
    let above = |of: fn(&[u8]) -> Result<u64>| {
        of(&image.elf)?.checked_sub(of(&baseline.elf)?).with_context(|| format!("{} is below the baseline", image.name))
    };
    Ok(ImageCosts {
        target: target.to_string(),
        image: image.name.to_owned(),
        codec: codec.to_owned(),
        // The output after these messages is what was decoded.
        json: output.messages.iter().take(costs("encode").count()).map(|message| message.len() as u64).sum(),
        flash: above(elf::flash)?,
        static_ram: above(elf::static_ram)?,
        build: sum(costs("build")),
        encode: sum(costs("encode")),
        decode: sum(costs("decode")),
        stack: output.whole,
    })
}

/// Returns the instructions of all, and the stack of the one that needs the most.
fn sum(costs: impl Iterator<Item = Cost> + Clone) -> Option<Cost> {
    let stack = costs.clone().map(|cost| cost.stack).max()?;
    Some(Cost { instructions: costs.map(|cost| cost.instructions).sum(), stack })
}
