use std::time::Duration;

vitalwire::message! {
    pub struct Kettle {
        pub cups: usize as "cups",
        pub name: String as "name",
        pub heats: Vec<u32> as "heats",
        pub boils_in: Option<Duration> as "boilsIn",
    }
}

fn main() {}
