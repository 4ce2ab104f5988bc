//! Only tests: what the compiler says of declarations that are wrong.
