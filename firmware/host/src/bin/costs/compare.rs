//! Checks whether costs have risen.

use crate::costs::{Costs, ImageCosts, VITALWIRE};

/// A cost may rise by a fiftieth.
const SLACK: u64 = 50;

/// That of building a message, by a tenth: what the compiler inlines there depends on the path of the checkout, too, from
/// which Cargo makes the names of its packages. (`health` on a Cortex-M4F takes 1864 instructions or 2010.)
const SLACK_TO_BUILD: u64 = 10;

#[derive(Debug, Default, PartialEq)]
pub struct Compared {
    /// Differences that fail the check.
    pub faults: Vec<String>,
    /// Differences that are only reported.
    pub notes: Vec<String>,
}

/// Compares committed costs with measured ones.
pub fn compare(committed: &Costs, measured: &Costs) -> Compared {
    let mut compared = Compared::default();
    if committed.compilers != measured.compilers {
        compared.notes.push(format!("compilers: {:?} became {:?}", committed.compilers, measured.compilers));
    }
    for old in &committed.costs {
        match measured.find(&old.target, &old.image, &old.codec) {
            Some(new) if old.codec == VITALWIRE => compared.compare(old, new),
            Some(_) => {}
            None => {
                compared.faults.push(format!("{}, {}, {}: is no longer measured", old.target, old.image, old.codec))
            }
        }
    }
    for new in &measured.costs {
        if committed.find(&new.target, &new.image, &new.codec).is_none() {
            compared.faults.push(format!("{}, {}, {}: isn't in costs.json", new.target, new.image, new.codec));
        }
    }
    if measured != committed && compared.faults.is_empty() {
        compared.notes.push("Costs differ a little: `costs` without `--check` updates them.".to_owned());
    }
    compared
}

impl Compared {
    fn compare(&mut self, old: &ImageCosts, new: &ImageCosts) {
        for ((what, before), (_, now)) in figures(old).into_iter().zip(figures(new)) {
            let place = format!("{}, {}: {what}", old.target, old.image);
            let slack = if what.ends_with("to build") { SLACK_TO_BUILD } else { SLACK };
            match (before, now) {
                (Some(before), Some(now)) if now > before + before / slack => {
                    self.faults.push(format!("{place} rose from {before} to {now}"));
                }
                (Some(before), Some(now)) if now != before => {
                    self.notes.push(format!("{place} went from {before} to {now}"));
                }
                (Some(_), None) => self.faults.push(format!("{place} is no longer measured")),
                (None, Some(_)) => self.faults.push(format!("{place} isn't in costs.json")),
                _ => {}
            }
        }
    }
}

fn figures(cost: &ImageCosts) -> [(&'static str, Option<u64>); 9] {
    [
        ("flash", Some(cost.flash)),
        ("static RAM", Some(cost.static_ram)),
        ("stack", Some(cost.stack)),
        ("stack to build", cost.build.map(|cost| cost.stack)),
        ("instructions to build", cost.build.and_then(|cost| cost.instructions)),
        ("stack to encode", cost.encode.map(|cost| cost.stack)),
        ("stack to decode", cost.decode.map(|cost| cost.stack)),
        ("instructions to encode", cost.encode.and_then(|cost| cost.instructions)),
        ("instructions to decode", cost.decode.and_then(|cost| cost.instructions)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::costs::SERDE_JSON_CORE;
    use firmware_host::Cost;
    use std::collections::BTreeMap;

    fn costs(flash: u64) -> Costs {
        let cost = ImageCosts {
            target: "thumbv7em-none-eabihf".to_owned(),
            image: "health".to_owned(),
            codec: VITALWIRE.to_owned(),
            json: 300,
            flash,
            static_ram: 0,
            build: Some(Cost { instructions: Some(2000), stack: 300 }),
            encode: Some(Cost { instructions: Some(4000), stack: 400 }),
            decode: None,
            stack: 2000,
        };
        let peer = ImageCosts { codec: SERDE_JSON_CORE.to_owned(), flash: 2 * flash, ..cost.clone() };
        Costs { compilers: BTreeMap::new(), costs: vec![cost, peer] }
    }

    #[test]
    fn a_fiftieth_more_is_noted() {
        assert_eq!(compare(&costs(10_000), &costs(10_000)), Compared::default());
        for flash in [9000, 10_200] {
            let compared = compare(&costs(10_000), &costs(flash));
            assert_eq!((compared.faults.len(), compared.notes.len()), (0, 2), "{compared:?}");
        }
    }

    #[test]
    fn more_than_that_is_a_fault() {
        let compared = compare(&costs(10_000), &costs(10_201));
        assert_eq!(compared.faults, ["thumbv7em-none-eabihf, health: flash rose from 10000 to 10201"]);
    }

    #[test]
    fn building_may_take_a_tenth_more() {
        let mut measured = costs(10_000);
        for (instructions, faults) in [(2200, 0), (2201, 1)] {
            measured.costs[0].build = Some(Cost { instructions: Some(instructions), stack: 330 });
            assert_eq!(compare(&costs(10_000), &measured).faults.len(), faults);
        }
    }

    #[test]
    fn static_ram_where_there_was_none_is_a_fault() {
        let mut measured = costs(10_000);
        measured.costs[0].static_ram = 1;
        assert_eq!(compare(&costs(10_000), &measured).faults.len(), 1);
    }

    #[test]
    fn a_missing_image_is_a_fault() {
        let none = Costs { compilers: BTreeMap::new(), costs: Vec::new() };
        assert_eq!(compare(&costs(10_000), &none).faults.len(), 2);
        assert_eq!(compare(&none, &costs(10_000)).faults.len(), 2);
    }
}
