//! Pauses, with random bits.

use super::millis::millis;
use vitalwire::rpc::Outcome;

/// The longest time for which a backend can silence a worker whose own interval is shorter, in ms.
pub(super) const DAY: u32 = 86_400_000;

/// Returns a number below `span`, or 0 if there is none: evenly spread, as `entropy` is. A multiplication does what a
/// remainder would, without a division.
pub(super) const fn below(span: u32, entropy: u32) -> u32 {
    ((span as u64 * entropy as u64) >> 32) as u32
}

/// Returns a pause: from half of `span` to all of it, and from `floor` to one and a half of it, whichever is longer.
#[inline(never)] // Used twice: a call takes less flash.
pub(super) const fn pause(span: u32, floor: u32, entropy: u32) -> u32 {
    let pause = span - below(span / 2 + 1, entropy);
    let floor = floor.saturating_add(below(floor / 2 + 1, entropy));
    if pause > floor { pause } else { floor }
}

/// Returns for how many ms the backend wants to be left alone: 0 if it doesn't say, and `None` unless the same request
/// may be accepted later.
#[inline(never)] // As above.
pub(super) fn floor(outcome: Outcome, longest: u32) -> Option<u32> {
    let Outcome::Retry { after } = outcome else { return None };
    Some(after.map_or(0, millis).min(longest))
}

#[cfg(test)]
mod tests {
    use super::{below, floor, pause};
    use core::time::Duration;
    use vitalwire::rpc::Outcome;

    #[test]
    fn all_of_a_span_is_reached_and_nothing_else() {
        const STEP: u32 = 1 << 16;
        let range = |draw: &dyn Fn(u32) -> u32| {
            let draws = || (0..=u32::MAX / STEP).map(|step| draw(step * STEP)).chain([draw(u32::MAX)]);
            (draws().min(), draws().max())
        };
        for span in [0_u32, 1, 2, 3, 4, 5, 999, 1000] {
            assert_eq!(range(&|entropy| below(span, entropy)), (Some(0), Some(span.saturating_sub(1))));
            assert_eq!(range(&|entropy| pause(span, 0, entropy)), (Some(span.div_ceil(2)), Some(span)));
            assert_eq!(range(&|entropy| pause(0, span, entropy)), (Some(span), Some(span + span / 2)));
        }
    }

    #[test]
    fn the_longest_spans_dont_overflow() {
        const MAX: u32 = u32::MAX;
        assert_eq!(below(MAX, MAX), MAX - 1);
        assert_eq!((pause(MAX, 0, 0), pause(MAX, 0, MAX)), (MAX, 1 << 31));
        assert_eq!((pause(0, MAX, 0), pause(0, MAX, MAX)), (MAX, MAX));
    }

    #[test]
    fn only_a_retry_has_a_floor() {
        let retry = |after| floor(Outcome::Retry { after }, 5000);
        assert_eq!((retry(None), retry(Some(Duration::from_secs(1)))), (Some(0), Some(1000)));
        assert_eq!(retry(Some(Duration::MAX)), Some(5000));
        for outcome in [Outcome::Accepted, Outcome::TooLarge, Outcome::Unauthenticated] {
            assert_eq!(floor(outcome, 5000), None);
        }
    }
}
