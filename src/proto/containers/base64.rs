//! base64.

/// Returns the digits of the first three bytes, padded.
pub(in crate::proto) fn encode_group(bytes: &[u8]) -> [u8; 4] {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(bytes.get(at).copied().unwrap_or_default()));
    [0, 1, 2, 3].map(|at| {
        let digit = DIGITS.get(bits as usize >> (18 - 6 * at) & 0x3F).filter(|_| at <= bytes.len());
        digit.copied().unwrap_or(b'=')
    })
}

/// Passes the bytes that the digits represent to `emit`. Accepts the standard and the URL-safe alphabet. Padding is
/// optional, and bits beyond the last byte are ignored.
///
/// # Errors
/// The error of `emit`, or `malformed`.
pub(in crate::proto) fn decode<E: Copy>(
    text: impl Iterator<Item = char>,
    malformed: E,
    mut emit: impl FnMut(u8) -> Result<(), E>,
) -> Result<(), E> {
    let (mut bits, mut digits, mut padding) = (0_u32, 0_usize, 0_usize);
    for character in text {
        if character == '=' {
            padding += 1;
            continue;
        }
        bits = bits << 6 | value(character).filter(|_| padding == 0).ok_or(malformed)?;
        // Of four digits, each but the first completes a byte.
        match digits % 4 {
            0 => {}
            at => emit((bits >> (6 - 2 * at)) as u8)?,
        }
        digits += 1;
    }
    match (digits % 4, padding) {
        (0 | 2 | 3, 0) | (2, 1 | 2) | (3, 1) => Ok(()),
        _ => Err(malformed),
    }
}

fn value(character: char) -> Option<u32> {
    Some(match character {
        'A'..='Z' => character as u32 - 'A' as u32,
        'a'..='z' => character as u32 - 'a' as u32 + 26,
        '0'..='9' => character as u32 - '0' as u32 + 52,
        '+' | '-' => 62,
        '/' | '_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    extern crate std;

    use crate::random::text_of;
    use ::base64::Engine;
    use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    use ::base64::prelude::BASE64_STANDARD;
    use arbtest::arbtest;
    use std::string::String;
    use std::vec::Vec;

    const EITHER: GeneralPurpose = GeneralPurpose::new(
        &::base64::alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );

    fn decode(text: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let outcome = super::decode(text.chars(), (), |byte| {
            bytes.push(byte);
            Ok(())
        });
        outcome.ok().map(|()| bytes)
    }

    #[test]
    fn encodes_like_base64() {
        arbtest(|u| {
            let bytes: Vec<u8> = u.arbitrary()?;
            let mut text = Vec::new();
            bytes.chunks(3).for_each(|group| text.extend(super::encode_group(group)));
            assert_eq!(String::from_utf8(text).expect("ASCII"), BASE64_STANDARD.encode(bytes));
            Ok(())
        });
    }

    #[test]
    fn decodes_like_base64() {
        arbtest(|u| {
            let text = text_of(u, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-.", 9)?
                + &text_of(u, "=", 4)?
                + &text_of(u, "A=", 1)?;
            let standard = text.replace('-', "+").replace('_', "/");
            assert_eq!(decode(&text), EITHER.decode(standard).ok());
            Ok(())
        });
    }
}
