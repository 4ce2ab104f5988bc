//! The RAM that an outbox takes beside its bytes and slots, on 32 bits too.

use vitalwire_agent::outbox::{Outbox, Rank, Slot};

const _: () = {
    assert!(size_of::<Slot>() == 12);
    assert!(align_of::<Slot>() == 4);
    // Two slices, and what is counted.
    let size = 4 * size_of::<usize>() + 36;
    assert!(size_of::<Outbox<'_>>() == size.next_multiple_of(align_of::<usize>()));
    assert!(size_of::<Rank>() == 1);
};
