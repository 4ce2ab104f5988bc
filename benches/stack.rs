//! Measures the stack that decoding needs: no more for a million brackets than for ten.
//!
//! Decoding runs on a separate, painted stack. Where the paint is gone, the stack was used.

use heapless::String;

use serde::de::IgnoredAny;
use std::hint::black_box;
use vitalwire::dataflow::{WorkerMessageCode, WorkerThreadScalingReport};
use vitalwire::genomics::CheckInResponse;
use vitalwire::json::{self, MAX_DEPTH};
use vitalwire::proto::{Field, Value};
use vitalwire::{DecodeError, DecodeErrorKind, Microcontroller, SyntaxErrorKind, profile};

/// All the RAM of a small device.
const SMALL: usize = 16 * 1024;

profile! {
    /// Holds parameters of the maximum depth, which is more than a small device does.
    struct Deep { parameters: 1024, ..MICROCONTROLLER }
}

#[test]
fn parameters() {
    let prefix = r#"{"code":"DEEP","parameters":{"a":"#;
    let place = Place { name: "a Struct", prefix, suffix: "}}", around: 2 };
    place.uses_the_same(decode::<WorkerMessageCode<Deep>>);
    place.fits_small_stack(decode::<WorkerMessageCode<Microcontroller>>);
}

#[test]
fn values() {
    let place = Place { name: "a Value", prefix: "", suffix: "", around: 0 };
    place.uses_the_same(decode::<Value<String<1024>>>);
    place.fits_small_stack(decode::<Value<String<64>>>);
}

#[test]
fn unknown_fields() {
    let place = Place { name: "an unknown field", prefix: r#"{"new":"#, suffix: "}", around: 1 };
    place.uses_the_same(decode::<WorkerThreadScalingReport>);
    place.fits_small_stack(decode::<WorkerThreadScalingReport>);
}

#[test]
fn ignored_values() {
    let place = Place { name: "an ignored value", prefix: "", suffix: "", around: 0 };
    place.uses_the_same(ignore);
    place.fits_small_stack(ignore);
}

#[test]
fn metadata() {
    let place = Place { name: "a Span", prefix: r#"{"metadata":"#, suffix: "}", around: 1 };
    place.uses_the_same(decode::<CheckInResponse>);
    place.fits_small_stack(decode::<CheckInResponse>);
}

#[test]
fn containers_in_containers_end_at_the_limit() {
    type Report = vitalwire::dataflow::ResourceUtilizationReport<Microcontroller>;
    let nested = |levels: usize| r#"{"containers":{"a":"#.repeat(levels) + "{}" + &"}}".repeat(levels);
    let full = vitalwire::decode::<Report>(nested(2).as_bytes()).expect_err("one level is all that it holds");
    assert!(matches!(full.kind, DecodeErrorKind::Capacity(_)));
    type Nested = vitalwire::dataflow::ResourceUtilizationReport<vitalwire::Growable>;
    assert!(vitalwire::decode::<Nested>(nested(63).as_bytes()).is_ok());
    for levels in [64, 65, 1_000_000] {
        let input = nested(levels);
        let too_deep = vitalwire::decode::<Nested>(input.as_bytes()).expect_err("too deep");
        let at = input.match_indices('{').nth(MAX_DEPTH).expect("one bracket too many").0;
        assert_eq!((too_deep.offset, too_deep.kind), (at, DecodeErrorKind::Syntax(SyntaxErrorKind::TooDeep)));
    }
}

type Decode = fn(&[u8]) -> Result<(), DecodeError>;

#[inline(never)]
fn decode<T: Field>(input: &[u8]) -> Result<(), DecodeError> {
    vitalwire::decode::<T>(input).map(|value| drop(black_box(value)))
}

#[inline(never)]
fn ignore(input: &[u8]) -> Result<(), DecodeError> {
    json::from_slice::<IgnoredAny>(input).map(drop)
}

/// A place in a message, for values in brackets.
struct Place {
    name: &'static str,
    prefix: &'static str,
    suffix: &'static str,
    /// The number of brackets around it.
    around: usize,
}

const BRACKETS: [(&str, &str); 2] = [("[", "]"), ("{\"a\":", "}")];

impl Place {
    /// Measures depths that are accepted, and depths that are rejected.
    fn uses_the_same(&self, decode: Decode) {
        for (open, close) in BRACKETS {
            let [shallow, deepest, too_deep, deep] = [10, MAX_DEPTH, MAX_DEPTH + 1, 1_000_000].map(|depth| {
                let (outcome, used) = measured(decode, self.nested(depth, open, close).as_bytes());
                self.check(outcome, depth, open);
                used
            });
            println!("{}, {open} {shallow} bytes for 10 and {deepest} for 128,", self.name);
            println!("    rejected: {too_deep} for 129 and {deep} for 1,000,000");
            assert_eq!(shallow, deepest, "{}", self.name);
            assert_eq!(too_deep, deep, "{}", self.name);
        }
    }

    /// Runs on the stack of a small device.
    fn fits_small_stack(&self, decode: Decode) {
        for (open, close) in BRACKETS {
            let input = self.nested(1_000_000, open, close);
            let mut stack = Stack::new(SMALL);
            let outcome = stack.run(|| decode(input.as_bytes()));
            println!("{}, {open} on a small device: {} bytes", self.name, stack.used());
            self.check(outcome, 1_000_000, open);
            assert!(stack.used() <= SMALL, "{}: it overflows", self.name);
        }
    }

    fn nested(&self, depth: usize, open: &str, close: &str) -> std::string::String {
        let inner = depth - self.around;
        format!("{}{}0{}{}", self.prefix, open.repeat(inner), close.repeat(inner), self.suffix)
    }

    fn check(&self, outcome: Result<(), DecodeError>, depth: usize, open: &str) {
        if depth <= MAX_DEPTH {
            assert_eq!(outcome, Ok(()), "{}, {depth} {open}", self.name);
        } else {
            let error = outcome.expect_err("too deep");
            let at = self.prefix.len() + open.len() * (MAX_DEPTH - self.around);
            assert_eq!(
                (error.offset, error.kind),
                (at, DecodeErrorKind::Syntax(SyntaxErrorKind::TooDeep)),
                "{}",
                self.name
            );
        }
    }
}

fn measured(decode: Decode, input: &[u8]) -> (Result<(), DecodeError>, usize) {
    let mut stack = Stack::new(1 << 20);
    (stack.run(|| decode(input)), stack.used())
}

/// A painted stack, with a painted guard below.
struct Stack {
    blocks: Vec<Block>,
    size: usize,
}

#[repr(align(64))]
#[derive(Clone, Copy)]
struct Block([u8; 64]);

const PAINT: u8 = 0xA5;
const GUARD: usize = 256 * 1024;

impl Stack {
    fn new(size: usize) -> Self {
        Self { blocks: vec![Block([PAINT; 64]); (size + GUARD) / 64], size }
    }

    fn run<R>(&mut self, run: impl FnOnce() -> R + std::panic::UnwindSafe) -> R {
        let bottom = self.blocks[GUARD / 64..].as_mut_ptr().cast::<u8>();
        // SAFETY: the memory is ours, aligned and large enough; nothing unwinds out of a decoder; and if it needs
        // more than its stack, the guard is below.
        unsafe { psm::on_stack(bottom, self.size, run) }
    }

    /// Returns the number of bytes used.
    fn used(&self) -> usize {
        let clean = self.blocks.iter().take_while(|block| block.0 == [PAINT; 64]).count();
        let rest = self.blocks[clean].0.iter().take_while(|&&byte| byte == PAINT).count();
        let clean = 64 * clean + rest;
        GUARD + self.size - clean
    }
}
