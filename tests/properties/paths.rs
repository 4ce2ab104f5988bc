//! An error's path is that of the place where the fault was inserted.

use arbitrary::{Result, Unstructured};
use vitalwire::proto::Value;
use vitalwire_testing::{property, sample};

#[test]
fn the_path_leads_to_the_fault() {
    property(|u| {
        let (mut prefix, mut suffix, mut path) = (String::from(" "), String::new(), String::new());
        for _ in 0..u.int_in_range(0..=8)? {
            if u.arbitrary()? {
                let before = siblings(u, "")?;
                path += &format!("[{}]", before.len());
                prefix += &["[", &before.concat()].concat();
                suffix = [" ", &after(siblings(u, "")?), "]", &suffix].concat();
            } else {
                let (key, step) = *u.choose(&[
                    ("workerMessages", ".workerMessages"),
                    ("_1", "._1"),
                    ("", r#"[""]"#),
                    ("1", r#"["1"]"#),
                    ("a b", r#"["a b"]"#),
                    ("é\\n", r#"["é\n"]"#),
                ])?;
                path += if path.is_empty() { step.trim_start_matches('.') } else { step };
                prefix += &["{", &siblings(u, "\"a#\" : ")?.concat(), "\n\"", key, "\": "].concat();
                suffix = [&after(siblings(u, "\"b#\":")?), "}", &suffix].concat();
            }
        }
        // The fault, and the error's offset in it.
        let (fault, at) = *u.choose(&[("tru", 3), ("-", 1), ("\"\\a\"", 1), ("[1;", 2), ("{,", 1), ("1e999", 0)])?;
        let input = [&prefix, fault, &suffix].concat();
        let error = vitalwire::decode::<Value<String>>(input.as_bytes()).expect_err(&input);
        assert_eq!(error.offset, prefix.len() + at, "{input}");
        assert_eq!(error.path(input.as_bytes()).to_string(), path, "{error}: {input}");
        Ok(())
    });
}

/// Makes values, each with `key` before it, in which a `#` is the number of the value, and a comma after it.
fn siblings(u: &mut Unstructured<'_>, key: &str) -> Result<Vec<String>> {
    (0..u.int_in_range(0..=2)?)
        .map(|at| Ok(format!("{}{},", key.replace('#', &at.to_string()), sample::json_value(u)?)))
        .collect()
}

/// Moves each value's comma before it.
fn after(siblings: Vec<String>) -> String {
    siblings.iter().map(|sibling| [",", sibling.trim_end_matches(',')].concat()).collect()
}
