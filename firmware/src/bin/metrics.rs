//! Builds and encodes metrics: samples, doubles, a histogram.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::messages::metrics::{Request, fill};
use firmware::{Failure, build, image, show};

image!(metrics);

fn metrics() -> Result<(), Failure> {
    let mut request = Request::default();
    build(&mut request, fill)?;
    show(&request, &mut [0; Request::MAX_JSON_LEN])
}
