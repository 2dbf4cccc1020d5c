//! Prints `docs/forms.md`.

use std::path::Path;
use std::process::ExitCode;

use nec_ess_content::{form_guide, load};

fn main() -> ExitCode {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    match load(&content) {
        Ok(site) => {
            print!("{}", form_guide(&site));
            ExitCode::SUCCESS
        }
        Err(errors) => {
            for error in errors {
                eprintln!("{error}");
            }
            ExitCode::FAILURE
        }
    }
}
