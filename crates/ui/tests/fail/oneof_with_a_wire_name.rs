use vitalwire::{message, oneof};

oneof! {
    pub enum Content {
        Water(f64) as "water",
    }
}

message! {
    pub struct Kettle {
        pub content: Option<Content> as "content",
    }
}

fn main() {}
