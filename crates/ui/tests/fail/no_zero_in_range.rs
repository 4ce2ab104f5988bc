use vitalwire::proto::RangedI32;

vitalwire::message! {
    pub struct Oven {
        pub shelf: RangedI32<0, 4> as "shelf",
        pub degrees: RangedI32<30, 250> as "degrees",
    }
}

vitalwire::message! {
    pub struct Freezers {
        pub degrees: [RangedI32<-30, -1>; 2] as "degrees",
    }
}

fn main() {}
