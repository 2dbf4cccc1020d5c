//! What is to be built.

use std::path::PathBuf;

/// How the wasm is compiled, and with it how everything around it is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What ships: the standard library compiled for size as well, everything minified and compressed.
    Release,
    /// As `Release`, with the standard library as it comes: for machines without its source.
    Plain,
    /// Quick to build, and it reports hydration mismatches; neither minified nor compressed.
    Debug,
}

impl Kind {
    /// The name of its folder under `target/site/`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Plain => "plain",
            Self::Debug => "debug",
        }
    }

    /// Whether it may be shown to the public.
    pub(crate) fn ships(self) -> bool {
        self != Self::Debug
    }
}

/// A part of the app that browsers load by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// Router and filter: on every page of the site.
    App,
    /// On the pages that have a form, and in embeds.
    Forms,
    /// Forms and the reimbursement check, where there is one.
    Check,
    /// On the page for editors of other sites.
    Builder,
}

impl Bundle {
    /// All, in the order in which they are built.
    pub(crate) const ALL: [Self; 4] = [Self::App, Self::Forms, Self::Check, Self::Builder];

    /// The name of its files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Forms => "forms",
            Self::Check => "check",
            Self::Builder => "builder",
        }
    }

    /// The crate's feature that makes it.
    pub(crate) fn feature(self) -> &'static str {
        match self {
            Self::App => "site",
            Self::Forms => "forms",
            Self::Check => "check",
            Self::Builder => "builder",
        }
    }
}

/// A day when people can register, in the prerenderer's words.
const OPEN: &str = "open";
/// The same once the event is over; until then the day that it is.
pub(crate) const AUTO: &str = "auto";

/// One build, as asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) kind: Kind,
    /// The folder that the texts come from; from the repository's root when it is relative.
    pub(crate) content: PathBuf,
    /// The folder to fill; from the repository's root when it is relative.
    pub(crate) out: PathBuf,
    /// The address that canonical links start with, when it is not the one in `content/site.toml`.
    pub(crate) origin: Option<String>,
    /// Pages load themselves again when a later build replaces them.
    pub(crate) reload: bool,
    /// The day that the site shows, as the prerenderer reads it; the day that it is without one.
    pub(crate) as_of: Option<String>,
}

impl Request {
    /// A build of this kind into its usual folder.
    pub(crate) fn of(kind: Kind) -> Self {
        let out = if kind.ships() {
            "dist"
        } else {
            "target/dist-debug"
        };
        Self {
            kind,
            content: "content".into(),
            out: out.into(),
            origin: None,
            reload: false,
            as_of: None,
        }
    }

    /// A build to test and to measure: on a day when people can register, and never where one to publish stands.
    pub(crate) fn to_test(kind: Kind) -> Self {
        let out = if kind.ships() {
            "target/dist-test"
        } else {
            "target/dist-debug"
        };
        Self {
            out: out.into(),
            as_of: Some(OPEN.into()),
            ..Self::of(kind)
        }
    }
}
