//! Colours, and which text can be read on them.

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green, blue.
    parts: [u8; 3],
}

/// The text on our buttons.
const OWN_TEXT: Colour = Colour::new([0x17, 0x20, 0x4a]);
const WHITE: Colour = Colour::new([0xff; 3]);
const BLACK: Colour = Colour::new([0; 3]);

/// The least contrast of text with what is behind it: WCAG 2.2, success criterion 1.4.3.
const LEAST_RATIO: f64 = 4.5;

impl Colour {
    /// The colour of our main buttons.
    pub const ACCENT: Self = Self::new([0xf7, 0xb7, 0x33]);

    const fn new(parts: [u8; 3]) -> Self {
        Self { parts }
    }

    /// Reads `#rrggbb`, as colour fields of browsers give it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, parts @ ..] = number.to_be_bytes();
        Some(Self { parts })
    }

    /// The colour of a text that can be read on this one: that of our buttons if it can, else white or black. On any
    /// colour one of these two can be read.
    #[must_use]
    pub fn text(self) -> Self {
        let is_readable = |text: &Self| self.contrast(*text) >= LEAST_RATIO;
        let texts = [OWN_TEXT, WHITE];
        texts.into_iter().find(is_readable).unwrap_or(BLACK)
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let [one, other] = [self, other].map(|colour| colour.luminance() + 0.05);
        if one > other {
            one / other
        } else {
            other / one
        }
    }

    /// Relative luminance as WCAG 2.2 defines it: 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.parts.map(|part| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl std::fmt::Display for Colour {
    /// `#rrggbb`
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.parts;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        Colour::read(text).expect("a colour")
    }

    /// Our own text where it can be read, else what can.
    #[test]
    fn text_is_chosen() {
        assert_eq!(Colour::ACCENT.text(), OWN_TEXT);
        assert_eq!(colour("#123456").text(), WHITE);
        // Too light for white, too dark for our own.
        assert_eq!(colour("#7f7f7f").text(), BLACK);
    }

    /// The ratios that WCAG gives for its ends, and the one of `style/tokens.css`.
    #[test]
    fn ratios_are_those_of_wcag() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(WHITE) - 1.0).abs() < 1e-9);
        assert!((Colour::ACCENT.contrast(OWN_TEXT) - 8.8).abs() < 0.05);
    }

    /// Whatever is no colour is refused.
    #[test]
    fn other_texts_are_refused() {
        for text in [
            "", "#12345", "#1234567", "123456", "#12345g", "#+12345", "#é234",
        ] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
    }

    proptest! {
        /// Text can be read on every colour, and a colour is read as it was written.
        #[test]
        fn any_colour(parts in any::<[u8; 3]>()) {
            let colour = Colour { parts };
            prop_assert!(colour.contrast(colour.text()) >= LEAST_RATIO);
            prop_assert_eq!(Colour::read(&colour.to_string()), Some(colour));
        }
    }
}
