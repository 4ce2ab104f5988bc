//! Measuring.

use crate::prices::{Price, Prices, SERDE_JSON_CORE, VITALWIRE};
use anyhow::{Context, Result};
use firmware_host::{Cost, IMAGES, Image, TARGETS, Target, build, elf};
use std::collections::BTreeMap;

pub fn measure() -> Result<Prices> {
    let mut measured = Prices { compilers: BTreeMap::new(), prices: Vec::new() };
    for target in TARGETS {
        let (compiler, ours) = measure_codec(target, VITALWIRE, "")?;
        let (_, peers) = measure_codec(target, SERDE_JSON_CORE, SERDE_JSON_CORE)?;
        measured.compilers.insert(target.to_string(), compiler);
        measured.prices.extend(ours.into_iter().zip(peers).flat_map(|(ours, peers)| [ours, peers]));
    }
    Ok(measured)
}

/// The compiler, and each image's price.
fn measure_codec(target: Target, codec: &str, features: &'static str) -> Result<(String, Vec<Price>)> {
    let images = build(target, features, &IMAGES)?;
    let (floor, images) = images.split_first().context("no images")?;
    let of = |image| price(target, codec, floor, image).with_context(|| format!("{target}, {codec}"));
    let prices = images.iter().map(of).collect::<Result<_>>()?;
    Ok((elf::compiler(&floor.elf)?, prices))
}

fn price(target: Target, codec: &str, floor: &Image, image: &Image) -> Result<Price> {
    let output = image.output()?;
    let decode = output.parts.iter().position(|(part, _)| part == "decode");
    // What is encoded after something was decoded shows it.
    let encoded = &output.parts[..decode.unwrap_or(output.parts.len())];
    let above = |of: fn(&[u8]) -> Result<u64>| {
        of(&image.elf)?.checked_sub(of(&floor.elf)?).with_context(|| format!("{} is below the floor", image.name))
    };
    Ok(Price {
        target: target.to_string(),
        image: image.name.to_owned(),
        codec: codec.to_owned(),
        json: output.messages.iter().take(encoded.len()).map(|message| message.len() as u64).sum(),
        flash: above(elf::flash)?,
        static_ram: above(elf::static_ram)?,
        encode: encoded
            .iter()
            .map(|(_, cost)| cost.stack)
            .max()
            .map(|stack| Cost { instructions: encoded.iter().map(|(_, cost)| cost.instructions).sum(), stack }),
        decode: decode.map(|part| output.parts[part].1),
        stack: output.whole,
    })
}
