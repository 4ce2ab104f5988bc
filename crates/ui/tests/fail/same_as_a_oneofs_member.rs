use vitalwire::{message, oneof};

oneof! {
    pub enum Content {
        Water(f64) as "water",
        Tea(u32) as "teaBags",
    }
}

message! {
    pub struct Kettle {
        pub tea: u32 as "tea_bags",
        pub content: Option<Content> as oneof,
    }
}

fn main() {}
