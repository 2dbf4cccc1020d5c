//! The style sheets, which the prerenderer puts inside each page.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::Kind;
use crate::failure::{Failure, Result};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::quiet;
use crate::repo::Repo;
use crate::step::{step, unchanged};
use crate::tools::node;

/// The oldest browsers whose CSS we write.
const TARGETS: &str = "--target=chrome87,firefox78,safari14";

/// What explains the order comes first, the tokens that all use come next, then what applies everywhere.
const FIRST: [&str; 3] = ["layers.css", "tokens.css", "base.css"];

/// The sheets that a component needs inside other sites: one with a form, the questions, the programme.
const EMBED_FORM: [&str; 8] = [
    "tokens.css",
    "base.css",
    "actions.css",
    "check.css",
    "form.css",
    "receipt.css",
    "embed/embed.css",
    "embed/form.css",
];
const EMBED_FAQ: [&str; 6] = [
    "tokens.css",
    "base.css",
    "prose.css",
    "faq.css",
    "embed/embed.css",
    "embed/faq.css",
];
const EMBED_PROGRAMME: [&str; 6] = [
    "tokens.css",
    "base.css",
    "days.css",
    "session.css",
    "embed/embed.css",
    "embed/programme.css",
];

/// The finished style sheets.
pub(crate) struct Styles {
    /// For the pages of the site.
    pub(crate) site: PathBuf,
    /// For components with a form, inside other sites.
    pub(crate) embed_form: PathBuf,
    /// For the questions, inside other sites.
    pub(crate) embed_faq: PathBuf,
    /// For the programme, inside other sites.
    pub(crate) embed_programme: PathBuf,
}

/// The sheets of `style/`, joined for the site and for its components in other sites.
pub(crate) fn bundle(repo: &Repo, kind: Kind) -> Result<Styles> {
    let mut text = Vec::new();
    for sheet in ordered(files::list(&repo.path("style"))?) {
        text.extend(files::read(&sheet)?);
        text.push(b'\n');
    }
    Ok(Styles {
        site: minified(repo, kind, "site", &text)?,
        embed_form: minified(repo, kind, "embed-form", &scoped(repo, &EMBED_FORM)?)?,
        embed_faq: minified(repo, kind, "embed-faq", &scoped(repo, &EMBED_FAQ)?)?,
        embed_programme: minified(
            repo,
            kind,
            "embed-programme",
            &scoped(repo, &EMBED_PROGRAMME)?,
        )?,
    })
}

/// These sheets with every rule made to apply inside a component only, whatever the page around it says.
fn scoped(repo: &Repo, sheets: &[&str]) -> Result<Vec<u8>> {
    let out = repo.work().join("scoped.css");
    let mut command = Command::new("node");
    command.arg(repo.path("xtask/scope.mjs")).arg(&out);
    command.args(sheets.iter().map(|sheet| repo.path("style").join(sheet)));
    files::create_folder(&repo.work())?;
    quiet(&mut command)?;
    files::read(&out)
}

fn minified(repo: &Repo, kind: Kind, name: &str, text: &[u8]) -> Result<PathBuf> {
    let folder = repo.work().join(kind.name());
    let whole = folder.join(format!("{name}.unminified.css"));
    let small = folder.join(format!("{name}.css"));
    let inputs = Fingerprint::of_step()?
        .bytes("css", text)
        .setting("targets", TARGETS)
        .finish();
    let stamp = Stamp::at(folder.join(format!("{name}.css.stamp")));
    let step_name = format!("style of {name}");
    if stamp.holds(&inputs) && small.is_file() {
        unchanged(&step_name);
        return Ok(small);
    }
    step(&step_name, || {
        files::write(&whole, text)?;
        let mut command = node::tool(repo, "esbuild");
        command.arg(&whole).args([
            TARGETS,
            "--loader:.css=css",
            "--legal-comments=none",
            "--log-level=warning",
        ]);
        command.arg(format!("--outfile={}", small.display()));
        if kind.ships() {
            command.arg("--minify");
        }
        let said = |failure: Failure| {
            failure.mended_by("the lines above name a place in the sheets of style/, joined")
        };
        quiet(&mut command).map_err(said)?;
        stamp.set(&inputs)
    })?;
    Ok(small)
}

/// The style sheets among these files, in the order in which they are joined.
fn ordered(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let name = |file: &Path| {
        file.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let mut sheets: Vec<_> = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "css"))
        // Those in folders are for other places than our pages.
        .filter(|file| {
            file.parent()
                .is_none_or(|folder| !folder.ends_with("embed"))
        })
        .collect();
    sheets.sort_by_cached_key(|file| {
        let name = name(file);
        let place = FIRST
            .iter()
            .position(|first| *first == name)
            .unwrap_or(FIRST.len());
        (place, name)
    });
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_base_come_first() {
        let files = [
            "button.css",
            "base.css",
            "notes.md",
            "tokens.css",
            "alert.css",
            "layers.css",
        ];
        let ordered = ordered(files.iter().map(PathBuf::from).collect());
        let expected = [
            "layers.css",
            "tokens.css",
            "base.css",
            "alert.css",
            "button.css",
        ];
        assert_eq!(ordered, expected.map(PathBuf::from));
    }
}
