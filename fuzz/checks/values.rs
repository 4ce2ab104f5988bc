//! Messages that are built from any bytes.

use super::build::Build;
use super::profiles::{Leaf, Odd, Zoo};
use super::round_trip::{Message, round_trip};
use arbitrary::{Result, Unstructured};
#[cfg(feature = "alloc")]
use vitalwire::Growable;
use vitalwire::capacity::{Capacity, name};
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::proto::{Any, AnyOf, StructOf};
use vitalwire::{MaxJsonLen, Microcontroller};

type Opaque<C> = Any<<C as Capacity>::Any, name::Any>;

macro_rules! check_kind {
    ($check:ident, $Profile:ident, $kind:expr, $bytes:expr) => {{
        type C = $Profile;
        match $kind {
            0 => $check::<SendWorkerMessagesRequest<C>>($bytes),
            1 => $check::<WorkerMessage<C>>($bytes),
            2 => $check::<SendWorkerMessagesResponse<C>>($bytes),
            3 => $check::<CheckInRequest<C>>($bytes),
            4 => $check::<CheckInResponse<Opaque<C>, Opaque<C>>>($bytes),
            5 => $check::<HealthRequest<C>>($bytes),
            6 => $check::<
                SendWorkerMessagesRequest<
                    C,
                    (WorkerMessage<C, WorkerHealthReport<C>>, WorkerMessage<C, ResourceUtilizationReport<C>>),
                >,
            >($bytes),
            7 => $check::<CheckInResponse<AnyOf<Leaf>, AnyOf<Leaf>>>($bytes),
            8 => $check::<Zoo>($bytes),
            9 => $check::<WorkerMessageCode<C, StructOf<Leaf>>>($bytes),
            10 => $check::<MetricValue<C>>($bytes),
            _ => $check::<WorkerMessage<C, PerWorkerMetrics<C>>>($bytes),
        }
    }};
}

/// The first byte says which message and which profile, of the rest its values are made.
pub fn values(input: &[u8]) {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let (profile, kind) = (choice / 12, choice % 12);
    let result = match profile % 3 {
        1 => check_kind!(fixed, Odd, kind, bytes),
        #[cfg(feature = "alloc")]
        2 => check_kind!(check, Growable, kind, bytes),
        _ => check_kind!(fixed, Microcontroller, kind, bytes),
    };
    result.expect("values are made of any bytes");
}

fn fixed<M: Message + MaxJsonLen + Build>(bytes: &[u8]) -> Result<()> {
    let len = round_trip(&M::build(&mut Unstructured::new(bytes))?).len();
    assert!(len <= M::MAX_JSON_LEN, "{len} bytes, and {} is the longest", M::MAX_JSON_LEN);
    Ok(())
}

#[cfg(feature = "alloc")]
fn check<M: Message + Build>(bytes: &[u8]) -> Result<()> {
    round_trip(&M::build(&mut Unstructured::new(bytes))?);
    Ok(())
}
