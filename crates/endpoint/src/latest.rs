//! The site's description while the endpoint serves: read anew when another build takes the place of the one before, so that
//! pages and forms change together without a restart.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use nec_ess::render::Assets;
use nec_ess_content::Site;
use tokio::sync::{OnceCell, watch};

use crate::app::App;
use crate::description::{self, SITE_FILE};

/// How often the file is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// What is known of the build that is served, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Latest(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Which reading it is: 0 is that of the start.
    reading: AtomicU64,
    newer: RwLock<Option<Build>>,
    seen: Mutex<Seen>,
}

/// What one build says of itself.
#[derive(Clone, Debug)]
struct Build {
    site: Arc<Site>,
    assets: Arc<Assets>,
    as_of: Option<Date>,
    /// Asked for anew: references of the build before may begin otherwise.
    earlier_prefixes: Arc<OnceCell<Vec<String>>>,
}

#[derive(Debug, Default)]
struct Seen {
    stamp: Option<Stamp>,
    /// Why what lies there now is not used, if so.
    objection: Option<String>,
}

/// Tells one file from another, also behind a link that was switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    number: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(dist: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(dist.join(SITE_FILE)).ok()?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt as _;
            (metadata.dev(), metadata.ino())
        };
        #[cfg(not(unix))]
        let number = (0, 0);
        Some(Self {
            number,
            length: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

/// What a look at the file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It is the one that is known.
    Same,
    /// Another one was read, and counts from now on.
    Changed,
    /// What lies there cannot be used; the one before still counts.
    Refused,
}

impl Latest {
    /// Before the description is read for the first time.
    pub(crate) fn before_reading(dist: &Path) -> Self {
        let latest = Self::default();
        latest.seen().stamp = Stamp::of(dist);
        latest
    }

    /// Which reading counts.
    pub(crate) fn reading(&self) -> u64 {
        self.0.reading.load(Ordering::Acquire)
    }

    /// Whether pages and endpoint are of one build, as far as anyone can tell.
    pub(crate) fn is_current(&self) -> bool {
        self.seen().objection.is_none()
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// The same with the site as it was last read.
    #[must_use]
    pub fn latest(&self) -> Self {
        let newer = &self.latest.0.newer;
        let newer = newer.read().unwrap_or_else(PoisonError::into_inner);
        let mut app = self.clone();
        if let Some(build) = newer.as_ref() {
            app.site = build.site.clone();
            app.assets = build.assets.clone();
            app.as_of = build.as_of;
            app.earlier_prefixes = build.earlier_prefixes.clone();
        }
        app
    }

    /// Reads the description anew if another file lies there, and gives out the places that it adds. What is wrong is
    /// said once.
    pub async fn look_again(&self) -> Look {
        let stamp = Stamp::of(&self.dist);
        if self.latest.seen().stamp == stamp {
            return Look::Same;
        }
        let dist = self.dist.clone();
        let read = tokio::task::spawn_blocking(move || description::read(&dist)).await;
        let read = read.map_err(|error| error.to_string()).flatten();
        let file = match read {
            Ok(file) => file,
            Err(error) => {
                tracing::error!(
                    "the site's new build is not used, the one before still counts: {error}"
                );
                let mut seen = self.latest.seen();
                seen.stamp = stamp;
                seen.objection = Some(error);
                return Look::Refused;
            }
        };
        let before = self.latest();
        let build = Build {
            site: Arc::new(file.site),
            assets: Arc::new(file.assets),
            as_of: file.as_of,
            earlier_prefixes: Arc::default(),
        };
        *self
            .latest
            .0
            .newer
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(build);
        let app = self.latest();
        self.latest.0.reading.fetch_add(1, Ordering::Release);
        {
            let mut seen = self.latest.seen();
            seen.stamp = stamp;
            seen.objection = None;
        }
        tracing::info!("the site was built anew: its forms, words and days count from now on");
        let address = |app: &Self| {
            let settings = &app.site.settings;
            (settings.form_endpoint.clone(), settings.origin.clone())
        };
        if address(&app) != address(&before) {
            tracing::warn!(
                "the address of the site has changed: without PUBLIC_URL, links in mails lead to the one before until the \
                 endpoint is restarted"
            );
        }
        if app.as_of != before.as_of {
            tracing::warn!("the day that the site shows has changed");
        }
        if let Err(error) = app.store.settle(&app.offered()).await {
            tracing::error!("cannot give out the places of the new build: {error}");
        }
        Look::Changed
    }

    /// Looks at the file again and again until `end`.
    pub async fn keep_looking(self, mut end: watch::Receiver<bool>) {
        while !*end.borrow() {
            self.look_again().await;
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = end.changed() => break,
            }
        }
    }
}
