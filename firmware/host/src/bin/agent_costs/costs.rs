//! Costs that are measured.

use anyhow::{Context, Result};
use firmware_host::{AGENT, CORTEX_M0, CORTEX_M4F, Image, SERIAL, Target, build, elf};
use std::collections::BTreeMap;

/// By the target's name, the image and what is measured: bytes or instructions.
pub type Costs = BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>>;

/// A hundred values are recorded: what that costs without a meter is the part with this name.
const NOTHING: &str = "none";

pub const FLASH: &str = "flash";
pub const STACK: &str = "stack";

pub fn measure() -> Result<Costs> {
    let of = |target: Target| Ok((target.name.to_owned(), measure_target(target)?));
    [CORTEX_M4F, CORTEX_M0].into_iter().map(of).collect()
}

fn measure_target(target: Target) -> Result<BTreeMap<String, BTreeMap<String, u64>>> {
    let baseline = build(target, "", &["empty"])?.remove(0);
    let of = |image: Image| {
        let costs = measure_image(&baseline, &image).with_context(|| format!("{} on {target}", image.name))?;
        Ok((image.name.to_owned(), costs))
    };
    let mut costs = build(target, "agent", &AGENT)?.into_iter().map(of).collect::<Result<BTreeMap<_, _>>>()?;
    // It doesn't end, and so prints no costs: those of its worker are measured by the image `line`.
    let serial = build(target, SERIAL.1, &[SERIAL.0])?.remove(0);
    costs.insert(serial.name.to_owned(), BTreeMap::from([(FLASH.to_owned(), beyond(&baseline, &serial)?)]));
    Ok(costs)
}

/// Returns the bytes of flash beyond those of the baseline.
fn beyond(baseline: &Image, image: &Image) -> Result<u64> {
    elf::flash(&image.elf)?.checked_sub(elf::flash(&baseline.elf)?).context("below the baseline")
}

fn measure_image(baseline: &Image, image: &Image) -> Result<BTreeMap<String, u64>> {
    let output = image.output()?;
    let mut costs = BTreeMap::from([(FLASH.to_owned(), beyond(baseline, image)?), (STACK.to_owned(), output.whole)]);
    for (part, cost) in output.parts {
        // The first of several with the same name.
        costs.entry(part).or_insert(cost.instructions.context("instructions aren't counted")?);
    }
    if let Some(nothing) = costs.remove(NOTHING) {
        for (part, cost) in &mut costs {
            if !(part == FLASH || part == STACK || part.ends_with("handed over")) {
                *cost = cost.checked_sub(nothing).context("less than nothing")?.div_ceil(100);
            }
        }
    }
    Ok(costs)
}

/// Names what has risen by more than a tenth, and by more than 2: small figures depend on how the compiler inlines.
pub fn risen(committed: &Costs, measured: &Costs) -> Vec<String> {
    let figures = |costs: &Costs| {
        let of_target = |(target, images): (&String, &BTreeMap<String, BTreeMap<String, u64>>)| {
            let of_image = |(image, parts): (&String, &BTreeMap<String, u64>)| {
                parts.iter().map(|(part, cost)| (format!("{target}, {image}: {part}"), *cost)).collect::<Vec<_>>()
            };
            images.iter().flat_map(of_image).collect::<Vec<_>>()
        };
        costs.iter().flat_map(of_target).collect::<BTreeMap<_, _>>()
    };
    let (committed, measured) = (figures(committed), figures(measured));
    let mut faults = Vec::new();
    for (what, before) in &committed {
        match measured.get(what) {
            Some(now) if *now > before + before / 10 + 2 => faults.push(format!("{what} rose from {before} to {now}")),
            Some(_) => {}
            None => faults.push(format!("{what} is no longer measured")),
        }
    }
    let new = measured.keys().filter(|what| !committed.contains_key(*what));
    faults.extend(new.map(|what| format!("{what} isn't in agent-costs.json")));
    faults
}
