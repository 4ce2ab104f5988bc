//! The text format: https://prometheus.io/docs/instrumenting/exposition_formats/

use std::fmt::{self, Display, Write};

/// Metrics of one name.
pub struct Family {
    pub name: &'static str,
    /// `counter`, `gauge` or `histogram`.
    pub kind: &'static str,
    /// A sentence, without a line feed or a backslash.
    pub help: &'static str,
}

impl Family {
    /// Begins a family, which no other may have the name of.
    pub fn begin(&self, text: &mut String) {
        for part in ["# HELP ", self.name, " ", self.help, "\n# TYPE ", self.name, " ", self.kind, "\n"] {
            text.push_str(part);
        }
    }

    /// Writes a sample. No other of its family may have the same labels; one without a text is the same as none.
    pub fn sample(&self, text: &mut String, labels: &[Label<'_>], value: impl Into<Value>) {
        self.sample_of(text, "", labels, value);
    }

    /// Writes a sample of a histogram, whose names have a suffix.
    pub fn sample_of(&self, text: &mut String, suffix: &str, labels: &[Label<'_>], value: impl Into<Value>) {
        text.push_str(self.name);
        text.push_str(suffix);
        let mut before = '{';
        for (name, value) in labels.iter().filter(|(_, value)| !value.is_empty()) {
            text.push(before);
            text.push_str(name);
            text.push_str("=\"");
            push_escaped(text, value);
            text.push('"');
            before = ',';
        }
        if before == ',' {
            text.push('}');
        }
        // Writing to a string can't fail.
        let _ = writeln!(text, " {}", value.into());
    }
}

/// A name and a text.
pub type Label<'a> = (&'static str, &'a str);

fn push_escaped(text: &mut String, value: &str) {
    for char in value.chars() {
        match char {
            '\\' => text.push_str("\\\\"),
            '"' => text.push_str("\\\""),
            '\n' => text.push_str("\\n"),
            _ => text.push(char),
        }
    }
}

/// What a sample says.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    Integer(i128),
    Real(f64),
}

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Integer(integer) => write!(f, "{integer}"),
            Self::Real(f64::INFINITY) => f.write_str("+Inf"),
            Self::Real(f64::NEG_INFINITY) => f.write_str("-Inf"),
            // This has an exponent where it would be long.
            Self::Real(real) => write!(f, "{real:?}"),
        }
    }
}

impl From<f64> for Value {
    fn from(real: f64) -> Self {
        Self::Real(real)
    }
}

impl From<bool> for Value {
    fn from(bool: bool) -> Self {
        Self::Integer(bool.into())
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(integer.into())
    }
}

impl From<u64> for Value {
    fn from(integer: u64) -> Self {
        Self::Integer(integer.into())
    }
}

impl From<i128> for Value {
    fn from(integer: i128) -> Self {
        Self::Integer(integer)
    }
}

#[cfg(test)]
mod tests {
    use super::Family;

    #[test]
    fn a_family_has_a_head_and_samples() {
        let family = Family { name: "parts_total", kind: "counter", help: "What there is." };
        let mut text = String::new();
        family.begin(&mut text);
        family.sample(&mut text, &[("color", ""), ("note", "a \"b\"\\\nc")], 7_i64);
        family.sample(&mut text, &[("color", "red"), ("note", "{}#")], f64::INFINITY);
        family.sample(&mut text, &[("color", "")], 1e300);
        let expected = "# HELP parts_total What there is.\n# TYPE parts_total counter\n\
            parts_total{note=\"a \\\"b\\\"\\\\\\nc\"} 7\n\
            parts_total{color=\"red\",note=\"{}#\"} +Inf\nparts_total 1e300\n";
        assert_eq!(text, expected);
    }
}
