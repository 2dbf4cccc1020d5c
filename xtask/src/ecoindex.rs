//! The EcoIndex of a page: what it costs the planet beside other pages of the web, from 100 (least) to 0.
//!
//! Formula and tables: <https://github.com/cnumr/EcoIndex> (GreenIT, from half a million pages of the HTTP Archive).

/// Bounds of twenty equal parts of the web's pages, by their elements, requests and kilobytes.
const ELEMENTS: [f64; 21] = [
    0.0, 47.0, 75.0, 159.0, 233.0, 298.0, 358.0, 417.0, 476.0, 537.0, 603.0, 674.0, 753.0, 843.0,
    949.0, 1076.0, 1237.0, 1459.0, 1801.0, 2479.0, 594_601.0,
];
const REQUESTS: [f64; 21] = [
    0.0, 2.0, 15.0, 25.0, 34.0, 42.0, 49.0, 56.0, 63.0, 70.0, 78.0, 86.0, 95.0, 105.0, 117.0,
    130.0, 147.0, 170.0, 205.0, 281.0, 3920.0,
];
const KILOBYTES: [f64; 21] = [
    0.0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27,
    1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223_212.26,
];

/// The EcoIndex of a page of so many elements that takes so many requests and bytes.
pub(crate) fn ecoindex(elements: usize, requests: usize, bytes: u64) -> f64 {
    let elements = part(&ELEMENTS, f64_of(elements));
    let requests = part(&REQUESTS, f64_of(requests));
    let kilobytes = part(&KILOBYTES, f64_of(bytes) / 1000.0);
    100.0 - 5.0 * (3.0 * elements + 2.0 * requests + kilobytes) / 6.0
}

/// In which part `value` lies, from 0 to 20, and how far in it.
fn part(bounds: &[f64], value: f64) -> f64 {
    let mut parts = bounds.windows(2).zip(0_u8..);
    let found = parts.find(|(bounds, _)| value < bounds[1]);
    found.map_or(20.0, |(bounds, number)| {
        f64::from(number) + (value - bounds[0]) / (bounds[1] - bounds[0])
    })
}

fn f64_of(count: impl TryInto<u32>) -> f64 {
    count.try_into().map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bounds of the scale, and a page that its authors give: 80 elements, 12 requests, 19.254 KB, 90.97 points.
    #[test]
    fn known_pages() {
        assert!((ecoindex(0, 0, 0) - 100.0).abs() < 0.01);
        assert!(ecoindex(600_000, 5000, 300_000_000).abs() < 0.01);
        assert!((ecoindex(80, 12, 19_254) - 90.97).abs() < 0.05);
    }
}
