//! JSON text in all its forms: any white space, any escapes, any numbers.

use super::scalars::{double, integer, text};
use arbitrary::{Result, Unstructured};
use std::collections::BTreeSet;

/// Makes a value of any type.
pub fn json_value(u: &mut Unstructured<'_>) -> Result<String> {
    let mut json = String::new();
    value(u, 6, &mut json)?;
    Ok(json)
}

/// Makes an object.
pub fn json_struct(u: &mut Unstructured<'_>) -> Result<String> {
    object(u, None)
}

/// Makes an object with a type.
pub fn json_any(u: &mut Unstructured<'_>) -> Result<String> {
    let type_url = format!("{}/{}", text(u, 5)?, text(u, 5)?);
    object(u, Some(&type_url))
}

/// Makes the text of an object, with or without a type.
fn object(u: &mut Unstructured<'_>, type_url: Option<&str>) -> Result<String> {
    let mut json = String::from("{");
    let mut names = BTreeSet::from(["@type".to_owned()]);
    let members = u.int_in_range(0..=4)?;
    let type_at = if members == 0 { None } else { Some(u.int_in_range(0..=members - 1)?) };
    for at in 0..members {
        if at > 0 {
            json.push(',');
        }
        space(u, &mut json)?;
        match type_url {
            Some(type_url) if type_at == Some(at) => {
                json.push_str("\"@type\":");
                json.push_str(&json_string(u, type_url)?);
            }
            _ => member(u, 5, &mut names, &mut json)?,
        }
    }
    space(u, &mut json)?;
    json.push('}');
    Ok(json)
}

/// Adds a member whose name isn't among those of the object so far.
fn member(u: &mut Unstructured<'_>, levels: u32, names: &mut BTreeSet<String>, json: &mut String) -> Result<()> {
    let mut key = text(u, 6)?;
    while !names.insert(key.clone()) {
        key.push('_');
    }
    json.push_str(&json_string(u, &key)?);
    json.push(':');
    value(u, levels, json)
}

fn value(u: &mut Unstructured<'_>, levels: u32, json: &mut String) -> Result<()> {
    let choice = u.int_in_range(0..=if levels == 0 { 6 } else { 9 })?;
    match choice {
        0 => json.push_str("null"),
        1 => json.push_str(if u.arbitrary()? { "true" } else { "false" }),
        2 => json.push_str(&integer(u, i64::MIN.into(), i64::MAX.into())?.to_string()),
        3 => json.push_str(&integer(u, 0, u64::MAX.into())?.to_string()),
        4 => match double(u)? {
            number if number.is_finite() => json.push_str(&format!("{number:e}")),
            _ => json.push_str("-0.00E+00"),
        },
        5 => json.push_str(u.choose(&["-0", "1E5", "0.10", "123456789012345678901", "1e-999", "{}", "[]"])?),
        6 => {
            let text = text(u, 9)?;
            json.push_str(&json_string(u, &text)?);
        }
        _ => {
            let (open, close) = if choice == 7 { ('[', ']') } else { ('{', '}') };
            json.push(open);
            let mut names = BTreeSet::new();
            for at in 0..u.int_in_range(0..=3)? {
                if at > 0 {
                    json.push(',');
                }
                space(u, json)?;
                if open == '[' { value(u, levels - 1, json)? } else { member(u, levels - 1, &mut names, json)? }
            }
            json.push(close);
        }
    }
    space(u, json)
}

/// Returns text in quotes, with either all characters escaped or only those that must be.
pub fn json_string(u: &mut Unstructured<'_>, text: &str) -> Result<String> {
    if u.arbitrary()? {
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        return Ok(format!("\"{escaped}\""));
    }
    Ok(serde_json::to_string(text).expect("JSON"))
}

fn space(u: &mut Unstructured<'_>, json: &mut String) -> Result<()> {
    json.push_str(u.choose(&["", "", "", " ", "\r\n\t"])?);
    Ok(())
}
