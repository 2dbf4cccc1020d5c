//! A running endpoint.

use std::net::SocketAddr;
use std::path::Path;

use nec_ess_content::Site;
use nec_ess_endpoint::store::Store;
use nec_ess_endpoint::{App, router};
use reqwest::{Client, Method, RequestBuilder, redirect};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist;

/// A running endpoint; dropping it stops it.
pub struct Server {
    pub address: SocketAddr,
    pub store: Store,
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

    /// Serves `folder`.
    pub async fn with_folder(database: &Database, folder: TempDir) -> Self {
        let store = database.store().await;
        let app = App::open(folder.path().to_path_buf(), store.clone()).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move {
            axum::serve(listener, router(app)).await.unwrap();
        });
        Self {
            address,
            store,
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

/// A client that follows nothing by itself and goes nowhere but to the server.
pub fn client() -> Client {
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}
