use vitalwire::heapless::Vec;
use vitalwire::message;
use vitalwire::proto::List;

message! {
    pub struct Inner {
        pub counts: List<Vec<u64, { usize::MAX / 16 }>> as "counts",
    }
}

message! {
    pub struct Outer {
        pub inner: Inner as "inner" always,
    }
}

fn main() {
    let _ = Outer::MAX_JSON_LEN;
}
