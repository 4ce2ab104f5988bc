//! `hal` on mocked pins and delays.

use embedded_hal::delay::DelayNs;
use embedded_hal_mock::eh1::MockError;
use embedded_hal_mock::eh1::delay::{CheckedDelay, NoopDelay, Transaction as Delay};
use embedded_hal_mock::eh1::digital::{Mock, State, Transaction as Pin};
use std::io::ErrorKind;
use std::time::Duration;
use vitalwire::dataflow::WorkerHealthReport;
use vitalwire::hal::{FaultInput, GlitchFilter, Polarity, StatusLed};
use vitalwire::rpc::Outcome;
use vitalwire::{BuildError, CapacityError, Microcontroller};

const RETRY: Outcome = Outcome::Retry { after: None };
const REJECTED: Outcome = Outcome::Rejected { code: None };

type Report = WorkerHealthReport<Microcontroller>;
type MockLine = FaultInput<Microcontroller, Mock>;

fn healthy() -> Report {
    Report { vm_is_healthy: true, ..Default::default() }
}

fn broken_pin() -> MockError {
    MockError::Io(ErrorKind::NotConnected)
}

/// Returns mocked reads of these levels, in this order.
fn reads(levels: &[State]) -> Vec<Pin> {
    levels.iter().map(|&level| Pin::get(level)).collect()
}

/// Creates a line, passes it to `use_it`, and checks that all reads occurred.
fn with_line<T>(
    new: fn(Mock, Polarity, &str) -> Result<MockLine, BuildError>,
    polarity: Polarity,
    reads: &[Pin],
    use_it: impl FnOnce(&mut MockLine) -> T,
) -> T {
    let mut line = new(Mock::new(reads), polarity, "CODE").expect("a short code");
    let result = use_it(&mut line);
    line.release().done();
    result
}

#[test]
fn faults_by_polarity() {
    for (polarity, level, is_active) in [
        (Polarity::ActiveHigh, State::High, true),
        (Polarity::ActiveHigh, State::Low, false),
        (Polarity::ActiveLow, State::Low, true),
        (Polarity::ActiveLow, State::High, false),
    ] {
        let mut report = healthy();
        let is_asserted = with_line(FaultInput::fault, polarity, &reads(&[level]), |line| line.check(&mut report));
        assert_eq!(is_asserted, Ok(is_active));
        let expected = Report {
            vm_is_healthy: !is_active,
            vm_is_broken: is_active,
            vm_broken_code: if is_active { "CODE" } else { "" }.try_into().expect("a code"),
            ..Default::default()
        };
        assert_eq!(report, expected);

        let mut report = healthy();
        let is_asserted = with_line(FaultInput::power_good, polarity, &reads(&[level]), |line| line.check(&mut report));
        assert_eq!(is_asserted, Ok(!is_active));
        let expected = Report {
            vm_is_healthy: is_active,
            vm_broken_code: if is_active { "" } else { "CODE" }.try_into().expect("a code"),
            ..Default::default()
        };
        assert_eq!(report, expected);
    }
}

#[test]
fn the_first_code_stays() {
    let mut report = healthy();
    for (code, level) in [("FAN", State::Low), ("HEAT", State::High), ("SMOKE", State::High)] {
        let mut line = MockLine::fault(Mock::new(&reads(&[level])), Polarity::ActiveHigh, code).expect("a short code");
        assert_eq!(line.code(), code);
        assert_eq!(line.check(&mut report), Ok(level == State::High));
        line.release().done();
    }
    assert_eq!(report.vm_broken_code, "HEAT");

    // A power-good line doesn't reset a machine that is broken.
    with_line(FaultInput::power_good, Polarity::ActiveHigh, &reads(&[State::Low]), |line| line.check(&mut report))
        .expect("a pin");
    assert!(report.vm_is_broken && !report.vm_is_healthy && report.vm_broken_code == "HEAT");
}

#[test]
fn inputs_never_set_healthy() {
    let mut report = Report::default();
    with_line(FaultInput::power_good, Polarity::ActiveHigh, &reads(&[State::High]), |line| line.check(&mut report))
        .expect("a pin");
    assert_eq!(report, Report::default());
}

#[test]
fn long_codes_are_rejected_at_once() {
    let code = "C".repeat(33);
    let expected = BuildError::Capacity(CapacityError { capacity: "code", limit: 32, needed: 33 });
    for new in [MockLine::fault, MockLine::power_good] {
        let mut pin = Mock::new(&[]);
        assert_eq!(new(pin.clone(), Polarity::ActiveHigh, &code).map(|_| ()), Err(expected));
        assert!(new(pin.clone(), Polarity::ActiveHigh, &code[1..]).is_ok());
        pin.done();
    }
}

#[test]
fn pin_errors_are_returned() {
    let failing = [Pin::get(State::High).with_error(broken_pin())];
    let late = [Pin::get(State::High), Pin::get(State::High).with_error(broken_pin())];
    let filter = GlitchFilter::new(3, Duration::ZERO);
    for polarity in [Polarity::ActiveHigh, Polarity::ActiveLow] {
        let mut report = healthy();
        let outcome = with_line(FaultInput::fault, polarity, &failing, |line| line.check(&mut report));
        assert_eq!((outcome, &report), (Err(broken_pin()), &healthy()));
    }
    let mut report = healthy();
    let outcome = with_line(FaultInput::fault, Polarity::ActiveHigh, &late, |line| {
        line.check_filtered(&mut report, filter, &mut NoopDelay)
    });
    assert_eq!((outcome, report), (Err(broken_pin()), healthy()));

    let mut led = StatusLed::new(
        Mock::new(&[State::High, State::High, State::Low].map(|level| Pin::set(level).with_error(broken_pin()))),
        Polarity::ActiveHigh,
    );
    let mut no_delay = CheckedDelay::new(&[]);
    assert_eq!(led.show_for(Outcome::Accepted, Duration::from_secs(1), &mut no_delay), Err(broken_pin()));
    assert_eq!(led.show_at(Outcome::Accepted, Duration::ZERO), Err(broken_pin()));
    assert_eq!(led.off(), Err(broken_pin()));
    led.release().done();
    no_delay.done();
}

#[test]
fn glitches_are_ignored() {
    const FAULT: State = State::Low;
    const NONE: State = State::High;
    let filter = GlitchFilter::new(3, Duration::from_micros(1500));
    for (levels, pauses, expected) in [
        (&[NONE][..], 0, false),
        (&[FAULT, NONE], 1, false),
        (&[FAULT, FAULT, NONE], 2, false),
        (&[FAULT, FAULT, FAULT], 2, true),
    ] {
        let mut delay = CheckedDelay::new(&vec![[Delay::delay_ms(1), Delay::delay_ns(500_000)]; pauses].concat());
        let mut report = healthy();
        let outcome = with_line(FaultInput::fault, Polarity::ActiveLow, &reads(levels), |line| {
            line.check_filtered(&mut report, filter, &mut delay)
        });
        delay.done();
        assert_eq!((outcome, report.vm_is_broken, report.vm_is_healthy), (Ok(expected), expected, !expected));
    }
}

#[test]
fn a_filter_reads_at_least_once() {
    for reads_wanted in [0, 1] {
        let filter = GlitchFilter::new(reads_wanted, Duration::MAX);
        let mut report = healthy();
        let mut delay = CheckedDelay::new(&[]);
        let outcome = with_line(FaultInput::fault, Polarity::ActiveHigh, &reads(&[State::High]), |line| {
            line.check_filtered(&mut report, filter, &mut delay)
        });
        delay.done();
        assert_eq!((outcome, report.vm_is_broken), (Ok(true), true));
    }
}

#[test]
fn debug_does_without_the_pin() {
    struct NoDebug;
    let line = FaultInput::<Microcontroller, _>::fault(NoDebug, Polarity::ActiveLow, "HEAT").expect("a short code");
    assert_eq!(format!("{line:?}"), r#"FaultInput { polarity: ActiveLow, signal: Fault, code: "HEAT", .. }"#);
    let led = StatusLed::new(NoDebug, Polarity::ActiveHigh);
    assert_eq!(format!("{led:?}"), "StatusLed { polarity: ActiveHigh, .. }");
}

#[test]
fn an_led_shows_its_pattern_while_it_waits() {
    use State::{High, Low};
    for (outcome, duration, levels, waits) in [
        (Outcome::Accepted, 2500, &[High, High, High][..], &[1000, 1000, 500][..]),
        (RETRY, 1700, &[High, Low, High, Low], &[500, 500, 500, 200]),
        (REJECTED, 1600, &[High, Low, High, Low, High, Low, High], &[100, 200, 100, 200, 100, 800, 100]),
        (RETRY, 500, &[High], &[500]),
        (REJECTED, 0, &[High], &[]),
    ] {
        for polarity in [Polarity::ActiveHigh, Polarity::ActiveLow] {
            let levels = levels.iter().map(|&level| match (level, polarity) {
                (level, Polarity::ActiveHigh) => Pin::set(level),
                (High, Polarity::ActiveLow) => Pin::set(Low),
                (Low, Polarity::ActiveLow) => Pin::set(High),
            });
            let mut led = StatusLed::new(Mock::new(&levels.collect::<Vec<_>>()), polarity);
            let waits = waits.iter().map(|&millis| Delay::delay_ms(millis)).collect::<Vec<_>>();
            let mut delay = CheckedDelay::new(&waits);
            assert_eq!(led.show_for(outcome, Duration::from_millis(duration), &mut delay), Ok(()));
            delay.done();
            led.release().done();
        }
    }
}

#[test]
fn an_led_waits_for_all_of_a_duration() {
    for (nanos, millis) in [(1, 1), (1_000_000, 1), (1_000_001, 2), (999_999_999, 1000)] {
        let mut led = StatusLed::new(Mock::new(&[Pin::set(State::High)]), Polarity::ActiveHigh);
        let mut delay = CheckedDelay::new(&[Delay::delay_ms(millis)]);
        assert_eq!(led.show_for(Outcome::Accepted, Duration::from_nanos(nanos), &mut delay), Ok(()));
        delay.done();
        led.release().done();
    }
}

#[test]
fn an_led_shows_its_pattern_at_any_time() {
    use State::{High, Low};
    let years = Duration::from_secs(3_000_000_000);
    for (outcome, elapsed, level) in [
        (Outcome::Accepted, Duration::ZERO, High),
        (Outcome::Accepted, Duration::from_millis(999), High),
        (Outcome::Accepted, Duration::MAX, High),
        (RETRY, Duration::from_millis(499), High),
        (RETRY, Duration::from_millis(500), Low),
        (RETRY, Duration::from_millis(1000), High),
        (RETRY, Duration::from_micros(years.as_micros() as u64 + 499_999), High),
        (RETRY, years + Duration::from_millis(500), Low),
        (RETRY, Duration::MAX, Low),
        (REJECTED, Duration::from_millis(99), High),
        (REJECTED, Duration::from_millis(100), Low),
        (REJECTED, Duration::from_millis(600), High),
        (REJECTED, Duration::from_millis(700), Low),
        (REJECTED, Duration::from_millis(1499), Low),
        (REJECTED, Duration::from_millis(1500), High),
        (REJECTED, Duration::from_millis(1600), Low),
        (REJECTED, years + Duration::from_millis(99), High),
    ] {
        let mut led = StatusLed::new(Mock::new(&[Pin::set(level)]), Polarity::ActiveHigh);
        assert_eq!(led.show_at(outcome, elapsed), Ok(()), "{outcome:?} {elapsed:?}");
        led.release().done();
    }
}

/// Sums the delays requested, like a HAL with a 32-bit counter at 1 GHz.
#[derive(Default)]
struct Counting(Duration);

impl DelayNs for Counting {
    fn delay_ns(&mut self, nanos: u32) {
        self.0 += Duration::from_nanos(nanos.into());
    }

    fn delay_ms(&mut self, millis: u32) {
        self.delay_ns(millis.checked_mul(1_000_000).expect("no overflow"));
    }
}

#[test]
fn all_of_a_pause_is_waited_for() {
    const MORE_THAN_32_BITS_OF_MILLIS: u64 = 4_294_968;
    for secs in [0, 1, 3600, MORE_THAN_32_BITS_OF_MILLIS] {
        for nanos in [0, 1, 999_999, 1_000_000, 500_000_000, 500_000_001, 999_999_999] {
            let spacing = Duration::new(secs, nanos);
            let mut delay = Counting::default();
            let outcome = with_line(FaultInput::fault, Polarity::ActiveHigh, &reads(&[State::High; 2]), |line| {
                line.check_filtered(&mut healthy(), GlitchFilter::new(2, spacing), &mut delay)
            });
            assert_eq!((outcome, delay.0), (Ok(true), spacing));
        }
    }
}
