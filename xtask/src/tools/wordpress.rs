//! WordPress, and the PHP and the database that it runs on.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::process::{ask, which};
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

const WHY: &str = "embeds are tested in a real WordPress too";

/// What the programs come from. MariaDB's other packages would start a server of the machine's own.
const PROGRAMS: [&str; 4] = [
    "php-cli",
    "php-mysql",
    "mariadb-server-core",
    "mariadb-client-core",
];

/// Unpacked, not installed: the package would bring a web server. The themes are of the two kinds that there are, of
/// blocks and of templates; the last is a library of the editor.
const UNPACKED: [&str; 4] = [
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "wordpress-theme-twentytwentyone",
    "libjs-underscore",
];

/// What a test starts.
pub(crate) struct WordPress {
    /// Its files, as they come.
    pub(crate) site: PathBuf,
    /// The database server.
    pub(crate) database: PathBuf,
}

/// All of it, or what is missing.
pub(crate) fn wordpress(repo: &Repo) -> Result<WordPress> {
    if programs().is_none() {
        apt::install(&PROGRAMS, WHY)?;
    }
    let Some(database) = programs() else {
        return Err(Failure::new(format!(
            "{WHY}: {} installed, but php with mysqli, mariadbd, mariadb-install-db or my_print_defaults is not there",
            PROGRAMS.join(" ")
        )));
    };
    let folder = repo.target().join("tools/wordpress");
    let site = folder.join("usr/share/wordpress");
    // The last of the packages: with it, all are there.
    if !site.join("wp-includes/js/underscore.js").is_file() {
        step(&format!("unpacking WordPress ({WHY})"), || {
            apt::unpack(&UNPACKED, &folder, WHY)
        })?;
    }
    Ok(WordPress { site, database })
}

/// The database server, if it and all else that runs is there.
fn programs() -> Option<PathBuf> {
    let modules = ask(Command::new(which("php")?).arg("-m"))?;
    modules.lines().find(|module| *module == "mysqli")?;
    which("mariadb-install-db")?;
    which("my_print_defaults")?;
    // Debian keeps servers off the search path of persons.
    which("mariadbd")
        .or_else(|| Some(PathBuf::from("/usr/sbin/mariadbd")).filter(|at| at.is_file()))
}
