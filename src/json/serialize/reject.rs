//! Rejecting everything that a special-purpose serializer doesn't accept.

/// Expands to `serde::Serializer` methods that reject their value.
macro_rules! reject {
    ($error:expr => $($kind:ident)+) => { $( reject!(@ $error, $kind); )+ };
    (@ $error:expr, scalars) => {
        reject!($error => bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char);
    };
    (@ $error:expr, compounds) => { reject!($error => seq tuples); };
    (@ $error:expr, seq) => {
        type SerializeSeq = ::serde::ser::Impossible<Self::Ok, Self::Error>;

        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Self::Error> { Err($error) }
    };
    (@ $error:expr, tuples) => {
        type SerializeTuple = ::serde::ser::Impossible<Self::Ok, Self::Error>;
        type SerializeTupleStruct = ::serde::ser::Impossible<Self::Ok, Self::Error>;

        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Self::Error> { Err($error) }
        fn serialize_tuple_struct(self, _: &'static str, _: usize)
            -> Result<Self::SerializeTupleStruct, Self::Error> { Err($error) }
    };
    (@ $error:expr, objects) => {
        type SerializeMap = ::serde::ser::Impossible<Self::Ok, Self::Error>;
        type SerializeStruct = ::serde::ser::Impossible<Self::Ok, Self::Error>;

        fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Self::Error> { Err($error) }
        fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Self::Error> {
            Err($error)
        }
    };
    (@ $error:expr, variants) => {
        type SerializeTupleVariant = ::serde::ser::Impossible<Self::Ok, Self::Error>;
        type SerializeStructVariant = ::serde::ser::Impossible<Self::Ok, Self::Error>;

        fn serialize_newtype_variant<T: ?Sized + ::serde::Serialize>(
            self, _: &'static str, _: u32, _: &'static str, _: &T,
        ) -> Result<Self::Ok, Self::Error> { Err($error) }
        fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize)
            -> Result<Self::SerializeTupleVariant, Self::Error> { Err($error) }
        fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize)
            -> Result<Self::SerializeStructVariant, Self::Error> { Err($error) }
    };
    (@ $error:expr, str) => { reject!(@@ $error, serialize_str, &str); };
    (@ $error:expr, bytes) => { reject!(@@ $error, serialize_bytes, &[u8]); };
    (@ $error:expr, unit) => {
        fn serialize_unit(self) -> Result<Self::Ok, Self::Error> { Err($error) }
        fn serialize_none(self) -> Result<Self::Ok, Self::Error> { Err($error) }
        fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, Self::Error> { Err($error) }
    };
    (@ $error:expr, unit_variant) => {
        fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str)
            -> Result<Self::Ok, Self::Error> { Err($error) }
    };
    (@ $error:expr, bool) => { reject!(@@ $error, serialize_bool, bool); };
    (@ $error:expr, i8) => { reject!(@@ $error, serialize_i8, i8); };
    (@ $error:expr, i16) => { reject!(@@ $error, serialize_i16, i16); };
    (@ $error:expr, i32) => { reject!(@@ $error, serialize_i32, i32); };
    (@ $error:expr, i64) => { reject!(@@ $error, serialize_i64, i64); };
    (@ $error:expr, i128) => { reject!(@@ $error, serialize_i128, i128); };
    (@ $error:expr, u8) => { reject!(@@ $error, serialize_u8, u8); };
    (@ $error:expr, u16) => { reject!(@@ $error, serialize_u16, u16); };
    (@ $error:expr, u32) => { reject!(@@ $error, serialize_u32, u32); };
    (@ $error:expr, u64) => { reject!(@@ $error, serialize_u64, u64); };
    (@ $error:expr, u128) => { reject!(@@ $error, serialize_u128, u128); };
    (@ $error:expr, f32) => { reject!(@@ $error, serialize_f32, f32); };
    (@ $error:expr, f64) => { reject!(@@ $error, serialize_f64, f64); };
    (@ $error:expr, char) => { reject!(@@ $error, serialize_char, char); };
    (@@ $error:expr, $method:ident, $type:ty) => {
        fn $method(self, _: $type) -> Result<Self::Ok, Self::Error> { Err($error) }
    };
}
pub(crate) use reject;
