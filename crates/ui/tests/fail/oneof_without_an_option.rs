use vitalwire::{message, oneof};

oneof! {
    pub enum Content {
        Water(f64) as "water",
    }
}

message! {
    pub struct Kettle {
        pub content: Content as oneof,
    }
}

fn main() {}
