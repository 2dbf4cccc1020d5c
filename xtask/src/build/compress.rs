//! Compressed copies beside each file, for servers that can send them as they are.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::failure::{Context, Result};
use crate::files;
use crate::fingerprint::hex;
use crate::repo::Repo;
use crate::step::step;

const ENDINGS: [&str; 11] = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "svg",
    "txt",
    "xml",
    "ics",
    "wasm",
    "webmanifest",
];

/// Below this, headers outweigh what compression saves.
const SMALLEST: u64 = 200;

/// Writes `.br` and `.gz` beside each file of a folder that gains by it.
pub(crate) fn folder(repo: &Repo, folder: &Path) -> Result<()> {
    let files: Vec<_> = files::list(folder)?
        .into_iter()
        .filter(|file| is_worth_it(file))
        .collect();
    let cache = Cache(repo.work().join("compressed"));
    step(&format!("compressing {} files", files.len()), || {
        let next = AtomicUsize::new(0);
        let worker = || -> Result<()> {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let bytes = files::read(file)?;
                files::write(&with_ending(file, "br"), cache.get(&bytes, "br", brotli)?)?;
                files::write(&with_ending(file, "gz"), cache.get(&bytes, "gz", gzip)?)?;
            }
            Ok(())
        };
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
            running.into_iter().try_for_each(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        })
    })
}

/// What a file weighs over the network with brotli at its strongest: the measure of every budget.
pub(crate) fn brotli_size(repo: &Repo, bytes: &[u8]) -> Result<u64> {
    Ok(Cache(repo.work().join("compressed"))
        .get(bytes, "br", brotli)?
        .len() as u64)
}

fn is_worth_it(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    ENDINGS.contains(&ending.as_ref()) && file.metadata().is_ok_and(|data| data.len() >= SMALLEST)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Compressed forms by the hash of what was compressed: brotli 11 is slow, and most files stay the same.
struct Cache(PathBuf);

impl Cache {
    fn get(
        &self,
        bytes: &[u8],
        ending: &str,
        compress: fn(&[u8]) -> std::io::Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let hash = hex(&Sha256::digest(bytes));
        let kept = self.0.join(&hash[..2]).join(format!("{hash}.{ending}"));
        if let Ok(compressed) = std::fs::read(&kept) {
            return Ok(compressed);
        }
        let compressed = compress(bytes).or_cannot(|| "compress".into())?;
        // Renamed into place: an interrupted write must not be found later.
        let partial = kept.with_extension(format!(
            "{ending}.{}.{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        files::write(&partial, &compressed)?;
        std::fs::rename(&partial, &kept).or_cannot(|| format!("write {}", kept.display()))?;
        Ok(compressed)
    }
}

fn brotli(mut bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_smaller_and_repeat() {
        let text = "La transition numérique de l'économie sociale. ".repeat(40);
        for compress in [brotli, gzip] {
            let compressed = compress(text.as_bytes()).unwrap();
            assert!(compressed.len() < text.len() / 5);
            assert_eq!(compressed, compress(text.as_bytes()).unwrap());
        }
    }
}
