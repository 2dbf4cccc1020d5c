//! A running endpoint.

use std::net::SocketAddr;
use std::path::Path;

use nec_ess_content::Site;
use nec_ess_endpoint::limits::Limits;
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::store::Store;
use nec_ess_endpoint::{App, router};
use reqwest::{Client, Method, RequestBuilder, redirect};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist;

/// What the tests' private links are signed with.
pub const SECRET: &str = "a secret of the tests, which no mail is signed with";

/// A running endpoint; dropping it stops it.
pub struct Server {
    pub address: SocketAddr,
    pub store: Store,
    /// The app that answers.
    pub app: App,
    pub client: Client,
    task: JoinHandle<()>,
    folder: TempDir,
}

impl Server {
    /// Serves the forms of the real content.
    pub async fn start(database: &Database) -> Self {
        Self::with_site(database, |_| {}).await
    }

    /// Serves the forms of the real content, changed by `change`.
    pub async fn with_site(database: &Database, change: impl FnOnce(&mut Site)) -> Self {
        let mut site = dist::SITE.clone();
        change(&mut site);
        Self::with_folder(database, dist::of_site(site)).await
    }

    /// Serves the forms of the real content, with other limits than usual.
    pub async fn with_limits(database: &Database, limits: Limits) -> Self {
        let folder = dist::of_site(dist::SITE.clone());
        Self::serve(database, folder, |app| app.limits = limits).await
    }

    /// Serves the forms of the real content, as one that sends mails does.
    pub async fn that_sends_mail(database: &Database) -> Self {
        let folder = dist::of_site(dist::SITE.clone());
        Self::serve(database, folder, |app| app.sends_mail = true).await
    }

    /// Serves `folder`.
    pub async fn with_folder(database: &Database, folder: TempDir) -> Self {
        Self::serve(database, folder, |_| {}).await
    }

    async fn serve(database: &Database, folder: TempDir, change: impl FnOnce(&mut App)) -> Self {
        let store = database.store().await;
        let mut app = app(&folder, store.clone());
        change(&mut app);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = app.clone();
        let task = tokio::spawn(async move {
            axum::serve(listener, router(serving)).await.unwrap();
        });
        Self {
            address,
            store,
            app,
            client: client(),
            task,
            folder,
        }
    }

    /// The folder that it serves.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A request to `path`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.address);
        self.client.request(method, url)
    }

    /// `GET path`.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The app that serves `folder` and keeps what is sent in `store`.
pub fn app(folder: &TempDir, store: Store) -> App {
    let links = Links::new(SECRET);
    App::open(folder.path().to_path_buf(), store, links).unwrap()
}

/// A client that follows nothing by itself and goes nowhere but to the server.
pub fn client() -> Client {
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}
