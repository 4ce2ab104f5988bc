//! Counters that threads and interrupts share.

use crate::{NoSpace, deliver, sure};
use arbtest::arbtest;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use vitalwire_agent::meter::{Counter, Full, SharedCounter};
use vitalwire_testing::Random;

const ADDITIONS: u32 = if cfg!(debug_assertions) { 100_000 } else { 10_000_000 };

/// Recorded = handed over + residue, while threads add, and others hand over with random failures at the same time.
#[test]
fn threads_lose_nothing() {
    let counter = SharedCounter::new();
    let handed_over = AtomicU64::new(0);
    let adders_left = AtomicU64::new(3);
    let recorded: u64 = thread::scope(|scope| {
        let adders = [1, 2, 3].map(|seed| {
            let (counter, adders_left) = (&counter, &adders_left);
            scope.spawn(move || {
                let mut random = Random::new(seed);
                let mut recorded = 0;
                for _ in 0..ADDITIONS {
                    // Sometimes it's full: what isn't counted isn't recorded.
                    let count = random.number() >> if random.number().is_multiple_of(1000) { 33 } else { 54 };
                    if counter.add(count as u32).is_ok() {
                        recorded += count;
                    }
                }
                adders_left.fetch_sub(1, Relaxed);
                recorded
            })
        });
        for seed in [4, 5] {
            let (counter, adders_left, handed_over) = (&counter, &adders_left, &handed_over);
            scope.spawn(move || {
                let mut random = Random::new(seed);
                while adders_left.load(Relaxed) > 0 {
                    let succeeds = random.number().is_multiple_of(2);
                    if let Ok(Some(count)) = counter.cut(|count| deliver(count, succeeds)) {
                        assert!(count > 0);
                        handed_over.fetch_add(count.into(), Relaxed);
                    }
                }
            });
        }
        adders.into_iter().map(|adder| adder.join().expect("no panic")).sum()
    });
    let residue = sure(counter.cut(Ok)).unwrap_or(0);
    assert_eq!(recorded, handed_over.into_inner() + u64::from(residue));
}

/// Recorded = handed over + residue, with additions and hand-overs during hand-overs, as interrupts make them.
#[test]
fn interrupts_lose_nothing() {
    arbtest(|u| {
        let counter = SharedCounter::new();
        let (mut recorded, mut handed_over) = (0_u64, 0_u64);
        for _ in 0..u.arbitrary_len::<u64>()? {
            let (count, during, succeeds) = (u.arbitrary::<u32>()?, u.arbitrary::<u16>()?, u.arbitrary()?);
            let expected =
                if recorded - handed_over + u64::from(count) > SharedCounter::MAX.into() { Err(Full) } else { Ok(()) };
            assert_eq!(counter.add(count), expected);
            recorded += if expected.is_ok() { count.into() } else { 0 };
            let outcome = counter.cut(|count| {
                assert_eq!(u64::from(count), recorded - handed_over);
                recorded += if counter.add(during.into()).is_ok() { during.into() } else { 0 };
                assert_eq!(counter.cut(|_| -> Result<(), ()> { panic!("another is under way") }), Ok(None));
                deliver(count, succeeds)
            });
            match outcome {
                Ok(count) => handed_over += u64::from(count.unwrap_or(0)),
                Err(NoSpace) => assert!(!succeeds),
            }
        }
        assert_eq!(u64::from(sure(counter.cut(Ok)).unwrap_or(0)), recorded - handed_over);
        Ok(())
    });
}

#[test]
fn what_does_not_fit_is_not_counted() {
    let counter = SharedCounter::new();
    assert_eq!(counter.add(SharedCounter::MAX + 1), Err(Full));
    assert_eq!(counter.add(u32::MAX), Err(Full));
    assert_eq!(counter.add(SharedCounter::MAX - 1), Ok(()));
    assert_eq!(counter.add(2), Err(Full));
    let handed_over = counter.cut(|count| {
        assert_eq!((counter.add(2), counter.add(1)), (Err(Full), Ok(())));
        Ok::<_, ()>(count)
    });
    assert_eq!(handed_over, Ok(Some(SharedCounter::MAX - 1)));
    assert_eq!(sure(counter.cut(Ok)), Some(1));
}

#[test]
fn a_panic_is_a_failure() {
    let counter = SharedCounter::new();
    counter.add(7).expect("space");
    let outcome = catch_unwind(AssertUnwindSafe(|| counter.cut(|_| -> Result<(), ()> { panic!("as a test") })));
    assert!(outcome.is_err());
    assert_eq!(sure(counter.cut(Ok)), Some(7));
}

#[test]
fn a_count_is_moved_to_a_counter() {
    let (shared, mut counter) = (SharedCounter::new(), Counter::new());
    for _ in 0..3 {
        shared.add(SharedCounter::MAX).expect("space");
        shared.move_to(&mut counter);
    }
    assert_eq!(sure(shared.cut(Ok)), None);
    assert_eq!(sure(counter.cut(Ok)), Some(3 * i64::from(SharedCounter::MAX)));
}
