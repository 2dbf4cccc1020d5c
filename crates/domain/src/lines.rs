//! Words as lines of text: how a page carries what a component needs to know.
//!
//! A line a value, in the order of the members; a list begins with its length. Both ends come from one list of members, so
//! that they cannot differ. JSON with serde's derived readers did the same for 13 KB more of compressed wasm.

use std::str::Split;

/// The lines that are left to read.
pub type Reader<'a> = Split<'a, char>;

/// What can be written as lines and read back.
pub trait Lines: Sized {
    /// Appends its lines to `out`.
    fn write(&self, out: &mut String);

    /// Reads as many lines as it takes; `None` when they are those of something else.
    fn read(lines: &mut Reader<'_>) -> Option<Self>;

    /// All its lines.
    #[must_use]
    fn to_lines(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        // A reader takes an end for one more, empty line.
        out.pop();
        out
    }

    /// Reads `text`, which holds its lines and nothing more.
    #[must_use]
    fn from_lines(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let value = Self::read(&mut lines)?;
        lines.next().is_none().then_some(value)
    }
}

/// Implements [`Lines`] for a struct: all its members, in this order.
macro_rules! lines {
    ($name:ident { $($member:ident),+ $(,)? }) => {
        impl $crate::lines::Lines for $name {
            fn write(&self, out: &mut String) {
                $(self.$member.write(out);)+
            }

            fn read(lines: &mut $crate::lines::Reader<'_>) -> Option<Self> {
                Some(Self { $($member: $crate::lines::Lines::read(lines)?),+ })
            }
        }
    };
}
pub(crate) use lines;

impl Lines for String {
    fn write(&self, out: &mut String) {
        // A page shows a line break in a text as a space.
        out.extend(self.chars().map(|c| if c == '\n' { ' ' } else { c }));
        out.push('\n');
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        lines.next().map(str::to_owned)
    }
}

impl Lines for u32 {
    fn write(&self, out: &mut String) {
        self.to_string().write(out);
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        lines.next()?.parse().ok()
    }
}

impl Lines for bool {
    fn write(&self, out: &mut String) {
        u32::from(*self).write(out);
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        Some(u32::read(lines)? == 1)
    }
}

impl Lines for char {
    fn write(&self, out: &mut String) {
        String::from(*self).write(out);
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        lines.next()?.chars().next()
    }
}

impl<T: Lines> Lines for Vec<T> {
    fn write(&self, out: &mut String) {
        self.len().to_string().write(out);
        for value in self {
            value.write(out);
        }
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        let length = u32::read(lines)?;
        let mut values = Self::new();
        for _ in 0..length {
            values.push(T::read(lines)?);
        }
        Some(values)
    }
}

impl<T: Lines> Lines for Option<T> {
    fn write(&self, out: &mut String) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        Some(if bool::read(lines)? {
            Some(T::read(lines)?)
        } else {
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Sample {
        text: String,
        number: Option<u32>,
        is_it: bool,
        list: Vec<String>,
    }

    lines!(Sample {
        text,
        number,
        is_it,
        list
    });

    /// What is cut short, or has a line too many, is not taken for what it was.
    #[test]
    fn other_lines_are_refused() {
        let sample = Sample {
            text: "a".into(),
            number: Some(7),
            is_it: true,
            list: vec!["b".into(), String::new()],
        };
        let text = sample.to_lines();
        assert_eq!(text, "a\n1\n7\n1\n2\nb\n");
        assert_eq!(Sample::from_lines(&text), Some(sample));
        assert_eq!(Sample::from_lines("a\n1\n7\n1\n2\nb"), None);
        assert_eq!(Sample::from_lines(&format!("{text}\nmore")), None);
        assert_eq!(Sample::from_lines(""), None);
    }

    proptest! {
        /// Any texts come back as they were, line breaks as spaces.
        #[test]
        fn any_texts(text in "[^\n]{0,40}", list in proptest::collection::vec("[^\n]{0,20}", 0..5), number in proptest::option::of(any::<u32>())) {
            let sample = Sample { text, number, is_it: false, list };
            prop_assert_eq!(Sample::from_lines(&sample.to_lines()), Some(sample));
        }
    }
}
