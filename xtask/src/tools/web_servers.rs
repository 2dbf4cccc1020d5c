//! The web servers that the files of `deploy/` are for.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::process::ask;
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

const WHY: &str = "the files of deploy/ are tested by being used";

/// Unpacked, not installed: the packages would start web servers of the machine's own.
const PACKAGES: [&str; 4] = [
    "nginx",
    "nginx-common",
    "libnginx-mod-http-brotli-static",
    "caddy",
];

/// The folder that they are unpacked in, as if it were the root of the file system; both servers start there.
pub(crate) fn folder(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.target().join("tools/web-servers");
    if !start(&folder) {
        step(&format!("unpacking nginx and Caddy ({WHY})"), || {
            apt::unpack(&PACKAGES, &folder, WHY)
        })?;
    }
    if start(&folder) {
        return Ok(folder);
    }
    Err(Failure::new(format!(
        "{WHY}: {} are unpacked in {}, but nginx or caddy does not start there (a library may be missing)",
        PACKAGES.join(" "),
        folder.display()
    )))
}

fn start(folder: &Path) -> bool {
    let module = folder.join("usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    let nginx = ask(Command::new(folder.join("usr/sbin/nginx")).arg("-v"));
    let caddy = ask(Command::new(folder.join("usr/bin/caddy")).arg("version"));
    module.is_file() && nginx.is_some() && caddy.is_some()
}
