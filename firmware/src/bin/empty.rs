//! The baseline: an image that only prints.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::{Failure, board, cost, image};

image!(empty);

fn empty() -> Result<(), Failure> {
    cost::part("encode", &mut || {});
    board::print(b"{}\n");
    Ok(())
}
