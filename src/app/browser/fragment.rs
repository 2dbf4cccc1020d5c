//! Fetches a page without what stands around its `<main>`.

use gloo_net::http::Request;
use web_sys::{DomParser, SupportedType};

use super::loaded::LoadedPage;
use crate::app::PageKind;

/// What came of asking for a page.
pub(super) enum Fetched {
    Page(LoadedPage),
    /// Something that is no page of ours; a page load tells what.
    Other,
    /// Nothing at all: there is no connection.
    Nothing,
}

/// Asks for the page at `path`.
pub(super) async fn fetch(path: &str) -> Fetched {
    let text = match get(&format!("{path}fragment.html")).await {
        Some(Some(text)) => text,
        Some(None) => return Fetched::Other,
        // Something between here and there may have refused this file alone.
        None if get(path).await.is_some() => return Fetched::Other,
        None => return Fetched::Nothing,
    };
    parse(&text).map_or(Fetched::Other, Fetched::Page)
}

/// The text at `path`, if it is there; `None` when there is no answer.
async fn get(path: &str) -> Option<Option<String>> {
    let answer = Request::get(path).send().await.ok()?;
    if !answer.ok() {
        return Some(None);
    }
    Some(Some(answer.text().await.ok()?))
}

fn parse(text: &str) -> Option<LoadedPage> {
    let parsed = DomParser::new()
        .ok()?
        .parse_from_string(text, SupportedType::TextHtml)
        .ok()?;
    let main = parsed.query_selector("main").ok()??;
    let twin = parsed.query_selector("link[rel=alternate]").ok()??;
    Some(LoadedPage {
        title: parsed.title(),
        twin: twin.get_attribute("href")?,
        kind: PageKind::of(&main),
        main: main.inner_html(),
    })
}
