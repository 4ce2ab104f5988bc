//! Counters of the program's loop.

use crate::{NoSpace, deliver, sure};
use arbtest::arbtest;
use vitalwire_agent::meter::Counter;

/// Recorded = handed over + residue, whichever hand-overs fail.
#[test]
fn nothing_is_lost() {
    arbtest(|u| {
        let mut counter = Counter::new();
        let (mut recorded, mut handed_over) = (0_u128, 0_u128);
        for _ in 0..u.arbitrary_len::<u64>()? {
            if u.ratio(2, 3)? {
                let count = if u.arbitrary()? { u.arbitrary::<u8>()?.into() } else { u.arbitrary::<u32>()? };
                counter.add(count);
                recorded += u128::from(count);
                continue;
            }
            let (before, succeeds) = (counter.clone(), u.arbitrary()?);
            match counter.cut(|delta| deliver(delta, succeeds)) {
                Ok(Some(delta)) => {
                    assert!(delta > 0);
                    handed_over += u128::from(delta.unsigned_abs());
                    assert_eq!(counter, Counter::new());
                }
                Ok(None) => assert_eq!(recorded, handed_over),
                Err(NoSpace) => assert_eq!(counter, before),
            }
        }
        let residue = sure(counter.cut(Ok)).unwrap_or(0);
        assert_eq!(recorded, handed_over + u128::from(residue.unsigned_abs()));
        Ok(())
    });
}

#[test]
fn zero_is_not_handed_over() {
    let mut counter = Counter::new();
    counter.add(0);
    assert_eq!(counter.cut(|_| -> Result<(), ()> { panic!("there is nothing to hand over") }), Ok(None));
}
