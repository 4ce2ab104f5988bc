//! Decodes a response to four messages, of which each has an answer of its own type.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::codec;
use firmware::messages::answers::{RESPONSE, Response};
use firmware::{Failure, board, cost, image};

image!(answers);

fn answers() -> Result<(), Failure> {
    let input = black_box(RESPONSE);
    let (mut response, mut is_read) = (Response::default(), false);
    cost::part("decode", &mut || is_read = codec::decode_into(&mut response, input).is_ok());
    if !is_read {
        return Err(Failure::Peer);
    }
    for answer in &response.worker_message_responses {
        if let Some(interval) = answer.worker_health_report_response.and_then(|health| health.report_interval) {
            board::print_number(interval.seconds().try_into().unwrap_or_default());
        }
        if let Some(threads) = answer.worker_thread_scaling_report_response {
            board::print_number(threads.recommended_thread_count.unsigned_abs());
        }
        if let Some(threads) = answer.streaming_scaling_report_response {
            board::print_number(threads.maximum_thread_count.unsigned_abs());
        }
    }
    board::print(b"\n");
    Ok(())
}
