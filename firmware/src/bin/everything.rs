//! One of each message, through the enum of payloads.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::messages::everything::{KINDS, Request, request};
use firmware::{Failure, image, show};
use vitalwire::MaxJsonLen;

image!(everything);

fn everything() -> Result<(), Failure> {
    let mut buffer = [0; Request::MAX_JSON_LEN];
    (0..KINDS).try_for_each(|kind| show(&request(kind)?, &mut buffer))
}
