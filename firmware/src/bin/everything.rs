//! One of each message, through the enum of payloads.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::messages::everything::{KINDS, Request, fill};
use firmware::{Failure, build, image, show};

image!(everything);

fn everything() -> Result<(), Failure> {
    let mut buffer = [0; Request::MAX_JSON_LEN];
    let mut request = Request::default();
    (0..KINDS).try_for_each(|kind| {
        build(&mut request, |request| fill(request, kind))?;
        show(&request, &mut buffer)
    })
}
