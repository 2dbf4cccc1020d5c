//! Families of actors, as cards.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Family, Site};
use nec_ess_domain::Lang;

use super::family_drawing::FamilyDrawing;

/// A card for each family: a drawing, its heading, what belongs to it, and names of some that do.
#[component]
pub(crate) fn Families(site: Arc<Site>, lang: Lang, families: Vec<Family>) -> impl IntoView {
    let words = &site.content(lang).words.blocks;
    view! {
        <ul class="families">
            {families
                .into_iter()
                .map(|family| {
                    let examples = family.examples.into_iter();
                    let examples: Vec<_> = examples.map(|name| view! { <li>{name}</li> }).collect();
                    view! {
                        <li class="family">
                            <FamilyDrawing drawing=family.drawing />
                            <h3 id=family.anchor>{family.title}</h3>
                            {family.text.map(|text| view! { <p>{text}</p> })}
                            {(!examples.is_empty())
                                .then(|| {
                                    view! {
                                        <p class="family-examples">{words.examples.clone()}</p>
                                        <ul>{examples}</ul>
                                    }
                                })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
