//! What our components load in the page of another site, beside what other systems' embeds load.

mod others;
mod packages;

use serde_json::{Value, json};

use crate::build::{Kind, Request, build};
use crate::failure::{Failure, Result};
use crate::files;
use crate::repo::Repo;
use crate::sizes::{Embed, Sizes};

/// Our components, in the order of the table.
const COMPONENTS: [&str; 6] = [
    "registration",
    "workshop",
    "reimbursement",
    "programme",
    "faq",
    "faq of one page",
];

/// One embed in the page of another site.
struct Row {
    /// `registration`, `@typebot.io/js 0.10.7`
    what: String,
    /// Or why it could not be measured.
    load: Result<Load, String>,
    /// How it was counted, and what comes on top.
    note: String,
    /// Whether what is counted draws the content. A mere loader has its server do that, in a frame or by more scripts.
    draws: bool,
}

/// Over the network, before anyone has touched the embed. Bytes are brotli-11.
struct Load {
    requests: usize,
    bytes: u64,
    /// The files of it, as paths in the package or on our site.
    files: Vec<String>,
}

/// Measures ours and the others; the figures go to `target/bench/embeds.json`.
pub(super) fn run(repo: &Repo) -> Result<()> {
    let built = build(repo, &Request::to_test(Kind::Release))?;
    if built.kind == Kind::Plain {
        println!("note: this is the plain build: our forms are larger than in the small one");
    }
    let sizes = Sizes::of(repo, &built.out)?;
    let ours = ours(&sizes)?;
    let others = others::measure(repo);
    let verdict = verdict(&sizes, &others)?;
    print!("{}", table(&ours, &others));
    let rows = |rows: &[Row]| rows.iter().map(Row::json).collect::<Vec<_>>();
    let figures = json!({ "ours": rows(&ours), "others": rows(&others) });
    let file = repo.target().join("bench/embeds.json");
    files::write(&file, format!("{figures:#}\n"))?;
    println!("as JSON: {}", repo.shown(&file));
    print!("{verdict}");
    Ok(())
}

/// Each component, in the language in which it is the heaviest.
fn ours(sizes: &Sizes) -> Result<Vec<Row>> {
    if let Some(unknown) = sizes.embeds().find(|embed| component(&embed.url).is_none()) {
        let what = format!("{} is no component that this bench knows", unknown.url);
        return Err(Failure::new(what).mended_by("name it in xtask/src/bench/embeds.rs"));
    }
    let row = |name: &str| {
        let embed = sizes
            .embeds()
            .filter(|embed| component(&embed.url) == Some(name))
            .max_by_key(|embed| embed.bytes)
            .ok_or_else(|| Failure::new(format!("the build has no embed of: {name}")))?;
        // The only thing that a component of ours fetches later.
        let later = match name {
            "reimbursement" => format!(
                "; plus {} bytes of communes if a near one may be meant",
                sizes.near_places
            ),
            _ => String::new(),
        };
        Ok(Row {
            what: name.into(),
            load: Ok(Load {
                requests: embed.requests,
                bytes: embed.bytes,
                files: vec![embed.url.clone()],
            }),
            note: format!("all of {}{later}", embed.url),
            draws: true,
        })
    };
    COMPONENTS.into_iter().map(row).collect()
}

/// The component at an address, whatever the language.
fn component(url: &str) -> Option<&'static str> {
    let parts: Vec<&str> = url.trim_matches('/').split('/').collect();
    match parts[..] {
        [_, "embed", "inscription" | "registration"] => Some("registration"),
        [_, "embed", "atelier" | "workshop"] => Some("workshop"),
        [_, "embed", "defraiement" | "reimbursement"] => Some("reimbursement"),
        [_, "embed", "programme"] => Some("programme"),
        [_, "embed", "faq"] => Some("faq"),
        [_, "embed", "faq", _] => Some("faq of one page"),
        _ => None,
    }
}

impl Row {
    /// Its line of the table.
    fn line(&self, width: usize) -> String {
        let what = &self.what;
        match &self.load {
            Ok(load) => format!(
                "{what:<width$}  {:>8}  {:>8}  {}\n",
                load.requests, load.bytes, self.note
            ),
            Err(reason) => format!(
                "{what:<width$}  {:>8}  {:>8}  not available: {reason}\n",
                "-", "-"
            ),
        }
    }

    /// The same for programs.
    fn json(&self) -> Value {
        match &self.load {
            Ok(load) => json!({
                "what": self.what,
                "requests": load.requests,
                "bytes": load.bytes,
                "files": load.files,
                "note": self.note,
                "draws_its_content": self.draws,
            }),
            Err(reason) => json!({ "what": self.what, "not_available": reason }),
        }
    }
}

/// Ours first, then the others.
fn table(ours: &[Row], others: &[Row]) -> String {
    let rows = || ours.iter().chain(others);
    let width = rows().map(|row| row.what.chars().count()).max();
    let width = width.unwrap_or(0);
    let title = format!(
        "{:<width$}  {:>8}  {:>8}  note\n",
        "what", "requests", "bytes"
    );
    rows().fold(title, |text, row| text + &row.line(width))
}

/// Our heaviest beside the lightest of the others: of those that draw their content, as ours do, then of all.
fn verdict(sizes: &Sizes, others: &[Row]) -> Result<String> {
    let form = heaviest("form", sizes.form_embeds.iter().chain(&sizes.check_embeds))?;
    let text = heaviest("text", sizes.text_embeds.iter())?;
    let lightest = |is_meant: fn(&Row) -> bool| {
        others
            .iter()
            .filter(|row| is_meant(row))
            .filter_map(|row| Some((row.load.as_ref().ok()?.bytes, &row.what)))
            .min()
    };
    let compared = |of: &str, lightest: Option<(u64, &String)>| match lightest {
        Some((bytes, what)) => format!(
            "the heaviest of our forms is {} % of {of} ({what}); the heaviest of our texts {} %\n",
            percent(form, bytes),
            percent(text, bytes)
        ),
        None => format!("nothing to compare with as {of}\n"),
    };
    let drawing = "the lightest of the others that draw their content";
    Ok(compared(drawing, lightest(|row| row.draws))
        + &compared("the lightest of the others", lightest(|_| true)))
}

fn heaviest<'a>(what: &str, embeds: impl Iterator<Item = &'a Embed>) -> Result<u64> {
    let bytes = embeds.map(|embed| embed.bytes).max();
    bytes.ok_or_else(|| Failure::new(format!("the build has no embed with a {what}")))
}

/// Rounded up: against us.
fn percent(part: u64, whole: u64) -> u64 {
    (part * 100).div_ceil(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embed(url: &str, bytes: u64) -> Embed {
        Embed {
            url: url.into(),
            bytes,
            requests: 2,
        }
    }

    fn sizes() -> Sizes {
        Sizes {
            pages: vec![],
            app: 0,
            forms: 0,
            check: 0,
            builder: 0,
            start: 0,
            form_embeds: vec![
                embed("/fr/embed/inscription/", 400),
                embed("/en/embed/registration/", 401),
                embed("/fr/embed/atelier/", 300),
            ],
            check_embeds: vec![embed("/fr/embed/defraiement/", 300)],
            text_embeds: vec![
                embed("/fr/embed/programme/", 60),
                embed("/fr/embed/faq/", 70),
                embed("/fr/embed/faq/aesio/", 50),
            ],
            embed_script: 0,
            embed_more: 0,
            near_places: 12,
        }
    }

    fn other(what: &str, bytes: Result<u64, &str>, draws: bool) -> Row {
        Row {
            what: what.into(),
            load: bytes.map_err(str::to_owned).map(|bytes| Load {
                requests: 1,
                bytes,
                files: vec![],
            }),
            note: String::new(),
            draws,
        }
    }

    #[test]
    fn embeds_show_their_heaviest_language() {
        let rows = ours(&sizes()).unwrap();
        let whats: Vec<&str> = rows.iter().map(|row| row.what.as_str()).collect();
        assert_eq!(whats, COMPONENTS);
        assert_eq!(rows[0].note, "all of /en/embed/registration/");
        assert!(rows[2].note.contains("plus 12 bytes"));
    }

    #[test]
    fn embeds_that_are_missing_or_new_are_named() {
        let mut less = sizes();
        less.text_embeds.remove(0);
        let mut more = sizes();
        more.text_embeds.push(embed("/fr/embed/plan/", 9));
        for (sizes, named) in [(less, "of: programme"), (more, "/fr/embed/plan/")] {
            assert!(ours(&sizes).is_err_and(|failure| failure.to_string().contains(named)));
        }
    }

    #[test]
    fn embeds_of_others_may_be_missing() {
        let others = [other("a 1", Ok(500), true), other("b", Err("no"), true)];
        let table = table(&[], &others);
        assert!(table.contains("a 1         1       500  \n"), "{table}");
        assert!(table.ends_with("not available: no\n"));
        let none = verdict(&sizes(), &others[1..]).unwrap();
        assert!(none.ends_with("nothing to compare with as the lightest of the others\n"));
    }

    #[test]
    fn embeds_are_compared_with_the_lightest() {
        let others = [
            other("heavy", Ok(900), true),
            other("drawing", Ok(800), true),
            other("loader", Ok(100), false),
        ];
        assert_eq!(
            verdict(&sizes(), &others).unwrap(),
            "the heaviest of our forms is 51 % of the lightest of the others that draw their content (drawing); \
             the heaviest of our texts 9 %\n\
             the heaviest of our forms is 401 % of the lightest of the others (loader); \
             the heaviest of our texts 70 %\n"
        );
    }
}
