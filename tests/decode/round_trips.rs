//! Random messages of every type, in profiles of all kinds: what is written is read as it was.

use super::one_in;
use super::other_formats::with_large_stack;
use super::pairs::encode;
use super::values::{Random, random};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::json::Decoder;
use vitalwire::proto::{Any, Message, Struct};
use vitalwire::rpc::Status;
use vitalwire::{Microcontroller, Sidecar};

/// Checks random messages of each type.
macro_rules! all_messages {
    ($stay:ident::<$Profile:ty>) => {
        $stay::<BucketOptions>(8);
        $stay::<Base2Exponent>(8);
        $stay::<Linear>(8);
        $stay::<CheckInRequest<$Profile>>(16);
        $stay::<CpuTime>(4);
        $stay::<DataSamplingReport>(8);
        $stay::<DataflowGaugeValue>(8);
        $stay::<DataflowHistogramValue<$Profile>>(8);
        $stay::<DiskStatus>(8);
        $stay::<GpuUsage>(8);
        $stay::<GpuUtilization>(8);
        $stay::<MemInfo>(8);
        $stay::<MetricValue<$Profile>>(8);
        $stay::<OutlierStats>(8);
        $stay::<PerStepNamespaceMetrics<$Profile>>(16);
        $stay::<PerWorkerMetrics<$Profile>>(16);
        $stay::<ResourceUtilizationReport<$Profile>>(16);
        $stay::<Status<$Profile>>(8);
        $stay::<StreamingScalingReport>(8);
        $stay::<TimestampedEvent<Any<heapless::String<256>>>>(8);
        $stay::<WorkerHealthReport<$Profile>>(8);
        $stay::<WorkerHealthReport<$Profile, Struct<heapless::String<256>>>>(8);
        $stay::<WorkerLifecycleEvent<$Profile>>(8);
        $stay::<WorkerMessageCode<$Profile>>(8);
        $stay::<WorkerShutdownNotice<$Profile>>(8);
        $stay::<WorkerStatus<$Profile>>(8);
        $stay::<WorkerThreadScalingReport>(8);
        $stay::<WorkerMessage<$Profile>>(16);
        $stay::<HealthRequest<$Profile>>(16);
        $stay::<SendWorkerMessagesRequest<$Profile>>(32);
    };
}

#[test]
fn of_a_microcontroller() {
    all_messages! { stay_the_same::<Microcontroller> }
}

#[test]
fn of_a_sidecar() {
    with_large_stack(|| {
        all_messages! { a_few_stay_the_same::<Sidecar> }
    });
}

#[cfg(feature = "alloc")]
#[test]
fn of_a_growable_profile() {
    all_messages! { stay_the_same::<vitalwire::Growable> }
}

#[test]
fn in_pairs() {
    type Health = WorkerMessage<Microcontroller, WorkerHealthReport<Microcontroller>>;
    type Notice = WorkerMessage<Microcontroller, WorkerShutdownNotice<Microcontroller>>;
    proptest!(one_in(4), |(health in random::<Health>(), notice in random::<Notice>())| {
        let request = SendWorkerMessagesRequest::<Microcontroller, _>::new("here", (health, notice));
        stays_the_same(&request.expect("a request"));
    });
}

/// Its messages are large.
fn a_few_stay_the_same<M: Message + Random>(part: u32) {
    stay_the_same::<M>(part * 8);
}

fn stay_the_same<M: Message + Random>(part: u32) {
    proptest!(one_in(part), |(message in random::<M>().prop_map(Box::new))| stays_the_same(&*message));
}

/// A NaN differs from itself, so messages are compared as they're written, too.
fn stays_the_same<M: Message + DeserializeOwned>(message: &M) {
    let written = encode(message);
    let mut decoder = Decoder::new(written.as_bytes()).deny_unknown();
    let read = Box::new(decoder.value::<M>().unwrap_or_else(|error| panic!("{error}: {written}")));
    assert_eq!(decoder.end(), Ok(()));
    assert_eq!(encode(&*read), written);
    assert!(*read == *message || written.contains("\"NaN\""), "{written}");
}
