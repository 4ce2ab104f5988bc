//! Encoding more, and decoding longer and deeper responses, needs more time but no more stack.

use anyhow::Result;
use firmware_host::{Cost, Target, build, on_targets};

on_targets!(test: CORTEX_M4F, RISC_V);

fn test(target: Target) -> Result<()> {
    let parts = build(target, "", &["growth"])?.remove(0).output()?.parts;
    let costs = |names: &[&str]| {
        let find = |name: &&str| parts.iter().find(|(part, _)| part == name).expect("a part of that name").1;
        names.iter().map(find).collect::<Vec<_>>()
    };
    let encode = costs(&["encode 1 sample", "encode 8 samples"]);
    let longer = costs(&["decode 0.1 KB", "decode 1 KB", "decode 8 KB"]);
    let deeper = costs(&["decode 10 levels", "decode 128 levels"]);
    for costs in [&encode, &longer, &deeper] {
        assert!(costs.is_sorted_by(|less, more| less.instructions < more.instructions), "{target}: {parts:?}");
    }
    assert!(is_same_stack(&encode) && is_same_stack(&[longer, deeper].concat()), "{target}: {parts:?}");
    Ok(())
}

fn is_same_stack(costs: &[Cost]) -> bool {
    costs.windows(2).all(|pair| pair[0].stack == pair[1].stack)
}
