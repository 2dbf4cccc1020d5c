//! The event's page: a hero, then its blocks.

use leptos::prelude::*;
use nec_ess_content::Known;
use nec_ess_domain::Named;

use super::blocks::BlockList;
use super::context::Context;
use super::lead::Lead;
use crate::components::actions::{ActionLink, TimedActions};
use crate::components::hero_drawing::HeroDrawing;

/// The actions that the hero offers, the main one first.
const HERO_ACTIONS: [Known; 2] = [Known::Registration, Known::Programme];

/// The home page of a language.
#[component]
pub(crate) fn Home(context: Context) -> impl IntoView {
    let Context {
        site,
        lang,
        page,
        moment,
        ..
    } = context.clone();
    let cities = site.event.cities(lang);
    let dates = site.event.dates(lang);
    let first_day = site.event.days[0].date.to_string();
    let actions = HERO_ACTIONS
        .iter()
        .map(|page| ActionLink {
            href: site.known_url(lang, *page).to_owned(),
            label: site
                .content(lang)
                .words
                .actions
                .get(page.name())
                .cloned()
                .unwrap_or_default(),
            outside: false,
        })
        .collect();
    view! {
        <div class="page page-event">
            <div class="hero">
                <div class="hero-text">
                    <p class="kicker">
                        <time datetime=first_day>{dates}</time>
                        " · "
                        {cities}
                    </p>
                    <h1 tabindex="-1">{page.title.clone()}</h1>
                    <Lead context=context.clone() />
                    <TimedActions site=site.clone() lang moment actions />
                </div>
                <HeroDrawing />
            </div>
            <BlockList context=context.clone() />
        </div>
    }
}
