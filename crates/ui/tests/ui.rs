//! What the compiler says of declarations that are wrong. The sentences are those of the toolchain that CI has; after a
//! change, `TRYBUILD=overwrite .ci/ui` writes them anew.

#[test]
fn errors_say_what_to_do() {
    let cases = trybuild::TestCases::new();
    // With a case that passes, all are built, not only checked: some errors are found only then.
    cases.pass("tests/pass/*.rs");
    cases.compile_fail("tests/fail/*.rs");
}
