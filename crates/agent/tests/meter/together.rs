//! Several meters in one message.

use crate::{NoSpace, deliver};
use arbtest::arbtest;
use vitalwire::Microcontroller;
use vitalwire::dataflow::DataflowHistogramValue;
use vitalwire_agent::meter::{Counter, Exponential, Histogram, cut_together};

type Value = DataflowHistogramValue<Microcontroller>;

/// Recorded = handed over + residue of each meter, if a message fails after all of them were cut.
#[test]
fn all_or_none_are_handed_over() {
    arbtest(|u| {
        let mut meters = (Counter::new(), Histogram::<Exponential<1>, 20>::new());
        let (mut recorded, mut handed_over) = ((0, 0), (0, 0));
        for _ in 0..u.arbitrary_len::<u64>()? {
            if u.arbitrary()? {
                meters.0.add(5);
                meters.1.record(u.arbitrary()?).expect("not full");
                recorded = (recorded.0 + 5, recorded.1 + 1);
                continue;
            }
            let (before, succeeds) = (meters.clone(), u.arbitrary()?);
            let outcome = cut_together(&mut meters, |(counter, histogram)| {
                let count = counter.cut(Ok::<_, NoSpace>)?;
                let value = histogram.cut(|value: Value| Ok::<_, NoSpace>(value.count))?;
                deliver((count.unwrap_or(0), value.unwrap_or(0)), succeeds)
            });
            match outcome {
                Ok((count, values)) => handed_over = (handed_over.0 + count, handed_over.1 + values),
                Err(NoSpace) => assert_eq!(meters, before),
            }
            if succeeds {
                assert_eq!(recorded, handed_over);
            }
        }
        Ok(())
    });
}
