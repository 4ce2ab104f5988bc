//! Every request, in all kinds of profiles, written in every way.

use super::check::{check, check_fixed};
use vitalwire::dataflow::*;
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::Message;
use vitalwire::{Growable, MaxJsonLen, Microcontroller};
use vitalwire_testing::profiles::Odd;
use vitalwire_testing::property;
use vitalwire_testing::sample::value;

/// Checks random messages of one type.
macro_rules! hold {
    ($($test:ident: $Message:ty;)+) => { $(
        #[test]
        fn $test() {
            hold::<$Message, { <$Message as MaxJsonLen>::MAX_JSON_LEN }>();
        }
    )+ };
}

hold! {
    requests_of_a_microcontroller: SendWorkerMessagesRequest<Microcontroller>;
    requests_of_an_odd_profile: SendWorkerMessagesRequest<Odd>;
    health_requests: HealthRequest<Microcontroller>;
    pairs_of_messages: SendWorkerMessagesRequest<Odd, Pair>;
    check_ins_of_a_microcontroller: CheckInRequest<Microcontroller>;
    check_ins_of_an_odd_profile: CheckInRequest<Odd>;
}

type Pair = (WorkerMessage<Odd, WorkerMessageCode<Microcontroller>>, WorkerMessage<Odd>);

fn hold<M: Message + MaxJsonLen, const N: usize>() {
    property(|u| check_fixed::<M, N>(&*value::<M>(u), u));
}

#[test]
fn requests_without_limits() {
    property(|u| check(&*value::<SendWorkerMessagesRequest<Growable>>(u), u).map(drop));
}

#[test]
fn check_ins_without_limits() {
    property(|u| check(&*value::<CheckInRequest<Growable>>(u), u).map(drop));
}
