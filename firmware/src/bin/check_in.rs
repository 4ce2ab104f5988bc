//! Encodes a check-in, and decodes its response.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::codec::{self, CheckInResponse, print_deadline};
use firmware::messages::check_in::{RESPONSE, Request, fill};
use firmware::{Failure, board, build, cost, image, show};

image!(check_in);

fn check_in() -> Result<(), Failure> {
    let mut buffer = [0; Request::MAX_JSON_LEN];
    let mut request = Request::default();
    build(&mut request, fill)?;
    show(&request, &mut buffer)?;

    let input = black_box(RESPONSE);
    let (mut response, mut is_read) = (CheckInResponse::default(), false);
    cost::part("decode", &mut || is_read = codec::decode_into(&mut response, input).is_ok());
    if !is_read {
        return Err(Failure::Peer);
    }
    print_deadline(&response);
    board::print(b"\n");
    Ok(())
}
