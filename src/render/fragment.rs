//! What the router fetches for a page.

use nec_ess_domain::Named;

use super::head::title;
use super::kind::kind;
use super::page::main_html;
use super::request::Request;
use nec_ess_domain::html::escape;

/// What the router fetches instead of the whole page: its title, its twin and its `<main>`.
pub(super) fn fragment(request: &Request<'_>) -> String {
    let Request {
        site, lang, page, ..
    } = request;
    let twin = lang.other();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">\n</head>\n\
         <body>\n<main data-kind=\"{}\">{}</main>\n</body>\n</html>\n",
        lang.code(),
        escape(&title(site, page, &page.title)),
        twin.code(),
        site.url(twin, &page.id),
        kind(site, page).name(),
        main_html(request),
    )
}
