//! What `enumeration!` declares: names, numbers, order, and conversions.

use std::collections::BTreeMap;
use vitalwire::BuildError;
use vitalwire::dataflow::LifecycleEvent;
use vitalwire::enumeration;
use vitalwire::profile::VecMap;
use vitalwire::proto::Map;
use vitalwire::rpc::Code;

enumeration! {
    /// Declared in an order that isn't that of the numbers.
    #[derive(Default)]
    enum Heat {
        Hot = 2 as "HOT",
        #[default]
        Off = 0 as "OFF",
        Frozen = -3 as "FROZEN",
        /// Its name is also that of the constant.
        VALUES = 7 as "VALUES",
    }
}

enumeration! {
    enum Mode {
        0 as "MODE_UNSPECIFIED",
        On = 1 as "ON",
    }
}

#[test]
fn enums_are_displayed_by_name_or_number() -> Result<(), BuildError> {
    assert_eq!(format!("{} {}", Heat::Hot, Heat::from_number(-8)?), "HOT -8");
    assert_eq!(
        format!("[{:>5}] [{:<5}] [{:+04}]", Heat::Off, Heat::Hot, Heat::from_number(9)?),
        "[  OFF] [HOT  ] [+009]"
    );
    assert_eq!(format!("{} {}", Code::Unavailable, LifecycleEvent::NetworkUp), "UNAVAILABLE NETWORK_UP");
    for code in Code::VALUES {
        assert_eq!(code.to_string().parse(), Ok(*code));
    }
    Ok(())
}

#[test]
fn enums_are_made_of_names() {
    assert_eq!(("HOT".parse(), "FROZEN".parse(), "ON".parse()), (Ok(Heat::Hot), Ok(Heat::Frozen), Ok(Mode::On)));
    for text in ["", "2", "hot", "Hot", " HOT", "HOTTER"] {
        assert_eq!(text.parse::<Heat>(), Err(BuildError::Malformed("the name of a Heat")), "{text}");
    }
    assert_eq!("MODE_UNSPECIFIED".parse::<Mode>().unwrap_err().to_string(), "expected the name of a Mode");
}

#[test]
fn enums_are_ordered_by_number() -> Result<(), BuildError> {
    let mut values = [Heat::from_number(3)?, Heat::Hot, Heat::Off, Heat::Frozen, Heat::from_number(-9)?, Heat::VALUES];
    values.sort();
    assert_eq!(values.map(Heat::number), [-9, -3, 0, 2, 3, 7]);
    assert!(Heat::Hot > Heat::Off && Heat::Hot >= Heat::Hot && Heat::from_number(i32::MAX)? > Heat::VALUES);
    let by_heat = BTreeMap::from([(Heat::Hot, "red"), (Heat::Frozen, "blue")]);
    assert_eq!(by_heat.into_values().collect::<Vec<_>>(), ["blue", "red"]);
    Ok(())
}

#[test]
fn values_are_those_with_a_name() {
    assert_eq!(Mode::VALUES, [Mode::On], "unspecified is no value");
    assert_eq!(Code::VALUES.len(), 17);
    assert!(Code::VALUES.iter().map(|code| code.number()).eq(0..17));
    assert!(LifecycleEvent::VALUES.iter().all(|event| event.name().is_some()));
}

#[test]
fn enums_are_made_of_numbers() -> Result<(), BuildError> {
    assert_eq!((Heat::try_from(-3), Heat::try_from(5)), (Ok(Heat::Frozen), Heat::from_number(5)));
    assert_eq!((Mode::try_from(1), Mode::try_from(0)), (Ok(Mode::On), Mode::from_number(0)));
    assert!(matches!(Mode::try_from(0), Err(BuildError::Reserved(_))));
    for number in [i32::MIN, -3, 0, 2, 5, i32::MAX] {
        assert_eq!(i32::from(Heat::try_from(number)?), number);
    }
    let mut heats = Map::<VecMap<u32, Heat, 2>>::default();
    heats.insert(7, 2)?;
    heats.insert(9, Heat::Off)?;
    assert_eq!((heats.get(7), heats.get(9)), (Some(&Heat::Hot), Some(&Heat::Off)));
    Ok(())
}
