vitalwire::oneof! {
    pub enum Content {
        Water(f64) as "content",
        Tea(u32) as "content",
    }
}

fn main() {}
