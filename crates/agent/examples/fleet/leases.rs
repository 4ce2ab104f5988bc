//! How much of its time a worker gives away because it doesn't know what time it is.

use std::ops::Range;
use vitalwire::proto::Timestamp;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{Lease, WallClock};
use vitalwire_testing::Random;

/// The delays of a request, and of its response, in bits of ns.
pub const DELAYS: [(&str, Range<u64>); 2] = [("1 ms to 1 s", 20..31), ("1 ms to 34 s", 20..36)];

/// Lets so many workers check in once. Returns how long before the true deadline each stops, in ns, in ascending order;
/// leases that are over, or may be, when the response is received are left out.
///
/// # Panics
/// If one stops after it.
pub fn slack(trials: u64, delays: Range<u64>) -> Vec<u64> {
    let mut slack = (0..trials).filter_map(|number| trial(number, delays.clone())).collect::<Vec<_>>();
    slack.sort_unstable();
    slack
}

/// All times are in ns.
fn trial(number: u64, delays: Range<u64>) -> Option<u64> {
    const SECOND: u64 = 1_000_000_000;
    let mut random = Random::new(number);
    let random = &mut random;
    // The worker's clock is wrong by up to 100 ppm, and counts ms. What it shows isn't related to the time of day.
    let rate = random.range(999_900..1_000_101);
    let offset = random.below(1 << 62);
    let clock = |time: u64| {
        Instant::from_millis((offset + (u128::from(time) * u128::from(rate) / 1_000_000) as u64) / 1_000_000)
    };

    // Before the request is sent, until the response is made, and until it is received.
    let mut delay = || random.magnitude(delays.clone());
    let sent = 1_795_310_520 * SECOND + delay();
    let responded = sent + delay();
    let received = responded + delay();
    let length = random.magnitude(30..44);
    let deadline = responded + length;
    let timestamp = |time: u64| Timestamp::new((time / SECOND) as i64, (time % SECOND) as u32).expect("a time");
    let date = timestamp(responded / SECOND * SECOND);

    let mut lease = Lease::new(clock(sent));
    let by = WallClock::from_date(date, clock(sent), clock(received));
    lease.renew(Some(timestamp(deadline)), &by, clock(received), random.bits());
    let end = lease.deadline().expect("a deadline");

    // The last moment at which the worker takes the lease for valid, if there is one.
    if lease.is_expired(clock(received)) {
        return None;
    }
    let end = u128::from(end.as_millis()) * 1_000_000 - u128::from(offset);
    let end = (end * 1_000_000).div_ceil(rate.into()) as u64;
    assert!(end <= deadline, "trial {number} is late by {} ns", end - deadline);
    assert!(lease.is_expired(clock(deadline)), "trial {number}");
    Some(deadline - end)
}
