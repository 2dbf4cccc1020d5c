//! The components as a list, for programs that show them in other sites.

use nec_ess_content::Site;
use nec_ess_domain::Lang;
use nec_ess_domain::text::Offer;
use serde_json::{Value, json};

use super::component::Component;

/// Where the list is.
pub(crate) const LIST: &str = "/embeds.json";

/// Every component in every language, in the order of the page for editors.
pub(crate) fn list(site: &Site) -> String {
    let components = Lang::ALL.iter().flat_map(|lang| {
        let all = Component::all(site, *lang);
        all.into_iter()
            .map(|component| described(component.offer(site, *lang)))
    });
    Value::from_iter(components).to_string()
}

fn described(offer: Offer) -> Value {
    let Offer {
        path,
        title,
        kind,
        lang,
        page,
        link,
        height,
    } = offer;
    json!({
        "path": path,
        "title": title,
        "kind": kind,
        "lang": lang,
        "page": page,
        "link": link,
        "height": height,
    })
}
