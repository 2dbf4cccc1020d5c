//! What editors write, and the pages that come of it.

use std::path::Path;

use crate::build::{Built, Kind, Request, build, prerender};
use crate::failure::Result;
use crate::files;
use crate::repo::Repo;
use crate::step::step;
use crate::suite::cargo_tests::CargoTests;
use crate::suite::checker;
use crate::suite::tally::Tally;

pub(crate) fn run(repo: &Repo, tests: &mut CargoTests) -> Result<Tally> {
    let request = Request::to_test(Kind::Release);
    let mut tally = tests.run(repo, "crates/content", &[])?;
    let built = build(repo, &request)?;
    tally += Tally::check(renders_the_same(repo, &request, &built)?);
    tally += Tally::check(checker::check(repo, &built.out)?);
    Ok(tally)
}

/// Prerenders the real content once more: every file must come out as it did in the build.
fn renders_the_same(repo: &Repo, request: &Request, built: &Built) -> Result<bool> {
    let again = repo.target().join("test/pages");
    files::remove_folder(&again)?;
    files::create_folder(&again)?;
    step("prerendering once more", || {
        prerender(repo, request, &built.assets, &again)
    })?;
    let rendered = files::list(&again)?;
    let differs = |file: &&std::path::PathBuf| {
        let inside = file.strip_prefix(&again).unwrap_or(Path::new(""));
        files::read(file).ok() != files::read(&built.out.join(inside)).ok()
    };
    let different: Vec<_> = rendered.iter().filter(differs).collect();
    for file in &different {
        println!("rendered otherwise the second time: {}", repo.shown(file));
    }
    if rendered.is_empty() {
        println!("the prerenderer wrote nothing");
    }
    Ok(different.is_empty() && !rendered.is_empty())
}
