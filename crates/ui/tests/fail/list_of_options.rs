use vitalwire::heapless::Vec;
use vitalwire::profile::VecMap;
use vitalwire::proto::{List, Map};
use vitalwire::{message, oneof};

message! {
    pub struct Kettle {
        pub heats: List<Vec<Option<u32>, 2>> as "heats",
    }
}

message! {
    pub struct Kitchen {
        pub kettles: Option<[(u32, Map<VecMap<u32, Option<u32>, 2>>); 2]> as "kettles",
    }
}

oneof! {
    pub enum Content {
        Tea(Option<u32>) as "tea",
        Layers(Box<[Option<u32>; 2]>) as "layers",
    }
}

message! {
    pub struct Cup {
        pub content: Option<Content> as oneof,
    }
}

fn main() {}
