//! Where things are.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The repository's root folder, and the places in it that more than one file of xtask names.
#[derive(Clone, Debug)]
pub(crate) struct Repo {
    root: PathBuf,
}

impl Repo {
    /// The repository that this program was built from, as cargo tells it at run time.
    pub(crate) fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = match &manifest {
            Some(folder) => folder.parent().map(Path::to_owned),
            None => std::env::current_dir().ok(),
        };
        root.filter(|root| root.join("xtask/Cargo.toml").is_file())
            .map(|root| Self { root })
            .ok_or_else(|| {
                Failure::new("this is not the site's repository")
                    .mended_by("run `cargo xtask` inside the repository")
            })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the repository; an absolute one stays what it is.
    pub(crate) fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// Everything that a build leaves behind, for cargo and for xtask.
    pub(crate) fn target(&self) -> PathBuf {
        self.path("target")
    }

    /// What the build pipeline keeps between its steps.
    pub(crate) fn work(&self) -> PathBuf {
        self.path("target/site")
    }

    /// A native binary of the workspace (dev profile).
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.target()
            .join("debug")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The form endpoint, which also serves the site.
    pub(crate) fn endpoint(&self) -> PathBuf {
        self.binary("nec-ess-endpoint")
    }

    /// The path as a person would write it from the root.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}
