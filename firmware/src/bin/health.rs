//! Builds and encodes a health report with labels.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::messages::health::{Request, fill};
use firmware::{Failure, build, image, show};

image!(health);

fn health() -> Result<(), Failure> {
    let mut request = Request::default();
    build(&mut request, fill)?;
    show(&request, &mut [0; Request::MAX_JSON_LEN])
}
