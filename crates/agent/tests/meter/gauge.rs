//! Gauges.

use crate::{NoSpace, deliver};
use arbtest::arbtest;
use vitalwire::dataflow::DataflowGaugeValue;
use vitalwire::proto::Timestamp;
use vitalwire_agent::meter::Gauge;

/// The value that was set last is handed over once, and is kept until that succeeds.
#[test]
fn the_last_value_is_handed_over_once() {
    arbtest(|u| {
        let mut gauge = Gauge::new();
        let mut latest = None;
        for _ in 0..u.arbitrary_len::<u64>()? {
            if u.arbitrary()? {
                let measured_time =
                    if u.arbitrary()? { Timestamp::new(u.arbitrary::<i32>()?.into(), 7).ok() } else { None };
                let value = u.arbitrary()?;
                gauge.set(value, measured_time);
                latest = Some(DataflowGaugeValue { measured_time, value });
                continue;
            }
            let succeeds = u.arbitrary()?;
            match gauge.cut(|value| deliver(value, succeeds)) {
                Ok(value) => assert_eq!(value, latest.take()),
                Err(NoSpace) => assert!(latest.is_some() && !succeeds),
            }
        }
        Ok(())
    });
}

#[test]
fn zero_is_a_value() {
    let mut gauge = Gauge::new();
    gauge.set(0, None);
    assert_eq!(gauge.cut(Ok::<_, ()>), Ok(Some(DataflowGaugeValue::default())));
}
