//! ZIP archives whose bytes come from their files alone: no times, no owners.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// PKZIP 2.0, the first with folders and this compression.
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;
/// The first day that the format knows: 1 January 1980.
const DAY: u16 = 0x21;

/// A file to pack, under the name that it has in the archive.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Packs files, in this order.
pub(crate) fn archive(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = length(&out);
        let packed = deflate(&entry.bytes);
        let about = about(entry, &packed);
        out.extend(LOCAL.to_le_bytes());
        out.extend(&about);
        out.extend(entry.name.as_bytes());
        out.extend(packed);
        directory.extend(CENTRAL.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(about);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let start = length(&out);
    let count = u16::try_from(entries.len()).expect("an archive of a few files");
    out.extend(&directory);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length(&directory).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What is said of a file both before it and in the directory.
fn about(entry: &Entry, packed: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(&entry.bytes);
    let name = u16::try_from(entry.name.len()).expect("a name of a few words");
    let mut out = Vec::new();
    // After the version no flags, after the compression midnight.
    for number in [VERSION, 0, DEFLATED, 0, DAY] {
        out.extend(number.to_le_bytes());
    }
    for number in [sum.sum(), length(packed), length(&entry.bytes)] {
        out.extend(number.to_le_bytes());
    }
    // No more fields after the name.
    for number in [name, 0] {
        out.extend(number.to_le_bytes());
    }
    out
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.expect("a vector takes every byte")
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("an archive below 4 GB")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;

    use super::*;

    fn entry(name: &str, text: &str) -> Entry {
        Entry {
            name: name.into(),
            bytes: text.into(),
        }
    }

    fn number(bytes: &[u8], at: usize) -> usize {
        let four = bytes[at..at + 4].try_into().unwrap();
        u32::from_le_bytes(four).try_into().unwrap()
    }

    /// What a reader finds by the directory at the end is each file, whole.
    #[test]
    fn files_are_found_by_the_directory() {
        let files = [
            entry("a/one.txt", "one"),
            entry("a/two.php", &"<?php ".repeat(500)),
        ];
        let packed = archive(&files);
        let end = packed.len() - 22;
        assert_eq!(number(&packed, end), END as usize);
        let mut at = number(&packed, end + 16);
        for file in &files {
            assert_eq!(number(&packed, at), CENTRAL as usize);
            let (size, offset) = (number(&packed, at + 20), number(&packed, at + 42));
            assert_eq!(number(&packed, at + 24), file.bytes.len());
            let name = at + 46..at + 46 + file.name.len();
            assert_eq!(&packed[name.clone()], file.name.as_bytes());
            assert_eq!(number(&packed, offset), LOCAL as usize);
            let start = offset + 30 + file.name.len();
            let mut text = Vec::new();
            let mut decoder = DeflateDecoder::new(&packed[start..start + size]);
            decoder.read_to_end(&mut text).unwrap();
            assert_eq!(text, file.bytes);
            let mut sum = Crc::new();
            sum.update(&text);
            assert_eq!(number(&packed, offset + 14), sum.sum() as usize);
            at = name.end;
        }
        assert_eq!(at, end);
    }
}
