//! Builds and encodes a health report and eight samples of processor time.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::messages::samples::{Request, fill};
use firmware::{Failure, build, image, show};

image!(samples);

fn samples() -> Result<(), Failure> {
    let mut request = Request::default();
    build(&mut request, fill)?;
    show(&request, &mut [0; Request::MAX_JSON_LEN])
}
