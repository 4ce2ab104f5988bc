use vitalwire::heapless::Vec;
use vitalwire::message;
use vitalwire::proto::{Field, List};

message! {
    pub struct Kettle<T: Field> {
        pub heats: List<Vec<T, 2>> as "heats",
    }
}

fn main() {
    let _ = vitalwire::decode::<Kettle<u32>>(b"{}");
    let _ = vitalwire::decode::<Kettle<Option<u32>>>(b"{}");
}
