//! The folder that the endpoint serves, made from the real content.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use nec_ess::render::{Asset, Assets, File, PlacePaths, SiteFile, files};
use nec_ess_content::{Site, places};
use nec_ess_domain::eligibility::Terms;
use tempfile::TempDir;

/// The checked content.
pub static SITE: LazyLock<Site> = LazyLock::new(|| {
    nec_ess_content::load(&root().join("content")).unwrap_or_else(|errors| panic!("{errors:#?}"))
});

/// What seats are judged by.
static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let table = root().join("data/places/communes.tsv");
    places::read(&table, &SITE.event).unwrap().terms
});

/// Every page, rendered once for all tests.
static PAGES: LazyLock<Vec<File>> = LazyLock::new(|| {
    files(
        &Arc::new(SITE.clone()),
        &assets(),
        Some(SITE.event.open_day()),
    )
    .unwrap()
});

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The real document shell, with neither style nor script behind it.
fn assets() -> Assets {
    Assets {
        start: Asset {
            path: "/assets/start-0123456789abcdef.js".into(),
            ..Asset::default()
        },
        template: fs::read_to_string(root().join("index.html")).unwrap(),
        places: PlacePaths {
            terms: TERMS.clone(),
            ..PlacePaths::default()
        },
        ..Assets::default()
    }
}

/// A folder with `site` and no pages, on a day when people can register: enough for the forms.
pub fn of_site(site: Site) -> TempDir {
    let day = SITE.event.open_day();
    on_day(site, Some(day))
}

/// The same on the day `as_of`, or now.
pub fn on_day(site: Site, as_of: Option<Date>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let assets = assets();
    let text = serde_json::to_string(&SiteFile {
        site,
        assets,
        as_of,
    })
    .unwrap();
    fs::write(folder.path().join("site.json"), text).unwrap();
    folder
}

/// Every page of `site` as on `day`, with its path: also those for other sites.
pub fn pages_on(site: Site, day: Date) -> Vec<File> {
    let mut all = files(&Arc::new(site), &assets(), Some(day)).unwrap();
    all.retain(|file| file.path.ends_with(".html"));
    all
}

/// A folder with every page as on `day`.
pub fn whole_on(day: Date) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files(&Arc::new(SITE.clone()), &assets(), Some(day)).unwrap() {
        write(folder.path(), &file.path, &file.text);
    }
    folder
}

/// A folder with every page.
pub fn whole() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in PAGES.iter() {
        write(folder.path(), &file.path, &file.text);
    }
    folder
}

/// Puts a file of `text` at `path` below `folder`.
pub fn write(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
