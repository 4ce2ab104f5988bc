vitalwire::message! {
    pub struct Kettle {
        pub litres: u32 as "litres",
    }
}

fn main() {
    vitalwire::encode(&Kettle { litres: 2 }, &mut [0; 16]);
}
