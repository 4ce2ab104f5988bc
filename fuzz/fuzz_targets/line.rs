#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| vitalwire_testing::checks::line(input));
