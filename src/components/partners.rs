//! Funders and co-organisers.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::Lang;

/// Two lists of names, each under its heading.
#[component]
pub(crate) fn Partners(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let words = &site.content(lang).words.blocks;
    let partners = &site.event.partners;
    let list = |heading: &str, names: &[String]| {
        view! {
            <div>
                <h3>{heading.to_owned()}</h3>
                <ul>{names.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view()}</ul>
            </div>
        }
    };
    view! {
        <div class="partners">
            {list(&words.funders, &partners.funders)}
            {list(&words.co_organisers, &partners.co_organisers)}
        </div>
    }
}
