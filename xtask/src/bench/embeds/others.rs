//! Other systems' embeds, weighed from their own packages.
//!
//! Where there is a choice, it is in their favour: only files of the package count, only those without which nothing
//! is shown, and scripts that a package leaves unminified are minified first. What their servers send is left out: the
//! pages of frames, more scripts, data, themes, translations, fonts. So is the snippet in the page's own HTML, as ours
//! is.

use std::path::{Path, PathBuf};

use super::{Load, Row, packages};
use crate::build::brotli_size;
use crate::failure::{Failure, Result};
use crate::files;
use crate::process::quiet;
use crate::repo::Repo;
use crate::tools::node;

/// Another system.
struct System {
    /// The package's name.
    name: &'static str,
    /// What a host page loads of the package, as paths in it: one request each.
    files: &'static [&'static str],
    /// Its scripts come as sources, for the bundler of the host or of its server.
    unminified: bool,
    draws: bool,
    note: &'static str,
}

/// Those on npm.
const ON_NPM: [System; 3] = [
    // The documented snippet loads `embed/embed.js`, and this is that file as built for the vendor's server. It imports
    // nothing. It makes its `<style>` from text in itself, so that the style sheet beside it is never fetched. What is
    // booked is in the iframe that it makes.
    System {
        name: "@calcom/embed-core",
        files: &["dist/embed/embed.js"],
        unminified: false,
        draws: false,
        note: "a loader: plus the frame's own pages",
    },
    // What the documented `import` resolves to. A host bundles it with its own scripts; it counts as one request. It
    // adds a script of the vendor's server to the host page, `js/formbricks.umd.cjs`, which the package does not hold.
    System {
        name: "@formbricks/js",
        files: &["dist/index.js"],
        unminified: true,
        draws: false,
        note: "a loader, minified by us: plus its server's scripts and the survey",
    },
    // The documented snippet imports `dist/web.js` for a `<typebot-standard>`. It is one file, with its style in it.
    // Links to fonts, and the scripts of payment and statistics, depend on the bot: left out.
    System {
        name: "@typebot.io/js",
        files: &["dist/web.js"],
        unminified: false,
        draws: true,
        note: "plus the conversation and its fonts",
    },
];

/// The documented snippet is a style sheet and a script. The script is made by `generate_widget_js` of
/// `presale/views/widget.py`: it puts the catalogue of translations before this file, which the vite build leaves
/// unminified, and takes out comments and white space; what esbuild makes of it is smaller still. The style sheet is
/// looked for below.
const PRETIX: System = System {
    name: "pretix",
    files: &["static.dist/vite/widget/widget.js"],
    unminified: true,
    draws: true,
    note: "script minified by us; plus translations, the theme's variables and the shop's data",
};

/// All of them, each with its load or why there is none.
pub(super) fn measure(repo: &Repo) -> Vec<Row> {
    let installed = packages::from_npm(repo).map_err(|failure| reason(&failure));
    let mut rows = Vec::new();
    for system in &ON_NPM {
        rows.push(system.row(installed.clone().and_then(|modules| {
            let at = modules.join(system.name);
            packages::npm_version(&at)
                .and_then(|version| Ok((version, system.load(repo, &at, &[])?)))
                .map_err(|failure| reason(&failure))
        })));
    }
    let pretix = packages::from_pypi(repo).and_then(|at| {
        let version = packages::python_version(&at)?;
        Ok((version, PRETIX.load(repo, &at, &[style_of_pretix(&at)?])?))
    });
    rows.push(PRETIX.row(pretix.map_err(|failure| reason(&failure))));
    rows
}

impl System {
    fn row(&self, measured: Result<(String, Load), String>) -> Row {
        let (what, load) = match measured {
            Ok((version, load)) => (format!("{} {version}", self.name), Ok(load)),
            Err(reason) => (self.name.into(), Err(reason)),
        };
        Row {
            what,
            load,
            note: self.note.into(),
            draws: self.draws,
        }
    }

    /// Weighs its files, and those found in the package besides.
    fn load(&self, repo: &Repo, package: &Path, found: &[PathBuf]) -> Result<Load> {
        let named = self.files.iter().map(|file| package.join(file));
        let mut load = Load {
            requests: 0,
            bytes: 0,
            files: Vec::new(),
        };
        for file in named.chain(found.iter().cloned()) {
            let inside = file.strip_prefix(package).unwrap_or(&file);
            let is_script = file.extension().is_some_and(|end| end == "js");
            let text = files::read_text(&file)?;
            // A later version may be in parts: then somebody has to see which of them are needed.
            if let Some(part) = part(&text) {
                let what = format!(
                    "{} has parts that are not counted: {part}",
                    inside.display()
                );
                return Err(Failure::new(what));
            }
            let sent = if is_script && self.unminified {
                minified(repo, &file)?
            } else {
                text.into_bytes()
            };
            load.requests += 1;
            load.bytes += brotli_size(repo, &sent)?;
            load.files.push(inside.display().to_string());
        }
        Ok(load)
    }
}

/// `widget_css` of `presale/views/widget.py` sends the theme's variables, which are made from settings, and the style
/// sheet made from `scss/widget.scss`. The wheel has that one under the hash of its content: the only one with the
/// widget's rules. It counts as it is, since it is sent as it is.
fn style_of_pretix(package: &Path) -> Result<PathBuf> {
    let mut found = Vec::new();
    for file in files::list(&package.join("static.dist/CACHE/css"))? {
        if files::read_text(&file)?.contains(".pretix-widget") {
            found.push(file);
        }
    }
    match &found[..] {
        [style] => Ok(style.clone()),
        _ => Err(Failure::new(format!(
            "{} style sheets hold the widget's rules, not 1",
            found.len()
        ))),
    }
}

fn minified(repo: &Repo, script: &Path) -> Result<Vec<u8>> {
    let mut esbuild = node::tool(repo, "esbuild");
    esbuild
        .arg(script)
        .args(["--minify", "--legal-comments=none", "--log-level=warning"]);
    quiet(&mut esbuild)
}

/// A script or a style sheet that a file names by a path from itself: `import("./part.js")`.
fn part(text: &str) -> Option<&str> {
    text.split(['"', '\'', '`', '(', ')']).find(|word| {
        let is_relative = word.starts_with("./") || word.starts_with("../");
        let is_file = [".js", ".mjs", ".cjs", ".css"]
            .iter()
            .any(|end| word.ends_with(end));
        is_relative && is_file && !word.contains(char::is_whitespace)
    })
}

/// A failure in one line of a table.
fn reason(failure: &Failure) -> String {
    let text = failure.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_noticed() {
        assert_eq!(part("import{a}from\"./a-1.js\";"), Some("./a-1.js"));
        assert_eq!(part("import('../b.mjs')"), Some("../b.mjs"));
        assert_eq!(part("@import url(./c.css);"), Some("./c.css"));
        assert_eq!(part("//# sourceMappingURL=index.js.map"), None);
        assert_eq!(part("src=`${host}/js/x.js`;a='./';b=\".js\""), None);
    }

    #[test]
    fn a_reason_is_one_line() {
        let failure = Failure::new("npm ci (exit status: 1)").mended_by("npm ci --prefix x");
        assert_eq!(reason(&failure), "npm ci (exit status: 1)");
    }
}
