//! A page for those who write the site: every state of every form and page, side by side. It is made only where someone
//! works on the site, never for visitors.

mod check;
mod form;
mod sample;
mod sent;
mod times;

use std::sync::Arc;

use nec_ess_content::{Known, Site};
use nec_ess_domain::html::escape;
use nec_ess_domain::{Lang, Named};

use super::files::File;
use super::page::{document, main_html};
use super::request::Request;
use crate::document::Assets;
use crate::embed::{Component, FrameRequest, frame};
use crate::forms::native::FormState;
use crate::pages::{Instead, PageState};

use times::{Time, Times};

/// The folder that they stand in.
const FOLDER: &str = "states";

/// What is shown in a state.
#[derive(Clone)]
enum Shown {
    /// The page with this id.
    Page(String),
    /// A component for other sites.
    Component(Component),
}

impl Shown {
    fn name(&self) -> String {
        match self {
            Self::Page(id) => id.clone(),
            Self::Component(component) => format!("embed-{}", component.kind()),
        }
    }
}

/// A page in a state.
struct State {
    /// What it is, for the list and its address: "registration-errors".
    name: String,
    shown: Shown,
    time: Time,
    state: PageState,
}

impl State {
    fn new(name: String, shown: &Shown, time: &Time) -> Self {
        Self {
            name,
            shown: shown.clone(),
            time: time.clone(),
            state: PageState::default(),
        }
    }

    /// The page of `form` with what it holds.
    fn form(name: String, known: Known, time: &Time, form: FormState) -> Self {
        let state = PageState {
            form,
            ..PageState::default()
        };
        let shown = Shown::Page(known.name().into());
        Self {
            state,
            ..Self::new(name, &shown, time)
        }
    }

    /// The page `known` with `instead` on it.
    fn instead(name: String, known: Known, time: &Time, instead: Instead) -> Self {
        let state = PageState {
            instead: Some(instead),
            ..PageState::default()
        };
        let shown = Shown::Page(known.name().into());
        Self {
            state,
            ..Self::new(name, &shown, time)
        }
    }

    /// The document; with `is_whole`, else what changes with the time alone.
    fn text(&self, lang: Lang, assets: &Assets, is_whole: bool) -> String {
        let site = &self.time.site;
        let moment = self.time.moment();
        match &self.shown {
            Shown::Page(id) => {
                let page = site.page(lang, id).expect("the site has this page");
                let request = Request {
                    site,
                    assets,
                    lang,
                    page,
                    moment,
                    path: &page.url,
                    state: self.state.clone(),
                };
                if is_whole {
                    document(&request)
                } else {
                    main_html(&request)
                }
            }
            Shown::Component(component) => frame(&FrameRequest {
                site,
                assets,
                lang,
                component: component.clone(),
                moment,
            }),
        }
    }
}

/// The list, and each page that it shows.
#[must_use]
pub fn states(site: &Arc<Site>, assets: &Assets) -> Vec<File> {
    let mut files = Vec::new();
    let mut rows = String::new();
    let [french, english] = Lang::ALL.map(|lang| all(site, lang, assets));
    for (fr, en) in french.iter().zip(&english) {
        rows.push_str(&format!(
            "<h2 id=\"{name}\"><a href=\"#{name}\">{name}</a></h2>\n<div>\n",
            name = escape(&fr.name)
        ));
        for (lang, state) in [(Lang::Fr, fr), (Lang::En, en)] {
            let path = format!("/{FOLDER}/{}/{}/", lang.code(), state.name);
            rows.push_str(&format!(
                "<iframe src=\"{path}\" title=\"{} ({})\" loading=\"lazy\"></iframe>\n",
                escape(&state.name),
                lang.code()
            ));
            files.push(File {
                path: format!("{}index.html", &path[1..]),
                text: state.text(lang, assets, true),
            });
        }
        rows.push_str("</div>\n");
    }
    files.push(File {
        path: format!("{FOLDER}/index.html"),
        text: format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>States</title>\n\
             <style>body{{font:1rem/1.4 sans-serif;margin:1rem}}div{{display:flex;gap:1rem;flex-wrap:wrap}}iframe{{width:380px;height:700px;border:1px solid #888}}</style>\n\
             </head>\n<body>\n<h1>Every form and page in every state</h1>\n{rows}</body>\n</html>\n"
        ),
    });
    files
}

/// Every state in `lang`; in each language the same.
fn all(site: &Arc<Site>, lang: Lang, assets: &Assets) -> Vec<State> {
    let times = Times::of(site);
    let mut all = as_time_passes(site, &times, assets);
    for form in site.event.forms() {
        all.extend(form::states(site, lang, form, &times));
    }
    if site.event.reimbursement.is_some() {
        all.extend(check::states(site, &times));
    }
    for form in site.event.forms() {
        all.extend(sent::of_form(site, lang, form, &times));
    }
    all.extend(sent::others(site, lang, &times));
    all
}

/// Each page and each component as it is at first, and at each time that changes something in it.
fn as_time_passes(site: &Site, times: &Times, assets: &Assets) -> Vec<State> {
    let pages = site.fr.pages.iter();
    let pages = pages.map(|page| Shown::Page(page.id.clone()));
    let components = Component::all(site, Lang::Fr).into_iter();
    // The questions of one page are among those of all.
    let components = components.filter(|component| component.page().is_none());
    let mut all = Vec::new();
    for shown in pages.chain(components.map(Shown::Component)) {
        let mut seen: Vec<String> = Vec::new();
        for (name, time) in times.all() {
            let state = State::new(format!("{}-{name}", shown.name()), &shown, time);
            let text = state.text(Lang::Fr, assets, false);
            if !seen.contains(&text) {
                seen.push(text);
                all.push(state);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests;
