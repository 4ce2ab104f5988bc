//! Every request, in profiles of all kinds.

use super::check::check_fixed;
use super::one_in;
use super::values::{Random, random};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Serialize;
use std::fmt::Debug;
use vitalwire::dataflow::*;
use vitalwire::genomics::CheckInRequest;
use vitalwire::{MaxJsonLen, Microcontroller, capacities};

capacities! {
    /// A little of everything, and nothing of some.
    struct Gateway {
        location: 0, messages: 2, labels: 2, label_key: 1, label_value: 7, pods: 2, pod: 48, metadata: 0, gpu_samples: 2,
        containers: 2, container_name: 3, steps: 2, metric_values: 2, buckets: 3, parameters: 6, details: 2, any: 40,
        sos_report: 49, ..MICROCONTROLLER
    }
    containers: Guest
}

capacities! {
    /// A container that holds another.
    struct Guest { containers: 1, container_name: 9, cpu_samples: 1, memory_samples: 2, ..POD }
}

/// Checks random messages of one type.
macro_rules! hold {
    ($($test:ident: $Message:ty, one in $part:literal;)+) => { $(
        #[test]
        fn $test() {
            hold::<$Message, { <$Message as MaxJsonLen>::MAX_JSON_LEN }>($part);
        }
    )+ };
}

hold! {
    requests_of_a_microcontroller: SendWorkerMessagesRequest<Microcontroller>, one in 2;
    requests_of_a_gateway: SendWorkerMessagesRequest<Gateway>, one in 4;
    health_requests: HealthRequest<Microcontroller>, one in 1;
    pairs_of_messages: SendWorkerMessagesRequest<Gateway, Pair>, one in 2;
    check_ins_of_a_microcontroller: CheckInRequest<Microcontroller>, one in 1;
    check_ins_of_a_gateway: CheckInRequest<Gateway>, one in 2;
}

type Pair = (WorkerMessage<Gateway, WorkerMessageCode<Microcontroller>>, WorkerMessage<Gateway>);

impl Random for Pair {
    fn random() -> BoxedStrategy<Self> {
        (random(), random()).boxed()
    }
}

fn hold<M: Random + Serialize + MaxJsonLen, const N: usize>(part: u32) {
    proptest!(one_in(part), |(message in random::<M>(), index: Index)| check_fixed::<M, N>(&message, index));
}

#[cfg(feature = "alloc")]
mod growable {
    use super::super::check::check;
    use super::*;
    use vitalwire::Growable;

    #[test]
    fn requests_without_limits() {
        hold::<SendWorkerMessagesRequest<Growable>>(4);
    }

    #[test]
    fn check_ins_without_limits() {
        hold::<CheckInRequest<Growable>>(4);
    }

    fn hold<M: Random + Serialize>(part: u32) {
        proptest!(one_in(part), |(message in random::<M>(), index: Index)| { check(&message, index); });
    }
}
