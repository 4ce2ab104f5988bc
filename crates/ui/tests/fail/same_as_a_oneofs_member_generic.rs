use vitalwire::dataflow::LabelValue;
use vitalwire::profile::Profile;
use vitalwire::{Sidecar, message, oneof};

oneof! {
    pub enum Content {
        Water(f64) as "water",
    }
}

message! {
    pub struct Kettle<C: Profile> {
        pub name: LabelValue<C> as "water",
        pub content: Option<Content> as oneof,
    }
}

fn main() {
    let _ = vitalwire::encoded_len(&Kettle::<Sidecar>::default());
}
