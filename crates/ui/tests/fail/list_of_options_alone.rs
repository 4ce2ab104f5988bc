use vitalwire::heapless::Vec;
use vitalwire::proto::List;

fn main() {
    let _ = vitalwire::decode::<List<Vec<Option<u32>, 2>>>(b"[]");
}
