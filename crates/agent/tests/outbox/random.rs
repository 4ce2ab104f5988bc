//! Random operations do what the model does.

use vitalwire_testing::{checks, property};

#[test]
fn any_operations_on_any_outbox_do_what_the_model_does() {
    property(|u| {
        let len = u.len();
        checks::outbox(u.bytes(len)?);
        Ok(())
    });
}
