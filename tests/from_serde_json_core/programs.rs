//! A program, compiled once with each library: only the import differs.

mod before {
    use ::serde_json_core;

    include!("program.rs");
}

mod after {
    use vitalwire::serde_json_core;

    include!("program.rs");
}

#[test]
fn a_program_works_after_a_change_of_its_import() {
    before::run();
    after::run();
}
