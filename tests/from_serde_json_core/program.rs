// Uses every function, and types that appear in signatures. It's included after an import of `serde_json_core`.

use serde_json_core::heapless::{String, Vec};
use serde_json_core::str::{EscapedStr, EscapedStringFragment, StringUnescapeError};
use serde_json_core::{
    de, from_slice, from_slice_escaped, from_str, from_str_escaped, ser, to_slice, to_string, to_vec,
};

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Kettle<'a> {
    name: &'a str,
    note: String<32>,
    #[serde(borrow)]
    path: EscapedStr<'a>,
    litres: Vec<u8, 4>,
    lid: Option<Lid>,
}

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Lid {
    Open,
    Locked { by: u32 },
}

enum Failure {
    Read(de::Error),
    Write(ser::Error),
    Escape(StringUnescapeError),
}

impl core::fmt::Display for Failure {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Escape(error) => error.fmt(f),
        }
    }
}

impl From<de::Error> for Failure {
    fn from(error: de::Error) -> Self {
        Self::Read(error)
    }
}

impl From<ser::Error> for Failure {
    fn from(error: ser::Error) -> Self {
        Self::Write(error)
    }
}

impl From<StringUnescapeError> for Failure {
    fn from(error: StringUnescapeError) -> Self {
        Self::Escape(error)
    }
}

/// The buffer for escapes is gone when this returns.
fn parse(input: &[u8]) -> de::Result<Kettle<'_>> {
    let mut unescaped = [0; 32];
    let (kettle, used) = from_slice_escaped(input, &mut unescaped)?;
    assert_eq!(used, input.len());
    Ok(kettle)
}

fn print(kettle: &Kettle<'_>, buffer: &mut [u8]) -> ser::Result<usize> {
    to_slice(kettle, buffer)
}

fn is_incomplete(input: &str) -> bool {
    match from_str::<[u8; 2]>(input) {
        Ok(_) => false,
        Err(de::Error::EofWhileParsingList | de::Error::EofWhileParsingValue) => true,
        Err(_) => false,
    }
}

fn decode(text: EscapedStr<'_>) -> Result<std::string::String, StringUnescapeError> {
    text.fragments().try_fold(std::string::String::new(), |mut decoded, fragment| {
        match fragment? {
            EscapedStringFragment::NotEscaped(part) => decoded.push_str(part),
            EscapedStringFragment::Escaped(character) => decoded.push(character),
        }
        Ok(decoded)
    })
}

fn try_all() -> Result<(), Failure> {
    const JSON: &str =
        r#"{"name":"left","note":"\"hot\"\n","path":"a\\b\u0041","litres":[1,2],"lid":{"locked":{"by":7}}}"#;

    let kettle = parse(JSON.as_bytes())?;
    assert_eq!((kettle.name, kettle.note.as_str(), kettle.path), ("left", "\"hot\"\n", EscapedStr(r"a\\b\u0041")));
    assert_eq!((kettle.litres.as_slice(), &kettle.lid), (&[1, 2][..], &Some(Lid::Locked { by: 7 })));
    assert_eq!(decode(kettle.path)?, r"a\bA");
    let mut fragments = kettle.path.fragments();
    fragments.next();
    assert_eq!(fragments.as_str(), EscapedStr(r"\\b\u0041"));

    let mut buffer = [0; 128];
    let len = print(&kettle, &mut buffer)?;
    assert_eq!(&buffer[..len], JSON.as_bytes());
    assert_eq!(to_string::<_, 128>(&kettle)?, JSON);
    assert_eq!(to_vec::<_, 128>(&kettle)?, JSON.as_bytes());
    assert_eq!(to_string::<str, 8>("left")?, r#""left""#);

    let (kettle, used): (Kettle<'_>, usize) = from_str_escaped(JSON, &mut [0; 8])?;
    assert_eq!((kettle.name, used), ("left", JSON.len()));
    assert_eq!(from_slice::<(&str, Lid)>(br#" ["left", "open"] "#)?, (("left", Lid::Open), 18));
    assert_eq!(from_str("[1, 2]")?, ([1, 2], 6));

    assert_eq!(print(&kettle, &mut [0; 16]), Err(ser::Error::BufferFull));
    assert_eq!(to_string::<_, 16>(&kettle), Err(ser::Error::BufferFull));
    assert_eq!(to_vec::<_, 16>(&kettle), Err(ser::Error::BufferFull));
    assert!(
        ["", "[", "[1", "[1,"].map(is_incomplete) == [true; 4] && !is_incomplete("[1,2]") && !is_incomplete("[1,]")
    );
    Ok(())
}

/// Errors are small, `Copy`, displayed, and written by their names. Their types are those of the standard traits.
fn look_at_errors() -> Result<(), Failure> {
    fn is_error<E: core::error::Error + Copy + Eq + Send + Sync + 'static>(error: E) -> E {
        assert!(!error.to_string().is_empty());
        error
    }
    assert_eq!(to_string::<_, 32>(&is_error(de::Error::TrailingComma))?, r#""TrailingComma""#);
    assert_eq!(to_string::<_, 32>(&is_error(ser::Error::BufferFull))?, r#""BufferFull""#);
    let invalid = EscapedStr(r"\x").fragments().find_map(Result::err).expect("an error");
    assert!(!invalid.to_string().is_empty());
    assert_eq!(de::Error::from(invalid), de::Error::InvalidEscapeSequence);
    assert_eq!(<de::Error as serde::de::Error>::custom("cold"), de::Error::CustomError);
    let mut full = Vec::<u8, 1>::from_slice(b"a").expect("a byte");
    assert_eq!(full.extend_from_slice(b"bc").map_err(ser::Error::from), Err(ser::Error::BufferFull));
    assert_eq!(full.push(b'b').map_err(ser::Error::from), Err(ser::Error::BufferFull));
    assert_eq!(ser::Error::from(()), ser::Error::BufferFull);
    Ok(())
}

/// The functions have exactly these types.
fn name_types() {
    type Read<'a, E> = Result<(Kettle<'a>, usize), E>;

    let _: fn(&Kettle<'static>, &mut [u8]) -> Result<usize, ser::Error> = to_slice;
    let _: fn(&str, &mut [u8]) -> Result<usize, ser::Error> = to_slice;
    let _: fn(&Kettle<'static>) -> Result<String<64>, ser::Error> = to_string::<_, 64>;
    let _: fn(&Kettle<'static>) -> Result<Vec<u8, 64>, ser::Error> = to_vec::<_, 64>;
    let _: fn(&'static [u8]) -> Read<'static, de::Error> = from_slice::<Kettle<'_>>;
    let _: fn(&'static str) -> Read<'static, de::Error> = from_str::<Kettle<'_>>;
    let _: fn(&'static [u8], &mut [u8]) -> Read<'static, de::Error> = from_slice_escaped::<Kettle<'_>>;
    let _: fn(&'static str, &mut [u8]) -> Read<'static, de::Error> = from_str_escaped::<Kettle<'_>>;
    let _ = (de::from_slice::<u8>, de::from_str::<u8>, de::from_slice_escaped::<u8>, de::from_str_escaped::<u8>);
    let _ = (ser::to_slice::<u8>, ser::to_string::<u8, 4>, ser::to_vec::<u8, 4>);
}

pub fn run() {
    if let Err(failure) = try_all().and_then(|()| look_at_errors()) {
        panic!("{failure}");
    }
    name_types();
}
