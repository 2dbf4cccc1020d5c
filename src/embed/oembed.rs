//! What turns a pasted address into a frame: <https://oembed.com/>, by discovery, as a file beside the page.

use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;
use serde_json::json;

use super::Component;
use crate::ssr::escape;

/// The width that a frame has where nobody says another, px.
const WIDTH: u16 = 600;

/// Where the answer for `page` is.
pub(crate) fn oembed_path(page: &Page) -> String {
    format!("{}oembed.json", page.url)
}

/// The answer for `page`, when one of our components shows what it is about.
pub(crate) fn oembed(site: &Site, lang: Lang, page: &Page) -> Option<String> {
    let component = Component::of_page(site, lang, page)?;
    let origin = &site.settings.origin;
    let height = component.height();
    let title = escape(&page.title);
    let html = format!(
        "<iframe src=\"{origin}{}\" title=\"{title}\" width=\"{WIDTH}\" height=\"{height}\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>",
        component.path(lang)
    );
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": site.event.short_title,
        "provider_url": format!("{origin}/"),
        "width": WIDTH,
        "height": height,
        "html": html,
    });
    Some(answer.to_string())
}
