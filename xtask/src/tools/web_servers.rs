//! The web servers that the files of `deploy/` and of `public/` are for.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::process::ask;
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

const WHY: &str = "the files of deploy/ are tested by being used";

/// Unpacked, not installed: the packages would start web servers of the machine's own.
const PACKAGES: [&str; 8] = [
    "apache2-bin",
    "libapr1",
    "libaprutil1",
    "liblua5.3-0",
    "nginx",
    "nginx-common",
    "libnginx-mod-http-brotli-static",
    "caddy",
];

/// The folder that they are unpacked in, as if it were the root of the file system; the servers start there.
pub(crate) fn folder(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.target().join("tools/web-servers");
    if !start(&folder) {
        step(
            &format!("unpacking nginx, Caddy and Apache ({WHY})"),
            || apt::unpack(&PACKAGES, &folder, WHY),
        )?;
    }
    if start(&folder) {
        return Ok(folder);
    }
    Err(Failure::new(format!(
        "{WHY}: {} are unpacked in {}, but nginx, caddy or apache2 does not start there (a library may be missing)",
        PACKAGES.join(" "),
        folder.display()
    )))
}

fn start(folder: &Path) -> bool {
    let module = folder.join("usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    let nginx = ask(Command::new(folder.join("usr/sbin/nginx")).arg("-v"));
    let caddy = ask(Command::new(folder.join("usr/bin/caddy")).arg("version"));
    // It needs libraries that are unpacked beside it; the tests name them.
    let apache = folder.join("usr/sbin/apache2").is_file();
    module.is_file() && nginx.is_some() && caddy.is_some() && apache
}
