use vitalwire::heapless::Vec;
use vitalwire::message;
use vitalwire::proto::List;

message! {
    pub struct Kettle {
        pub heats: List<Vec<Option<u32>, 2>> as "heats",
    }
}

fn main() {
    let _ = vitalwire::decode::<Kettle>(b"{}");
}
