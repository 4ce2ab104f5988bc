//! The RAM of messages on 32 bits, as the docs of the profiles state it: with other figures, this doesn't compile.
#![cfg(target_pointer_width = "32")]

use vitalwire::dataflow::{HealthRequest, SendWorkerMessagesRequest, SendWorkerMessagesResponse, WorkerMessage};
use vitalwire::genomics::{CheckInRequest, CheckInResponse};
use vitalwire::profile::Profile;
use vitalwire::{Microcontroller, Sidecar};

const fn ram<C: Profile>() -> [usize; 6] {
    [
        size_of::<WorkerMessage<C>>(),
        size_of::<HealthRequest<C>>(),
        size_of::<SendWorkerMessagesRequest<C>>(),
        size_of::<SendWorkerMessagesResponse<C>>(),
        size_of::<CheckInRequest<C>>(),
        size_of::<CheckInResponse>(),
    ]
}

const _: () = {
    assert!(matches!(ram::<Microcontroller>(), [5640, 888, 22_608, 200, 1304, 48]));
    assert!(matches!(ram::<Sidecar>(), [17_672, 12_152, 70_768, 776, 21_240, 48]));
};
