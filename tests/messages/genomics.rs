use super::golden::Golden;
pub fn golden_messages() -> Vec<Golden> { vec![] }
