//! The files that a build brings for static hosts: `.htaccess`, by the real Apache, and `_headers`, by its own rules.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::behind::{HEADERS, ask, kind};
use crate::database::{Database, Kind, run};
use crate::front::{addresses, free_address, servers, site};
use crate::server::Server;
use crate::{dist, text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn apache() {
    run(Kind::Sqlite, apache_gives_the_same).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn file_of_headers() {
    run(Kind::Sqlite, the_file_of_headers_says_the_same).await;
}

/// What Apache is before it reads a site's own file: a plain one, as shared hosts have it.
const PLAIN: &str = r#"
ServerName localhost
Listen {address}
ServerRoot "{modules}"
PidFile "{own}/apache.pid"
Mutex file:{own} default
ErrorLog "{own}/error.log"
TypesConfig /etc/mime.types
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule autoindex_module modules/mod_autoindex.so
LoadModule negotiation_module modules/mod_negotiation.so
LoadModule dir_module modules/mod_dir.so
LoadModule mime_module modules/mod_mime.so
LoadModule headers_module modules/mod_headers.so
LoadModule rewrite_module modules/mod_rewrite.so
User nobody
Group nogroup
DocumentRoot "{site}"
<Directory "{site}">
  AllowOverride All
  Require all granted
</Directory>
"#;

/// Apache with a site in it; it ends with this.
struct Apache {
    url: String,
    _child: Child,
    _own: TempDir,
}

impl Apache {
    async fn start(site: &Path) -> Self {
        let own = readable();
        let address = free_address().await;
        let servers = servers();
        let modules = servers.join("usr/lib/apache2");
        let text = PLAIN
            .replace("{address}", &address.to_string())
            .replace("{modules}", modules.to_str().unwrap())
            .replace("{own}", own.path().to_str().unwrap())
            .replace("{site}", site.to_str().unwrap());
        let file = own.path().join("apache.conf");
        std::fs::write(&file, text).unwrap();
        let child = Command::new(servers.join("usr/sbin/apache2"))
            .arg("-f")
            .arg(file)
            // One process, which ends with us.
            .arg("-X")
            .env("LD_LIBRARY_PATH", libraries(&servers))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let mut child = child.unwrap();
        for _ in 0..300 {
            if TcpStream::connect(address).await.is_ok() {
                return Self {
                    url: format!("http://{address}"),
                    _child: child,
                    _own: own,
                };
            }
            let log = std::fs::read_to_string(own.path().join("error.log")).unwrap_or_default();
            assert!(
                child.try_wait().unwrap().is_none(),
                "it does not start:\n{log}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("Apache does not answer");
    }
}

/// A folder that Apache's own user can read.
fn readable() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    folder
}

fn open(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Where the libraries of the unpacked packages are.
fn libraries(servers: &Path) -> std::path::PathBuf {
    let folders = std::fs::read_dir(servers.join("usr/lib"))
        .unwrap()
        .flatten();
    let mut folders = folders.map(|folder| folder.path());
    let found = folders.find(|folder| folder.join("libapr-1.so.0").exists());
    found.expect("the packages of Apache's libraries are unpacked")
}

/// The site with what a build brings for such hosts.
fn site_for_hosts() -> TempDir {
    let folder = site();
    open(folder.path());
    for name in [".htaccess", "_headers"] {
        dist::write(folder.path(), name, text(&format!("public/{name}")));
    }
    folder
}

/// Every page, file and missing address as the endpoint gives it: status, kind, body and headers, compressed or not.
async fn apache_gives_the_same(database: Arc<Database>) {
    let endpoint = Server::with_folder(&database, site_for_hosts()).await;
    let url = format!("http://{}", endpoint.address);
    let apache = Apache::start(endpoint.folder()).await;
    let odd = [
        "/nulle-part",
        "/fr/nulle-part/",
        "/en/nowhere/",
        "/fr/embed/nothing/",
        "/assets/nothing.js",
        "/assets/",
        "/site.json",
    ];
    let addresses = addresses(endpoint.folder());
    assert!(addresses.len() > 50, "{addresses:?}");
    let addresses = addresses.into_iter().chain(odd.map(str::to_owned));
    for path in addresses.filter(|path| !path.contains("htaccess") && !path.contains("_headers")) {
        for encodings in ["identity", "gzip", "gzip, deflate, br"] {
            let expected = ask(Method::GET, &url, &path, encodings).await;
            let given = ask(Method::GET, &apache.url, &path, encodings).await;
            let what = format!("{path}, {encodings}");
            assert_eq!(given.status, expected.status, "{what}");
            assert_eq!(kind(&given), kind(&expected), "{what}");
            let is_file = given.status == StatusCode::OK;
            for name in HEADERS {
                if is_file || name != "content-encoding" {
                    assert_eq!(given.header(name), expected.header(name), "{what}: {name}");
                }
            }
            if is_file || encodings == "identity" {
                assert!(given.body == expected.body, "{what}: another body");
            }
        }
    }
}

/// What `_headers` says of an address is what the endpoint says of it; what embeds need, it says.
async fn the_file_of_headers_says_the_same(database: Arc<Database>) {
    let endpoint = Server::with_folder(&database, site_for_hosts()).await;
    let url = format!("http://{}", endpoint.address);
    let rules = rules(&text("public/_headers"));
    let mut said = BTreeMap::<String, usize>::new();
    for path in addresses(endpoint.folder()) {
        if path.contains("htaccess") || path.contains("_headers") {
            continue;
        }
        let expected = ask(Method::GET, &url, &path, "identity").await;
        if expected.status != StatusCode::OK {
            continue;
        }
        for (pattern, name, value) in &rules {
            if !matches(pattern, &path) {
                continue;
            }
            let given = if name == "content-type" {
                kind(&expected)
            } else {
                expected.header(name).to_owned()
            };
            assert_eq!(value.split(';').next().unwrap(), given, "{path}: {name}");
            *said.entry(name.clone()).or_default() += 1;
        }
        let is_shared = !expected.header("access-control-allow-origin").is_empty();
        let says_so = rules.iter().any(|(pattern, name, _)| {
            name == "access-control-allow-origin" && matches(pattern, &path)
        });
        assert_eq!(is_shared, says_so, "{path}");
    }
    assert!(said.len() >= 6, "{said:?}");
}

/// The rules: a pattern, and a header with its value.
fn rules(text: &str) -> Vec<(String, String, String)> {
    let mut pattern = String::new();
    let mut rules = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        match line.strip_prefix("  ") {
            None => line.clone_into(&mut pattern),
            Some(rule) => {
                let (name, value) = rule.split_once(": ").unwrap();
                rules.push((pattern.clone(), name.to_ascii_lowercase(), value.to_owned()));
            }
        }
    }
    rules
}

/// Whether `pattern`, in which a `*` stands for anything, fits `path`.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => {
            path.len() >= before.len() + after.len()
                && path.starts_with(before)
                && path.ends_with(after)
        }
    }
}
