//! Lines over time, drawn as SVG.

use super::text;
use maud::{Markup, html};

/// What a chart shows, in one unit.
pub struct Chart<'a> {
    pub title: &'a str,
    pub unit: Unit,
    /// Times in ms since 1970, from early to late, and values.
    pub points: Vec<(i64, f64)>,
    /// What values can't exceed.
    pub limit: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    Cores,
    Bytes,
    /// 1 is all.
    Share,
}

/// In the units of the drawing, which is as wide as there is space for.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 140.0;
/// What is around the lines: to the left for values, below for times, and above for half of the highest value.
const LEFT: f64 = 56.0;
const FOOT: f64 = 22.0;
const HEAD: f64 = 10.0;

impl Chart<'_> {
    /// Returns the chart, or nothing if there are no points.
    pub fn render(&self) -> Markup {
        let (Some(&(first, _)), Some(&(_, latest))) = (self.points.first(), self.points.last()) else {
            return html! {};
        };
        let highest = self.points.iter().map(|point| point.1).fold(f64::MIN, f64::max);
        let (latest, highest) = (self.unit.show(latest), self.unit.show(highest));
        let frame = self.frame();
        let last = self.points.last().map_or(first, |point| point.0);
        let described = format!(
            "{}: {} samples, latest {latest}, highest {highest}",
            self.title,
            text::count(self.points.len() as i64)
        );
        html! {
            figure.chart {
                figcaption {
                    strong { (self.title) } " " span.figure { (latest) }
                    span.whole {
                        ", highest " (highest)
                        @if let Some(limit) = self.limit { ", limit " (self.unit.show(limit)) }
                    }
                }
                svg viewBox={ "0 0 " (WIDTH) " " (HEAD + HEIGHT + FOOT) } role="img" aria-label=(described) {
                    @for value in frame.values.ticks() {
                        @let y = frame.y(value);
                        line.grid x1=(LEFT) x2=(WIDTH) y1=(y) y2=(y) {}
                        text.value x=(LEFT - 8.0) y=(y + 4.0) { (self.unit.tick(value)) }
                    }
                    @for (time, label) in times(first, last) {
                        @let x = frame.x(time);
                        line.tick x1=(x) x2=(x) y1=(HEAD + HEIGHT) y2=(HEAD + HEIGHT + 4.0) {}
                        // It would leave the frame.
                        @let class = if x > WIDTH - 12.0 { "last" } else { "time" };
                        text class=(class) x=(x) y=(HEAD + HEIGHT + 18.0) { (label) }
                    }
                    @for run in runs(&self.points) { path.area d=(frame.area(run)) {} }
                    @if let Some(limit) = self.limit.filter(|&limit| limit <= frame.values.high) {
                        @let y = frame.y(limit);
                        line.limit x1=(LEFT) x2=(WIDTH) y1=(y) y2=(y) {}
                    }
                    path.line d=(frame.line(&self.points)) {}
                }
            }
        }
    }

    fn frame(&self) -> Frame {
        let values = self.points.iter().map(|point| point.1);
        let (low, high) = values.fold((0.0, 0.0), |(low, high), value| (value.min(low), value.max(high)));
        // A limit that is far away would press the line to the ground.
        let high = self.limit.filter(|&limit| high <= limit && limit <= 4.0 * high).unwrap_or(high);
        let (first, last) = (self.points.first(), self.points.last());
        let (first, last) = (first.map_or(0, |point| point.0), last.map_or(0, |point| point.0));
        Frame { first, span: (last - first) as f64, values: Range::around(low, high, self.unit) }
    }
}

impl Unit {
    fn show(self, value: f64) -> String {
        match self {
            Self::Cores => format!("{} cores", text::number((value * 100.0).round() / 100.0)),
            Self::Bytes => text::bytes(value),
            Self::Share => format!("{} %", text::number((value * 1000.0).round() / 10.0)),
        }
    }

    /// As short as it can be: what the unit is stands above.
    fn tick(self, value: f64) -> String {
        if self == Self::Cores { text::number(value) } else { self.show(value) }
    }
}

/// Where times and values are in the drawing.
struct Frame {
    first: i64,
    /// In ms.
    span: f64,
    values: Range,
}

impl Frame {
    fn x(&self, time: i64) -> f64 {
        // One sample alone is in the middle.
        let share = if self.span > 0.0 { (time - self.first) as f64 / self.span } else { 0.5 };
        round(LEFT + share * (WIDTH - LEFT))
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.values.low) / (self.values.high - self.values.low);
        round(HEAD + HEIGHT * (1.0 - share.clamp(0.0, 1.0)))
    }

    fn line(&self, points: &[(i64, f64)]) -> String {
        let mut path = String::new();
        for run in runs(points) {
            self.draw(run, &mut path);
            // The ends are round: a sample that is alone is a dot.
            if run.len() == 1 {
                path.push_str("h0");
            }
        }
        path
    }

    fn area(&self, run: &[(i64, f64)]) -> String {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return String::new() };
        let (mut path, ground) = (String::new(), self.y(0.0));
        self.draw(run, &mut path);
        path.push_str(&format!("L{} {ground}L{} {ground}Z", self.x(last.0), self.x(first.0)));
        path
    }

    fn draw(&self, run: &[(i64, f64)], path: &mut String) {
        for (index, &(time, value)) in run.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{command}{} {}", self.x(time), self.y(value)));
        }
    }
}

/// From a round number to another one.
struct Range {
    low: f64,
    high: f64,
    step: f64,
}

impl Range {
    /// How many steps there are at most, or nearly so.
    const STEPS: f64 = 4.0;
    /// What is beyond it can't be divided.
    const LARGEST: f64 = 1e300;

    fn around(low: f64, high: f64, unit: Unit) -> Self {
        let (low, high) = (low.max(-Self::LARGEST), high.min(Self::LARGEST));
        let span = if high - low > 1.0 / Self::LARGEST { high - low } else { 1.0 };
        let step = match unit {
            Unit::Bytes => (span / Self::STEPS).max(1.0).log2().ceil().exp2(),
            Unit::Cores | Unit::Share => round_up(span / Self::STEPS),
        };
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Self { low, high: if high > low { high } else { low + step }, step }
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let steps = ((self.high - self.low) / self.step).round() as u32;
        (0..=steps.min(8)).map(|index| self.low + f64::from(index) * self.step)
    }
}

/// Returns the next larger of 1, 2, 5, 10, …, 0.5, 0.2, …
fn round_up(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= number * 0.999);
    factor.unwrap_or(10.0) * power
}

/// Returns points that belong together: a line over a time of which nothing is known would say too much.
fn runs(points: &[(i64, f64)]) -> impl Iterator<Item = &[(i64, f64)]> {
    let mut pauses = points.windows(2).map(|pair| pair[1].0 - pair[0].0).collect::<Vec<_>>();
    pauses.sort_unstable();
    let usual = pauses.get(pauses.len() / 2).copied().unwrap_or_default();
    points.chunk_by(move |one, next| next.0 - one.0 <= usual.saturating_mul(4))
}

/// Returns round times within a time span, and how they're shown.
fn times(first: i64, last: i64) -> impl Iterator<Item = (i64, String)> {
    const SECOND: i64 = 1000;
    const HOUR: i64 = 3600 * SECOND;
    const STEPS: [i64; 16] = [
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        30 * SECOND,
        60 * SECOND,
        120 * SECOND,
        300 * SECOND,
        600 * SECOND,
        1800 * SECOND,
        HOUR,
        2 * HOUR,
        6 * HOUR,
        12 * HOUR,
        24 * HOUR,
        7 * 24 * HOUR,
    ];
    let span = last - first;
    let step = STEPS.into_iter().find(|step| span / step <= 4).unwrap_or(span);
    let part = match step {
        60_000.. if step >= 24 * HOUR => 0..10,
        60_000.. => 11..16,
        _ => 11..19,
    };
    // A time span without a round time has at least its beginning.
    let start = first.div_euclid(step) * step;
    let round = (1..=5).map(move |index| start + index * step).filter(move |&time| time <= last);
    let only = if first == start || start + step > last { Some(first) } else { None };
    only.into_iter().chain(round).map(move |time| {
        let exact = text::rfc3339(time);
        (time, exact.get(part.clone()).unwrap_or_default().to_owned())
    })
}

/// A tenth of a unit can't be seen.
fn round(coordinate: f64) -> f64 {
    (coordinate * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{Chart, Range, Unit, runs, times};

    #[test]
    fn values_have_round_lines() {
        let ticks = |low, high, unit| Range::around(low, high, unit).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(0.0, 2.7, Unit::Cores), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(0.0, 0.0, Unit::Cores), [0.0, 0.5]);
        assert_eq!(ticks(0.0, 0.0, Unit::Bytes), [0.0, 1.0]);
        assert_eq!(ticks(-1.0, 1.0, Unit::Share), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        let gib = 1_073_741_824.0;
        assert_eq!(ticks(0.0, 3.0 * gib, Unit::Bytes), [0.0, gib, 2.0 * gib, 3.0 * gib]);
        for high in [1e-300, 1e300, f64::MAX] {
            assert!(ticks(0.0, high, Unit::Cores).len() <= 9, "{high}");
        }
    }

    #[test]
    fn a_pause_is_no_line() {
        let points = [0, 10, 20, 30, 100, 110].map(|time| (time, 1.0));
        assert_eq!(runs(&points).map(<[_]>::len).collect::<Vec<_>>(), [4, 2]);
    }

    #[test]
    fn times_are_round() {
        let labels = |first, last| times(first, last).map(|(_, label)| label).collect::<Vec<_>>();
        assert_eq!(labels(5000, 125_000), ["00:00:30", "00:01:00", "00:01:30", "00:02:00"]);
        assert_eq!(labels(0, 7_200_000), ["00:00", "00:30", "01:00", "01:30", "02:00"]);
        assert_eq!(labels(1234, 1234), ["00:00:01"]);
        assert_eq!(labels(1234, 1834), ["00:00:01"]);
    }

    #[test]
    fn all_points_are_drawn_whatever_they_are() {
        let last = 253_402_300_799_999;
        for values in [vec![1.0, 2.0], vec![-1.0, f64::MAX, f64::MIN], vec![0.0], vec![1e-300, 0.0]] {
            let points =
                values.iter().enumerate().map(|(index, &value)| (last * index as i64 / 3, value)).collect::<Vec<_>>();
            let chart = Chart { title: "CPU", unit: Unit::Cores, points, limit: Some(1.0) }.render().into_string();
            let line = chart.split("<path class=\"line\" d=\"").nth(1).and_then(|rest| rest.split('"').next());
            let line = line.unwrap_or_default();
            assert_eq!(line.matches(['M', 'L']).count(), values.len(), "{line}");
            assert!(!line.contains("NaN") && !line.contains("inf"), "{line}");
        }
    }
}
