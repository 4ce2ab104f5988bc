//! The RAM that meters take, on 32 bits too.

use vitalwire_agent::meter::{Counter, CpuMeter, Exponential, Full, Gauge, Histogram, Linear, MemoryMeter};
use vitalwire_agent::meter::{RecordError, SharedCounter};

const _: () = {
    assert!(size_of::<Counter>() == 8);
    assert!(size_of::<SharedCounter>() == 4);
    assert!(size_of::<Gauge>() <= 32);
    assert!(size_of::<CpuMeter<64_000_000>>() == 24);
    assert!(size_of::<MemoryMeter>() == 32);
    assert!(size_of::<Histogram<Exponential<0>, 17>>() == 100);
    assert!(size_of::<Histogram<Linear<0, 5>, 20>>() == 112);
    assert!(size_of::<Histogram<Exponential<3>, 256>>() == 1056);
    assert!(size_of::<Full>() == 0);
    assert!(size_of::<RecordError>() == 1);
};

static COUNTER: SharedCounter = SharedCounter::new();

/// All meters can be made at compile time.
#[test]
fn meters_fit_in_statics() {
    const _: Counter = Counter::new();
    const _: Gauge = Gauge::new();
    const _: CpuMeter<1000> = CpuMeter::new();
    const _: MemoryMeter = MemoryMeter::new();
    const _: Histogram<Exponential<-3>, 4> = Histogram::new();
    const _: Histogram<Linear<{ i32::MIN }, { u32::MAX }>, 1000> = Histogram::new();
    assert_eq!(COUNTER.cut(Ok::<_, ()>), Ok(None));
}
