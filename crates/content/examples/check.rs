//! Checks a content folder and prints every mistake: `cargo run -p nec-ess-content --example check -- content`.

fn main() -> std::process::ExitCode {
    let root = std::env::args().nth(1).unwrap_or_else(|| "content".into());
    match nec_ess_content::load(root.as_ref()) {
        Ok(site) => {
            println!(
                "{} + {} pages, no mistake",
                site.fr.pages.len(),
                site.en.pages.len()
            );
            std::process::ExitCode::SUCCESS
        }
        Err(errors) => {
            for error in &errors {
                eprintln!("{error}");
            }
            std::process::ExitCode::FAILURE
        }
    }
}
