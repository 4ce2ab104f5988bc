//! Builds and encodes metrics: samples, doubles, a histogram.

#![cfg_attr(target_os = "none", no_std, no_main)]

use firmware::messages::metrics::{Request, request};
use firmware::{Failure, image, show};
use vitalwire::MaxJsonLen;

image!(metrics);

fn metrics() -> Result<(), Failure> {
    show(&request()?, &mut [0; Request::MAX_JSON_LEN])
}
