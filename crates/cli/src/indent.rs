//! Indented JSON.

use std::io::{self, Write};

/// Writes compact JSON with line breaks and indentation. Its tokens are unchanged: a number keeps its digits.
pub fn indent(json: &[u8], out: &mut impl Write) -> io::Result<()> {
    let mut depth = 0;
    let mut tokens = Tokens(json).peekable();
    while let Some(token) = tokens.next() {
        match token {
            b"{" | b"[" => {
                out.write_all(token)?;
                match tokens.next_if(|next| matches!(*next, b"}" | b"]")) {
                    Some(closing) => out.write_all(closing)?,
                    None => {
                        depth += 1;
                        break_line(depth, out)?;
                    }
                }
            }
            b"}" | b"]" => {
                depth -= 1;
                break_line(depth, out)?;
                out.write_all(token)?;
            }
            b"," => {
                out.write_all(token)?;
                break_line(depth, out)?;
            }
            b":" => out.write_all(b": ")?,
            scalar => out.write_all(scalar)?,
        }
    }
    Ok(())
}

fn break_line(depth: usize, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n")?;
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

/// The tokens of compact JSON.
struct Tokens<'a>(&'a [u8]);

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let len = match self.0.first()? {
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            b'"' => string_len(self.0),
            _ => self.0.iter().position(|byte| b",]}".contains(byte)).unwrap_or(self.0.len()),
        };
        let (token, rest) = self.0.split_at(len);
        self.0 = rest;
        Some(token)
    }
}

fn string_len(json: &[u8]) -> usize {
    let mut is_escaped = false;
    let content = json[1..].iter().take_while(|&&byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        !ends
    });
    content.count() + r#""""#.len()
}
