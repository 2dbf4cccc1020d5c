//! Fetches a page without what stands around its `<main>`.

use gloo_net::http::Request;
use web_sys::{DomParser, SupportedType};

use super::loaded::LoadedPage;
use crate::app::PageKind;

/// The page at `path`; `None` when it cannot be had.
pub(super) async fn fetch(path: &str) -> Option<LoadedPage> {
    let answer = Request::get(&format!("{path}fragment.html"))
        .send()
        .await
        .ok()?;
    if !answer.ok() {
        return None;
    }
    let text = answer.text().await.ok()?;
    let parsed = DomParser::new()
        .ok()?
        .parse_from_string(&text, SupportedType::TextHtml)
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
