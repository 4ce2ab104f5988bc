vitalwire::message! {
    pub struct Health {
        pub now: bool as "isHealthy",
        pub before: bool as "is_healthy",
    }
}

fn main() {}
