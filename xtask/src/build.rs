//! From sources to a folder that any static host can serve.

mod assets;
mod bindgen;
mod compress;
mod css;
mod kind;
mod names;
pub(crate) mod native;
mod pages;
mod plugin;
mod publish;
mod scripts;
mod versions;
mod wasm;

pub(crate) use compress::brotli_size;
pub(crate) use kind::{AUTO, Bundle, Kind, Request};
pub(crate) use pages::prerender;
pub(crate) use publish::copy_tree;

use std::path::PathBuf;

use crate::failure::Result;
use crate::lock::Lock;
use crate::repo::Repo;
use crate::tools::{node, wasm_std};

/// Where a build's results are.
pub(crate) struct Built {
    /// The folder for the host.
    pub(crate) out: PathBuf,
    /// The kind that was built: `Plain` where `Release` was asked for and the library's source is not there.
    pub(crate) kind: Kind,
    /// What the prerenderer was told about the assets.
    pub(crate) assets: PathBuf,
}

/// Builds the site. Each step is skipped when its inputs are what they were.
pub(crate) fn build(repo: &Repo, request: &Request) -> Result<Built> {
    let _lock = Lock::take(repo)?;
    versions::check(repo)?;
    let library = wasm_std::ensure(repo)?;
    node::packages(repo, "xtask")?;

    let kind = if request.kind == Kind::Release && !library.source {
        Kind::Plain
    } else {
        request.kind
    };
    let mut bound = Vec::new();
    for bundle in Bundle::ALL {
        let compiled = wasm::compile(repo, &library, kind, bundle)?;
        bound.push((bundle, bindgen::bind(repo, kind, bundle, &compiled)?));
    }
    let styles = css::bundle(repo, kind)?;
    let assets = assets::gather(repo, kind, request.reload, bound, styles)?;
    native::compile(repo)?;
    pages::publish(repo, kind, request, &assets)?;
    Ok(Built {
        out: repo.path(&request.out),
        kind,
        assets: assets.index,
    })
}
