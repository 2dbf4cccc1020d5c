//! A web server in front of a running endpoint, with the files of `deploy/` as they are but for addresses and folders.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use nec_ess_endpoint::limits::Limits;
use nec_ess_endpoint::{router, server};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::database::Database;
use crate::{dist, replaced, text};

/// The variable that names the folder with both web servers.
const SERVERS: &str = "TEST_WEB_SERVERS";

/// The web servers that there are files for.
#[derive(Clone, Copy, Debug)]
pub enum Server {
    Nginx,
    Caddy,
}

/// A web server, and an endpoint behind it.
pub struct Front {
    /// Where the web server is.
    pub url: String,
    /// Where the endpoint itself is.
    pub endpoint: String,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
    child: Child,
    /// What the web server writes.
    folder: TempDir,
    _dist: TempDir,
}

impl Front {
    /// Serves the whole site in `dist`, with so many submissions an hour from one network.
    pub async fn start(
        server: Server,
        database: &Database,
        dist: TempDir,
        per_network: usize,
    ) -> Self {
        let mut app = crate::server::app(&dist, database.store().await);
        app.limits = Limits {
            proxies: 1,
            per_network,
            ..Limits::default()
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(async move {
            let metrics = app.metrics.clone();
            let limits = server::Limits::default();
            let stopped = async { drop(stopped.await) };
            server::serve(listener, router(app), limits, &metrics, stopped).await;
        });
        let folder = tempfile::tempdir().unwrap();
        let address = free_address().await;
        let mut command = match server {
            Server::Nginx => nginx(folder.path(), dist.path(), address, endpoint),
            Server::Caddy => caddy(folder.path(), dist.path(), address, endpoint),
        };
        let log = std::fs::File::create(folder.path().join("output.log")).unwrap();
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let child = command.stdin(Stdio::null()).kill_on_drop(true).spawn();
        let mut front = Self {
            url: format!("http://{address}"),
            endpoint: format!("http://{endpoint}"),
            stop,
            serving,
            child: child.unwrap(),
            folder,
            _dist: dist,
        };
        front.wait_for(address).await;
        front
    }

    async fn wait_for(&mut self, address: SocketAddr) {
        for _ in 0..300 {
            if TcpStream::connect(address).await.is_ok() {
                return;
            }
            let has_ended = self.child.try_wait().unwrap().is_some();
            assert!(!has_ended, "it does not start:\n{}", self.logs());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it does not answer:\n{}", self.logs());
    }

    /// Stops the endpoint and leaves the web server.
    pub async fn without_endpoint(self) -> Alone {
        let _ = self.stop.send(());
        self.serving.await.unwrap();
        Alone {
            url: self.url,
            _child: self.child,
            folder: self.folder,
            _dist: self._dist,
        }
    }

    /// All that the web server has written.
    pub fn logs(&self) -> String {
        logs(self.folder.path())
    }
}

/// A web server whose endpoint has stopped.
pub struct Alone {
    pub url: String,
    _child: Child,
    folder: TempDir,
    _dist: TempDir,
}

impl Alone {
    /// All that the web server has written.
    pub fn logs(&self) -> String {
        logs(self.folder.path())
    }
}

fn logs(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let logs = files.filter(|file| {
        file.path()
            .extension()
            .is_some_and(|ending| ending == "log")
    });
    logs.map(|file| std::fs::read_to_string(file.path()).unwrap())
        .collect()
}

pub fn servers() -> PathBuf {
    let folder = std::env::var(SERVERS)
        .unwrap_or_else(|_| panic!("set {SERVERS}, or run `cargo xtask test endpoint`"));
    folder.into()
}

pub async fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

/// nginx with our file as one of its sites, within the configuration that Debian has for it.
fn nginx(folder: &Path, dist: &Path, address: SocketAddr, endpoint: SocketAddr) -> Command {
    let servers = servers();
    let own = folder.to_str().unwrap();
    let site = text("deploy/nginx.conf");
    let site = replaced(&site, "    listen 80;", &format!("    listen {address};"));
    let site = replaced(&site, "    listen [::]:80;", "");
    let site = replaced(&site, "/opt/nec-ess/dist", dist.to_str().unwrap());
    let away = format!("root {};", crate::file("deploy").display());
    let site = replaced(&site, "root /opt/nec-ess;", &away);
    let site = replaced(&site, "127.0.0.1:8080", &endpoint.to_string());
    let site = replaced(&site, "/var/log/nginx", own);
    std::fs::write(folder.join("site.conf"), site).unwrap();

    let debian = servers.join("etc/nginx");
    let all = std::fs::read_to_string(debian.join("nginx.conf")).unwrap();
    let module = servers.join("usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    let module = format!("load_module {};", module.display());
    let all = replaced(&all, "include /etc/nginx/modules-enabled/*.conf;", &module);
    // One process, which ends with us.
    let all = replaced(&all, "user www-data;", "daemon off; master_process off;");
    let all = replaced(
        &all,
        "include /etc/nginx/sites-enabled/*;",
        "include site.conf;",
    );
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|name| format!("{name}_temp_path {own}/{name};"))
        .collect();
    let all = replaced(&all, "include /etc/nginx/conf.d/*.conf;", &temporary);
    let all = replaced(&all, "/etc/nginx/", &format!("{}/", debian.display()));
    let all = replaced(&all, "/var/log/nginx", own);
    let all = replaced(&all, "/run/nginx.pid", &format!("{own}/nginx.pid"));
    let file = folder.join("nginx.conf");
    std::fs::write(&file, all).unwrap();

    let mut command = Command::new(servers.join("usr/sbin/nginx"));
    command.arg("-p").arg(folder).arg("-c").arg(file);
    command.arg("-e").arg(folder.join("error.log"));
    command
}

/// Caddy with our file as it is: it takes addresses and folders from variables.
fn caddy(folder: &Path, dist: &Path, address: SocketAddr, endpoint: SocketAddr) -> Command {
    let mut command = Command::new(servers().join("usr/bin/caddy"));
    command.args(["run", "--adapter", "caddyfile", "--config"]);
    command.arg(crate::file("deploy/Caddyfile"));
    command.env("SITE", format!("http://{address}"));
    command
        .env("DIST", dist)
        .env("ENDPOINT", endpoint.to_string());
    command.env("AWAY", crate::file("deploy"));
    let admin = format!("unix/{}/admin.sock", folder.display());
    command.env("CADDY_ADMIN", admin);
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder);
    }
    command
}

/// The whole site, with scripts and a component. Each file has its twins that were compressed beforehand, as a build makes
/// them; their text says which they are.
pub fn site() -> TempDir {
    let folder = dist::whole();
    for (path, text) in [
        ("assets/site-0123456789abcdef.js", "script"),
        ("assets/site-0123456789abcdef.wasm", "\0asm"),
        ("assets/near-0123456789abcdef.txt", "places"),
        ("favicon.svg", "<svg/>"),
        ("build-id.txt", "id"),
        ("embed.js", "script"),
        ("fr/embed/faq/index.html", "<p>Questions</p>"),
    ] {
        dist::write(folder.path(), path, text);
    }
    for file in files(folder.path()) {
        let path = file.to_str().unwrap();
        for (ending, kind) in [("br", "brotli"), ("gz", "gzip")] {
            dist::write(
                folder.path(),
                &format!("{path}.{ending}"),
                format!("{kind} {path}"),
            );
        }
    }
    folder
}

/// Where the files of `site` are reached: pages by their folder. Without those that were compressed beforehand, and the
/// site's own description.
pub fn addresses(site: &Path) -> Vec<String> {
    let mut addresses: Vec<_> = files(site)
        .iter()
        .map(|file| format!("/{}", file.strip_prefix(site).unwrap().display()))
        .filter(|path| !path.ends_with(".br") && !path.ends_with(".gz") && path != "/site.json")
        .map(|path| match path.strip_suffix("index.html") {
            Some(folder) => folder.to_owned(),
            None => path,
        })
        .collect();
    addresses.sort();
    addresses
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}
