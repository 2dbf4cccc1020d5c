//! Text as outlines, so that a picture is the same on every machine, whatever fonts it has.

use std::fmt::Write as _;

use ttf_parser::{Face, OutlineBuilder};

/// A font whose letters can be drawn.
pub(super) struct Lettering(Face<'static>);

impl Lettering {
    /// The letters of `font`, a TrueType file.
    pub(super) fn new(font: &'static [u8]) -> Result<Self, String> {
        let face = Face::parse(font, 0).map_err(|error| format!("a picture's font: {error}"))?;
        Ok(Self(face))
    }

    fn scale(&self, size: f32) -> f32 {
        size / f32::from(self.0.units_per_em())
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |letter| self.0.glyph_hor_advance(self.0.glyph_index(letter)?);
        let units: u32 = text.chars().filter_map(advance).map(u32::from).sum();
        units as f32 * self.scale(size)
    }

    /// `text` in lines of at most `width`; a word that is wider stands alone. Lines break at ordinary spaces only.
    pub(super) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The outlines of `text` as the data of an SVG path, from `x` on the line `y`.
    pub(super) fn path(&self, text: &str, size: f32, x: f32, y: f32) -> String {
        let mut outline = Outline {
            data: String::new(),
            scale: self.scale(size),
            x,
            y,
        };
        for letter in text.chars() {
            let Some(glyph) = self.0.glyph_index(letter) else {
                continue;
            };
            self.0.outline_glyph(glyph, &mut outline);
            let advance = self.0.glyph_hor_advance(glyph).unwrap_or_default();
            outline.x += f32::from(advance) * outline.scale;
        }
        outline.data
    }
}

/// Letters as they are drawn one after the other; fonts count upwards from the line, pictures downwards.
struct Outline {
    data: String,
    scale: f32,
    x: f32,
    y: f32,
}

impl Outline {
    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            // Writing to a string cannot fail.
            let _ = write!(self.data, "{x:.2} {y:.2} ");
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}
