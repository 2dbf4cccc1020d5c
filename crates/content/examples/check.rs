//! Checks a content folder and prints every mistake and every note: `cargo run -p nec-ess-content --example check -- content`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = std::env::args().nth(1).unwrap_or_else(|| "content".into());
    let root = Path::new(&root);
    let public = root.parent().unwrap_or(root).join("public");
    match nec_ess_content::read(root, &public) {
        Ok(reading) => {
            for note in &reading.notes {
                println!("note: {note}");
            }
            let (fr, en) = (&reading.site.fr.pages, &reading.site.en.pages);
            println!("{} + {} pages, no mistake", fr.len(), en.len());
            ExitCode::SUCCESS
        }
        Err(errors) => {
            for error in &errors {
                eprintln!("{error}");
            }
            ExitCode::FAILURE
        }
    }
}
