//! What to do next.

use crate::Instant;

/// What to do next: [`Link::poll`](super::Link::poll) says it again until it's done, so each step that a link can have
/// must be handled. A loop that leaves a step undone because of an error, without a pause, does nothing else any more: what may
/// fail for good, such as the project's name, is checked before the loop.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::dataflow::ResourceUtilizationReport;
/// use vitalwire::genomics::CheckInRequest;
/// use vitalwire::proto::{Empty, Span};
/// use vitalwire::{BuildError, CapacityError, Microcontroller};
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::http::ResponseHead;
/// use vitalwire_agent::link::{Link, Step};
/// use vitalwire_agent::meter::CpuMeter;
///
/// type Usage = ResourceUtilizationReport<Microcontroller>;
///
/// /// Each sample is one in the list of the next report. If that is full, the next sample covers the time of both.
/// fn sample(link: &mut Link<'_>, cpu: &mut CpuMeter<1000>, busy_ms: u32, report: &mut Usage, now: Instant) {
///     cpu.record(busy_ms);
///     let time = link.wall_time(now).map(|time| time.best());
///     let _is_full: Result<(), CapacityError> = cpu.cut(now, time, |sample| report.cpu_time.push(sample));
///     link.sampled(now);
/// }
///
/// fn check_in(
///     link: &mut Link<'_>,
///     deadline_expired: bool,
///     now: Instant,
///     send: impl FnOnce(&CheckInRequest<Microcontroller>) -> Option<(ResponseHead, &'static [u8])>,
/// ) {
///     let exchange = link.begin_check_in(now);
///     let deadline_expired = deadline_expired.then_some(Empty);
///     let response = send(&CheckInRequest { deadline_expired, ..Default::default() });
///     link.settle_check_in::<Span, Span>(exchange, response, now);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Step {
    /// Nothing before this time, which is later than now.
    Sleep(Instant),
    /// Take a sample: let the meters record what they can't count by themselves, such as memory, and cut those whose
    /// samples are a list. Then call [`sampled`](super::Link::sampled). Only a link
    /// [with samples](super::Link::with_samples) asks for it.
    Sample,
    /// Report: [push](super::Link::push) the state of the worker and what its meters have counted, and call
    /// [`reported`](super::Link::reported). That sends nothing yet.
    Report,
    /// Send what waits, between [`begin_send`](super::Link::begin_send) and [`settle_send`](super::Link::settle_send).
    Send,
    /// Check in, between [`begin_check_in`](super::Link::begin_check_in) and
    /// [`settle_check_in`](super::Link::settle_check_in). Only a link [with check-ins](super::Link::with_check_ins) asks for it.
    CheckIn {
        /// Whether the deadline has passed: the request has to say so, by
        /// [`deadline_expired`](vitalwire::genomics::CheckInRequest::deadline_expired).
        deadline_expired: bool,
    },
}
