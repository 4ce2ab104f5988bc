//! Values made of any bytes, the awkward ones more often than chance would have it.

use super::profiles::{Choice, Leaf, Level, Mode, Zoo};
use arbitrary::{Result, Unstructured};
use vitalwire::capacity::{Buffer, Capacity, Entries, Name, Slots};
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::proto::*;
use vitalwire::rpc::Status;

pub trait Build: Sized {
    fn build(u: &mut Unstructured<'_>) -> Result<Self>;
}

macro_rules! build {
    ($([$($generics:tt)*] $Type:ty = |$u:ident| $value:expr;)+) => { $(
        impl<$($generics)*> Build for $Type {
            fn build($u: &mut Unstructured<'_>) -> Result<Self> {
                Ok($value)
            }
        }
    )+ };
}

build! {
    [] bool = |u| u.arbitrary()?;
    [] u8 = |u| u.arbitrary()?;
    [] i32 = |u| match u.int_in_range(0..=5)? {
        0 => *u.choose(&[0, -1, i32::MIN, i32::MAX])?,
        1 | 2 => i32::from(u.arbitrary::<i8>()?),
        _ => u.arbitrary()?,
    };
    [] u32 = |u| if u.arbitrary()? { u.arbitrary()? } else { *u.choose(&[0, 1, u32::MAX])? };
    [] i64 = |u| match u.int_in_range(0..=5)? {
        0 => *u.choose(&[0, -1, i64::MIN, i64::MAX])?,
        1 | 2 => i64::from(u.arbitrary::<i8>()?),
        _ => u.arbitrary()?,
    };
    [] u64 = |u| if u.arbitrary()? { u.arbitrary()? } else { *u.choose(&[0, 1, u64::MAX])? };
    [] f64 = |u| match u.int_in_range(0..=7)? {
        0 => 0.0,
        1 => *u.choose(&[-0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324])?,
        2 | 3 => f64::from(u.arbitrary::<i16>()?) / 100.0,
        4 => u.arbitrary::<i64>()? as f64,
        _ => u.arbitrary()?,
    };
    [] f32 = |u| f64::build(u)? as f32;
    [] Finite = |u| Finite::new(f64::build(u)?).unwrap_or_default();
    [] Width = |u| Width::new(f64::build(u)?.abs()).unwrap_or(Width::new(1.0).expect("a width"));
    [const MIN: i32, const MAX: i32] Ranged<MIN, MAX> = |u| Self::new(u.int_in_range(MIN..=MAX)?).expect("in range");
    [] Timestamp = |u| {
        let seconds = u.int_in_range(Timestamp::MIN.seconds()..=Timestamp::MAX.seconds())?;
        Timestamp::new(seconds, nanos(u)?).expect("in range")
    };
    [] Duration = |u| {
        let seconds = u.int_in_range(0..=Duration::MAX.seconds())? >> u.int_in_range(0..=39)?;
        let sign = if u.arbitrary()? { -1 } else { 1 };
        Duration::new(i64::from(sign) * seconds, sign * nanos(u)? as i32).expect("in range")
    };
    [] Empty = |_u| Empty;
    [] LifecycleEvent = |u| Self::from_number(number(u)?).unwrap_or(Self::OsStart);
    [] Mode = |u| Self::from_number(number(u)?).expect("a value");
    [] Level = |u| Self::from_number(number(u)?).unwrap_or(Self::Low);
    [T: Build] Option<T> = |u| if u.arbitrary()? { Some(T::build(u)?) } else { None };
    [T: Build, const LEN: usize] [T; LEN] = |u| {
        let built: Vec<T> = (0..LEN).map(|_| T::build(u)).collect::<Result<_>>()?;
        built.try_into().unwrap_or_else(|_| unreachable!("as many as there are places"))
    };
    [A: Build, B: Build] (A, B) = |u| (A::build(u)?, B::build(u)?);
    [B: Buffer, N: Name] Text<B, N> = |u| Self::truncated(&text(u, B::LIMIT.min(80))?);
    [S: Slots<Element: Build>, N: Name] List<S, N> = |u| {
        let mut list = Self::default();
        for _ in 0..u.int_in_range(0..=S::LIMIT.min(9))? {
            list.push(S::Element::build(u)?).expect("room for it");
        }
        list
    };
    [S: Slots<Element = u8>, N: Name] Bytes<S, N> = |u| {
        let len = u.int_in_range(0..=S::LIMIT.min(200))?.min(u.len());
        Self::new(u.bytes(len)?).expect("room for them")
    };
    [E: Entries<Key: Build, Value: Build>, N: Name] Map<E, N> = |u| map(u, E::Value::build)?;
    [B: Buffer, N: Name] Struct<B, N> = |u| Self::new(&object(u, None)?).unwrap_or_default();
    [B: Buffer, N: Name] Any<B, N> = |u| {
        let type_url = format!("{}/{}", text(u, 5)?, text(u, 5)?);
        Self::new(&object(u, Some(&type_url))?).unwrap_or_default()
    };
    [B: Buffer, N: Name] Value<B, N> = |u| {
        let mut json = String::new();
        value(u, 6, &mut json)?;
        let value = Self::new(&json).unwrap_or_default();
        // As a field's value it says that there is none.
        if value.as_str() == "null" { Self::new("[]").expect("room for it") } else { value }
    };
    [T: Build] StructOf<T> = |u| Self(T::build(u)?);
    [T: Build] AnyOf<T> = |u| Self(T::build(u)?);
}

/// An enum's number, mostly one that has a name.
fn number(u: &mut Unstructured<'_>) -> Result<i32> {
    if u.int_in_range(0..=3)? == 0 { u.arbitrary() } else { u.int_in_range(-1..=8) }
}

fn nanos(u: &mut Unstructured<'_>) -> Result<u32> {
    let unit = *u.choose(&[1_000_000_000, 1_000_000, 1000, 1])?;
    Ok(u.int_in_range(0..=999_999_999)? / unit * unit)
}

/// Text of at most so many characters.
fn text(u: &mut Unstructured<'_>, max: usize) -> Result<String> {
    let len = u.int_in_range(0..=max)?;
    let character = |u: &mut Unstructured<'_>| match u.arbitrary::<u8>()? {
        byte @ ..0x80 => Ok(char::from(byte)),
        0x80..0xF0 => Ok(*u.choose(&['"', '\\', '/', '\u{80}', 'é', '\u{2028}', '€', '😀', char::MAX, '@', '_'])?),
        _ => u.arbitrary(),
    };
    (0..len).map(|_| character(u)).collect()
}

fn map<E: Entries<Key: Build>, N: Name>(
    u: &mut Unstructured<'_>,
    mut build_value: impl FnMut(&mut Unstructured<'_>) -> Result<E::Value>,
) -> Result<Map<E, N>> {
    let mut entries = E::default();
    for _ in 0..u.int_in_range(0..=E::LIMIT.min(5))? {
        let (key, value) = (E::Key::build(u)?, build_value(u)?);
        entries.insert(key, value).expect("room for it");
    }
    Ok(entries.into())
}

/// The text of an object, with a type or without.
fn object(u: &mut Unstructured<'_>, type_url: Option<&str>) -> Result<String> {
    let mut json = String::from("{");
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
                json.push_str(&quoted(u, type_url)?);
            }
            _ => member(u, 5, &mut json)?,
        }
    }
    space(u, &mut json)?;
    json.push('}');
    Ok(json)
}

fn member(u: &mut Unstructured<'_>, levels: u32, json: &mut String) -> Result<()> {
    let key = text(u, 6)?;
    json.push_str(&quoted(u, &key)?);
    json.push(':');
    value(u, levels, json)
}

fn value(u: &mut Unstructured<'_>, levels: u32, json: &mut String) -> Result<()> {
    let choice = u.int_in_range(0..=if levels == 0 { 6 } else { 9 })?;
    match choice {
        0 => json.push_str("null"),
        1 => json.push_str(if u.arbitrary()? { "true" } else { "false" }),
        2 => json.push_str(&i64::build(u)?.to_string()),
        3 => json.push_str(&u64::build(u)?.to_string()),
        4 => match f64::build(u)? {
            number if number.is_finite() => json.push_str(&format!("{number:e}")),
            _ => json.push_str("-0.00E+00"),
        },
        5 => json.push_str(u.choose(&["-0", "1E5", "0.10", "123456789012345678901", "1e-999", "{}", "[]"])?),
        6 => {
            let text = text(u, 9)?;
            json.push_str(&quoted(u, &text)?);
        }
        _ => {
            let (open, close) = if choice == 7 { ('[', ']') } else { ('{', '}') };
            json.push(open);
            for at in 0..u.int_in_range(0..=3)? {
                if at > 0 {
                    json.push(',');
                }
                space(u, json)?;
                if open == '[' { value(u, levels - 1, json)? } else { member(u, levels - 1, json)? }
            }
            json.push(close);
        }
    }
    space(u, json)
}

fn quoted(u: &mut Unstructured<'_>, text: &str) -> Result<String> {
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

/// Messages whose fields are built independently of each other.
macro_rules! messages {
    ($([$($generics:tt)*] $Message:ty { $($field:ident),+ })+) => { build! { $(
        [$($generics)*] $Message = |u| Self { $( $field: messages!(@build u, $field) ),+ };
    )+ } };
    (@build $u:ident, $field:ident) => { Build::build($u)? };
}

messages! {
    [C: Capacity, M: MessageList + Build] SendWorkerMessagesRequest<C, M> { location, worker_messages }
    [C: Capacity, P: OneOf + Build] WorkerMessage<C, P> { labels, payload, time }
    [C: Capacity] SendWorkerMessagesResponse<C> { worker_message_responses }
    [] WorkerMessageResponse {
        streaming_scaling_report_response, worker_health_report_response, worker_metrics_response,
        worker_shutdown_notice_response, worker_thread_scaling_report_response
    }
    [] StreamingScalingReportResponse { maximum_thread_count }
    [] WorkerHealthReportResponse { report_interval }
    [] WorkerThreadScalingReportResponse { recommended_thread_count }

    [] DataSamplingReport {
        bytes_written_delta, elements_sampled_bytes, elements_sampled_count, exceptions_sampled_count,
        pcollections_sampled_count, persistence_errors_count, translation_errors_count
    }
    [C: Capacity] PerWorkerMetrics<C> { per_step_namespace_metrics }
    [C: Capacity] PerStepNamespaceMetrics<C> { metric_values, metrics_namespace, original_step }
    [C: Capacity] MetricValue<C> { metric, metric_labels, value }
    [] DataflowGaugeValue { measured_time, value }
    [C: Capacity] DataflowHistogramValue<C> { bucket_counts, bucket_options, count, outlier_stats }
    [] BucketOptions { layout }
    [] Base2Exponent { number_of_buckets, scale }
    [] Linear { number_of_buckets, start, width }
    [] OutlierStats { overflow_count, overflow_mean, underflow_count, underflow_mean }
    [] StreamingScalingReport {
        active_bundle_count, active_thread_count, maximum_bundle_count, maximum_bytes, maximum_bytes_count,
        maximum_thread_count, outstanding_bundle_count, outstanding_bytes, outstanding_bytes_count
    }
    [C: Capacity, P: StructValue + Build] WorkerHealthReport<C, P> {
        msg, pods, report_interval, vm_broken_code, vm_is_broken, vm_is_healthy, vm_startup_time
    }
    [C: Capacity] WorkerLifecycleEvent<C> { container_start_time, event, metadata }
    [C: Capacity, P: StructValue + Build] WorkerMessageCode<C, P> { code, parameters }
    [] CpuTime { rate, timestamp, total_ms }
    [] GpuUsage { timestamp, utilization }
    [] GpuUtilization { rate }
    [] MemInfo { current_limit_bytes, current_ooms, current_rss_bytes, timestamp, total_gb_ms }
    [C: Capacity] WorkerShutdownNotice<C> { reason }
    [] WorkerThreadScalingReport { current_thread_count }

    [C: Capacity, E: AnyValue + Build] CheckInRequest<C, E> {
        deadline_expired, event, events, result, sos_report, worker_status
    }
    [M: AnyValue + Build, F: AnyValue + Build] CheckInResponse<M, F> { deadline, features, metadata }
    [E: AnyValue + Build] TimestampedEvent<E> { data, timestamp }
    [C: Capacity, D: AnyValue + Build] Status<C, D> { code, details, message }
    [C: Capacity] WorkerStatus<C> { attached_disks, boot_disk, free_ram_bytes, total_ram_bytes, uptime_seconds }
    [] DiskStatus { free_space_bytes, total_space_bytes }

    [] Leaf { litres, rate }
    [] Zoo {
        text, float, small, finite, ranged, bytes, mode, modes, by_number, by_large, by_truth, times, pair, choice, value,
        object, typed, any, anys
    }
}

build! {
    [] ResourceUtilizationReportResponse = |_u| Self {};
    [] WorkerShutdownNoticeResponse = |_u| Self {};
    [C: Capacity] ResourceUtilizationReport<C> = |u| nested(u, 3)?;
}

/// With containers that hold containers, so many levels deep.
fn nested<C: Capacity>(u: &mut Unstructured<'_>, levels: u32) -> Result<ResourceUtilizationReport<C>> {
    let containers = if levels == 0 { Map::default() } else { map(u, |u| nested(u, levels - 1))? };
    let (cpu_time, gpu_usage, memory_info) = (Build::build(u)?, Build::build(u)?, Build::build(u)?);
    Ok(ResourceUtilizationReport { containers, cpu_time, gpu_usage, memory_info })
}

macro_rules! oneofs {
    ($([$($generics:tt)*] $OneOf:ty { $($Member:ident $index:literal),+ } $last:literal;)+) => { build! { $(
        [$($generics)*] $OneOf = |u| match u.int_in_range(0..=$last)? {
            $( $index => Self::$Member(Build::build(u)?), )+
            _ => unreachable!("in range"),
        };
    )+ } };
}

oneofs! {
    [C: Capacity] Payload<C> {
        DataSamplingReport 0, PerWorkerMetrics 1, StreamingScalingReport 2, WorkerHealthReport 3, WorkerLifecycleEvent 4,
        WorkerMessageCode 5, WorkerMetrics 6, WorkerShutdownNotice 7, WorkerThreadScalingReport 8
    } 8;
    [C: Capacity] Metric<C> { Int64 0, Gauge64 1, Histogram 2 } 2;
    [] BucketLayout { Exponential 0, Linear 1 } 1;
    [] Choice { Float 0, Text 1, Empty 2, Level 3 } 3;
}
