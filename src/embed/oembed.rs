//! What turns a pasted address into a frame: <https://oembed.com/>, by discovery, as a file beside the page.

use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;
use serde_json::json;

use super::component::Component;
use nec_ess_domain::html::escape;

/// The width that a frame may take where nobody says another, px.
const WIDTH: u16 = 600;

/// Where the answer for `page` is.
pub(crate) fn oembed_path(page: &Page) -> String {
    format!("{}oembed.json", page.url)
}

/// The answer for `page`, when one of our components shows what it is about.
pub(crate) fn oembed(site: &Site, lang: Lang, page: &Page) -> Option<String> {
    let component = Component::of_page(site, lang, page)?;
    let origin = &site.settings.origin;
    let height = component.height(site);
    let title = escape(&page.title);
    // WordPress keeps the quotation, without its style, and shows it until the frame has spoken; it shows the frame at
    // once, and for ever as high as here, where there is none.
    let html = format!(
        "<blockquote style=\"display:none\"><a href=\"{origin}{}\">{title}</a></blockquote>\
         <iframe src=\"{origin}{}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" frameborder=\"0\"></iframe>",
        page.url,
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
