//! Records a hundred values with each meter, and hands them over.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::{Failure, board, cost, image};
use vitalwire::BuildError;
use vitalwire::dataflow::{DataflowHistogramValue, Metric, MetricValue};
use vitalwire_agent::Instant;
use vitalwire_agent::meter::{Counter, CpuMeter, Exponential, Gauge, Histogram, Linear, MemoryMeter, SharedCounter};

vitalwire::profile! {
    /// One histogram of 17 buckets.
    struct Device { buckets: 17, metric_labels: 0, metric_name: 16 }
}

type Value = MetricValue<Device>;

/// As an interrupt would count.
static SHARED: SharedCounter = SharedCounter::new();

image!(meters);

fn meters() -> Result<(), Failure> {
    // What a loop and its values cost by themselves.
    hundred("none", |value| {
        black_box(value);
    });

    let mut pulses = Counter::new();
    hundred("counter", |value| pulses.add(value));
    hundred("shared counter", |value| SHARED.add(value & 7).unwrap_or_default());
    let mut latency = Histogram::<Exponential<0>, 17>::new();
    hundred("histogram, scale 0", |value| latency.record(value).unwrap_or_default());
    let mut coarse = Histogram::<Exponential<-3>, 4>::new();
    hundred("histogram, scale -3", |value| coarse.record(value).unwrap_or_default());
    let mut fine = Histogram::<Exponential<3>, 128>::new();
    hundred("histogram, scale 3", |value| fine.record(value).unwrap_or_default());
    let mut linear = Histogram::<Linear<0, 600>, 17>::new();
    hundred("histogram, linear", |value| linear.record(value).unwrap_or_default());
    let mut doubles = Histogram::<Exponential<1>, 17>::new();
    hundred("histogram, scale 1, doubles", |value| {
        // A double without a conversion: the value of these bits lies from 1 to 2.
        let value = f64::from_bits(0x3FF0_0000_0000_0000 | u64::from(value) << 20);
        let _never_nan = doubles.record_f64(value);
    });
    let mut cpu = CpuMeter::<64_000_000>::new();
    hundred("cpu", |value| cpu.record(value));
    let mut memory = MemoryMeter::new();
    let mut now = 0;
    hundred("memory", |value| {
        now += 1000;
        memory.record(Instant::from_millis(now), value.into());
    });
    let mut level = Gauge::new();
    hundred("gauge", |value| level.set(value.into(), None));

    SHARED.move_to(&mut pulses);
    cut("counter, handed over", &mut pulses, |pulses| pulses.cut(|delta| show(Metric::Int64(delta))))?;
    cut("gauge, handed over", &mut level, |level| level.cut(|value| show(Metric::Gauge64(value))))?;
    cut("histogram, handed over", &mut latency, |latency| {
        latency.cut(|value: DataflowHistogramValue<Device>| show(Metric::Histogram(value)))
    })?;
    let now = Instant::from_millis(200_000);
    cut("cpu, handed over", &mut cpu, |cpu| cpu.cut(now, None, |sample| Ok(black_box(sample))).map(drop))?;
    cut("memory, handed over", &mut memory, |memory| {
        memory.cut(now, 16_384, None, |sample| Ok(black_box(sample))).map(drop)
    })?;
    black_box((coarse, fine, linear, doubles));
    Ok(())
}

/// Reports what it costs to record a hundred values, from 0 to some thousands.
#[inline(never)]
fn hundred(name: &str, mut record: impl FnMut(u32)) {
    cost::part(name, &mut || {
        for step in 0..100_u32 {
            record(black_box(step * step));
        }
    });
}

/// Hands over from a copy each time, since afterwards there is nothing.
fn cut<M: Clone, T>(
    name: &str,
    meter: &mut M,
    hand_over: impl Fn(&mut M) -> Result<T, BuildError>,
) -> Result<(), Failure> {
    let mut outcome = Ok(());
    cost::part(name, &mut || outcome = hand_over(&mut meter.clone()).map(drop));
    Ok(outcome?)
}

fn show(value: Metric<Device>) -> Result<(), BuildError> {
    let value = Value { metric: "value".try_into()?, value: Some(value), ..Default::default() };
    black_box(&value);
    board::print(b"");
    Ok(())
}
