//! Waiting for any duration.

use core::time::Duration;
use embedded_hal::delay::DelayNs;

/// Waits one second at a time, so that HALs that count ns, or cycles below 4 GHz, in 32 bits don't overflow.
pub(super) fn wait(delay: &mut impl DelayNs, duration: Duration) {
    for _ in 0..duration.as_secs() {
        delay.delay_ms(1000);
    }
    match (duration.subsec_millis(), duration.subsec_nanos() % 1_000_000) {
        (0, 0) => {}
        (0, nanos) => delay.delay_ns(nanos),
        (millis, 0) => delay.delay_ms(millis),
        (millis, nanos) => {
            delay.delay_ms(millis);
            delay.delay_ns(nanos);
        }
    }
}
