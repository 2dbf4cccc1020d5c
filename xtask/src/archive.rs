//! The pages of an edition that is over, kept in a folder of the next edition's site.

use std::path::PathBuf;
use std::process::Command;

use crate::build::{Request, build};
use crate::failure::{Failure, Result};
use crate::files;
use crate::process::run as run_program;
use crate::repo::Repo;

/// What each site has by these names.
const TAKEN: [&str; 4] = ["api", "assets", "en", "fr"];

/// Writes the pages of the event in `request` to the folder `name` of `public/`, which each build copies.
pub(crate) fn keep(repo: &Repo, name: &str, request: &Request) -> Result<()> {
    check(name)?;
    let folder = PathBuf::from("public").join(name);
    let out = repo.path(&folder);
    let shown = repo.shown(&out);
    if out.exists() {
        return Err(Failure::new(format!("{shown} is there already"))
            .mended_by(format!("remove {shown} to make it anew")));
    }
    let built = build(repo, request)?;
    let mut command = Command::new(repo.binary("prerender"));
    command.current_dir(repo.root());
    command.arg("--content").arg(&request.content);
    command.args(["--template", "index.html", "--archive", name]);
    command.arg("--assets").arg(&built.assets);
    command.arg("--out").arg(&out);
    for (option, value) in [("--origin", &request.origin), ("--as-of", &request.as_of)] {
        if let Some(value) = value {
            command.args([option, value]);
        }
    }
    run_program(&mut command)?;
    let count = files::list(&out)?.len();
    println!(
        "{shown} has {count} files, which run no script. Each build copies them: they will stand at /{name}/."
    );
    Ok(())
}

/// A name that addresses can have, and that nothing else has.
fn check(name: &str) -> Result<()> {
    let is_word = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_word {
        return Err(Failure::new(format!(
            "archive {name}: expected a name of small letters, digits and hyphens, such as 2031"
        )));
    }
    if TAKEN.contains(&name) {
        return Err(Failure::new(format!(
            "archive {name}: the site itself has a folder of that name"
        ))
        .mended_by("choose another, such as 2031"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names become addresses, beside those of the site.
    #[test]
    fn names() {
        for good in ["2031", "abc-2031"] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in ["", "fr", "assets", "20 31", "../x", "Été", "2031/"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
