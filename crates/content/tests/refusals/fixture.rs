//! A content folder of its own for each test.

use std::fs;
use std::path::{Path, PathBuf};

use nec_ess_content::{Block, ContentError, Site, load, read};
use nec_ess_domain::Lang;
use tempfile::TempDir;

/// The blocks that pages can place, as messages list them.
pub const BLOCKS: &str = "actions, always, articles, check, contact, data-protection, days, embed-builder, faq, faq-all, families, figures, form, legal, once-closed, once-over, partners, programme, retention, until-over, while-open, workshop";

/// The facts that texts can name, as messages list them.
pub const FACTS: &str = "title, short_title, theme, year, event_dates, event_span, day_count, city, cities, city_count, venue, venue_address, venue_postal_code, venue_day_count, workshop_title, workshop_date, workshop_time, workshop_project, amount, radius, draft_period, reference_example, organiser, organiser_name, day:1, day_city:1, day_label:1";

/// A copy of a content folder that a test may change, with `public/` beside it.
pub struct Fixture {
    content: PathBuf,
    public: PathBuf,
    /// Both go with it.
    _folder: TempDir,
}

impl Fixture {
    /// The smallest site that passes, `tests/fixtures/minimal`, with the words of the real content:
    /// those follow the forms' schemas and are long.
    pub fn minimal() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().unwrap();
        let [content, public] = ["content", "public"].map(|name| folder.path().join(name));
        copy(&here.join("tests/fixtures/minimal"), &content);
        for lang in Lang::ALL {
            for name in ["words.toml", "forms.toml"] {
                let file = Path::new(lang.code()).join(name);
                fs::copy(here.join("../../content").join(&file), content.join(&file)).unwrap();
            }
        }
        Self {
            content,
            public,
            _folder: folder,
        }
    }

    /// With `bytes` as the file `name` of `public/`.
    pub fn public(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.public.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// With `text` as the whole of `file`.
    pub fn write(self, file: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// With the only `old` in `file` replaced.
    pub fn replace(self, file: &str, old: &str, new: &str) -> Self {
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {file}");
        self.write(file, text.replace(old, new))
    }

    /// With the first `old` after `start` in `file` replaced.
    pub fn replace_after(self, file: &str, start: &str, old: &str, new: &str) -> Self {
        let text = self.text(file);
        let at = text.find(start).unwrap();
        let (before, after) = text.split_at(at);
        assert!(after.contains(old), "{old:?} after {start:?} in {file}");
        let text = format!("{before}{}", after.replacen(old, new, 1));
        self.write(file, text)
    }

    /// With one more page in both languages: a mistake in the keys of both is all that is wrong.
    pub fn page(self, text: impl AsRef<[u8]>) -> Self {
        self.write("en/extra.md", &text).write("fr/extra.md", text)
    }

    /// With `text` at the end of `file`, after an empty line.
    pub fn append(self, file: &str, text: &str) -> Self {
        let text = format!("{}\n{text}\n", self.text(file));
        self.write(file, text)
    }

    /// Without `file`.
    pub fn delete(self, file: &str) -> Self {
        fs::remove_file(self.root().join(file)).unwrap();
        self
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.content
    }

    /// What `file` holds now.
    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap()
    }

    /// The line of the only `text` in `file`, for files that other parts of the project change too.
    pub fn line_of(&self, file: &str, text: &str) -> usize {
        let all = self.text(file);
        let (before, after) = all.split_once(text).unwrap();
        assert!(!after.contains(text), "{text:?} twice in {file}");
        before.matches('\n').count() + 1
    }

    /// Every file, relative to the folder.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(self.root(), &mut |path| {
            found.push(path.strip_prefix(self.root()).unwrap().to_path_buf());
        });
        found
    }

    /// Expects exactly these mistakes, in this order.
    #[track_caller]
    pub fn refused<S: AsRef<str>>(&self, expected: &[S]) {
        let expected: Vec<&str> = expected.iter().map(AsRef::as_ref).collect();
        assert_eq!(self.errors(), expected);
    }

    /// The mistakes as editors see them; none when the site loads.
    pub fn errors(&self) -> Vec<String> {
        let errors = load(self.root()).err().unwrap_or_default();
        errors.iter().map(ContentError::to_string).collect()
    }

    /// What somebody should look at in a site that loads.
    #[track_caller]
    pub fn notes(&self) -> Vec<String> {
        let read = read(self.root(), &self.public);
        read.unwrap_or_else(|errors| panic!("{errors:#?}")).notes
    }

    /// The site, which is expected to have no mistake.
    #[track_caller]
    pub fn accepted(&self) -> Site {
        load(self.root()).unwrap_or_else(|errors| panic!("{errors:#?}"))
    }

    /// The HTML of a French page's texts.
    #[track_caller]
    pub fn html(&self, page: &str) -> String {
        let site = self.accepted();
        let blocks = &site.page(Lang::Fr, page).unwrap().blocks;
        let texts = blocks.iter().filter_map(|block| match block {
            Block::Html(html) => Some(html.as_str()),
            _ => None,
        });
        texts.collect()
    }
}

fn copy(from: &Path, to: &Path) {
    walk(from, &mut |path| {
        let target = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(path, target).unwrap();
    });
}

fn walk(folder: &Path, each: &mut impl FnMut(&Path)) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, each);
        } else {
            each(&path);
        }
    }
}
