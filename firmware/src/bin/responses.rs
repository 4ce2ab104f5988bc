//! Decodes a response to four messages, each with a response of its own type.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::codec::{self, Responses, print_responses};
use firmware::messages::responses::RESPONSE;
use firmware::{Failure, cost, image};

image!(responses);

fn responses() -> Result<(), Failure> {
    let input = black_box(RESPONSE);
    let (mut responses, mut is_read) = (Responses::default(), false);
    cost::part("decode", &mut || is_read = codec::decode_into(&mut responses, input).is_ok());
    if !is_read {
        return Err(Failure::Peer);
    }
    print_responses(&responses);
    Ok(())
}
