//! The secret that private links are signed with: from a variable, or from a file beside the database.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::links::Links;
use crate::store::{Error, Store};
use crate::{plain, private_file, variable};

/// The file's name.
const FILE: &str = "link-secret";
/// The variable's name. Several replicas need the same secret, and may have no folder in common.
const VARIABLE: &str = "LINK_SECRET";
/// The fewest characters of a secret.
const SHORTEST: usize = 32;

/// The links of `store`, whose secret is a file in `data` if no variable holds it. The secret is made at the first start,
/// and has to be the same at each later one, unless it `may_change`: links that were sent then open nothing any more.
///
/// # Errors
/// When the secret is missing, or another one, in plain words.
pub async fn links(store: &Store, data: &Path, may_change: bool) -> Result<Links, String> {
    let failed = |error: Error| format!("cannot open the storage: {error}");
    let known = store.link_print().await.map_err(failed)?;
    let (secret, origin) = secret(store, data, may_change || known.is_none())?;
    let links = Links::new(&secret);
    let print = links.print();
    if known.as_ref() != Some(&print) {
        let noted = store.note_link_print(&print, may_change).await;
        noted.map_err(failed)?;
        // Of two that start together, one was first.
        let known = store.link_print().await.map_err(failed)?;
        if known != Some(print) {
            return Err(format!(
                "{origin} is not the secret that the private links of this database were signed with: put that one back, \
                 or add --new-links, after which links that were sent open nothing"
            ));
        }
    }
    Ok(links)
}

/// What organisers have to know of the secret beside a database in `data` whose links have this print.
#[must_use]
pub fn fate(data: &Path, print: Option<&str>) -> String {
    let path = data.join(FILE);
    let file = path.display();
    let Some(print) = print else {
        return format!("No private link was signed yet: the first start makes {file}");
    };
    let (secret, origin) = match variable::read(VARIABLE) {
        Ok(None) => (fs::read_to_string(&path).ok(), file.to_string()),
        Ok(variable) => (variable, VARIABLE.to_owned()),
        Err(wrong) => return wrong,
    };
    match secret {
        None => format!(
            "{file} is missing: private links that were sent are signed with it. Put it back before you start; if it is lost, \
             start once with serve --new-links"
        ),
        Some(secret) if Links::new(secret.trim()).print() == print => {
            format!("{origin} is the secret that its private links are signed with: they open")
        }
        Some(_) => format!(
            "{origin} is not the secret that its private links are signed with: put that one back before you start, or start \
             once with serve --new-links"
        ),
    }
}

/// The secret, and where it is.
fn secret(store: &Store, data: &Path, may_make: bool) -> Result<(String, String), String> {
    if let Some(variable) = variable::read(VARIABLE)? {
        let origin = VARIABLE.to_owned();
        return long_enough(&variable, &origin).map(|secret| (secret, origin));
    }
    let path = data.join(FILE);
    let origin = path.display().to_string();
    match fs::read_to_string(&path) {
        Ok(text) => return long_enough(text.trim(), &origin).map(|secret| (secret, origin)),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(plain::of_file(&path, &error));
        }
        Err(_) => {}
    }
    if !store.is_sqlite() {
        return Err(format!(
            "{VARIABLE} is not set: private links are signed with it, the same for each replica and at each start \
             (`openssl rand -hex 32` makes one)"
        ));
    }
    if !may_make {
        return Err(format!(
            "{origin} is missing: private links that were sent are signed with it. Put it back, or add --new-links, after \
             which they open nothing"
        ));
    }
    let secret = make(&path).map_err(|error| plain::of_file(&path, &error))?;
    Ok((secret, origin))
}

fn long_enough(secret: &str, origin: &str) -> Result<String, String> {
    if secret.len() < SHORTEST {
        return Err(format!(
            "{origin}: expected at least {SHORTEST} random characters (`openssl rand -hex 32` makes them)"
        ));
    }
    Ok(secret.to_owned())
}

/// Makes the file, or reads the one that another process has made in this moment.
fn make(path: &Path) -> io::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let secret: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Under its name it is whole from the first moment.
    let draft = path.with_extension(std::process::id().to_string());
    let written = private_file::create(&draft).and_then(|mut file| {
        file.write_all(secret.as_bytes())?;
        file.sync_all()
    });
    let linked = written.and_then(|()| fs::hard_link(&draft, path));
    let _ = fs::remove_file(&draft);
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::read_to_string(path).map(|text| text.trim().to_owned()),
    }
}
