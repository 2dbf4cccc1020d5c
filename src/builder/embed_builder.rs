//! What editors of other sites copy to show a component there.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Known, Site};
use nec_ess_domain::Lang;

use crate::embed::{Component, Spelling};

/// The choice of a component and its three spellings.
///
/// Without script it shows those of the first component. `scripts/builder.js` writes them anew at
/// each choice, from the same patterns.
#[component]
pub(crate) fn EmbedBuilder(site: Arc<Site>, lang: Lang) -> AnyView {
    let words = site.half(lang).words.embed.clone();
    let first = Component::Form(Known::Registration);
    let groups = [lang, lang.other()].map(|shown| {
        let options = Component::all(&site, shown)
            .into_iter()
            .map(|component| {
                let title = component.title(&site, shown);
                view! {
                    <option
                        value=component.path(shown)
                        data-kind=component.kind()
                        data-lang=shown.code()
                        data-page=component.page().map(str::to_owned)
                        data-link=site.url(shown, component.page_id())
                        data-height=component.height()
                    >
                        {title}
                    </option>
                }
            })
            .collect_view();
        // Each language calls itself by its own name in the link of the other one.
        let name = site.half(shown.other()).words.shell.language.clone();
        view! { <optgroup label=name>{options}</optgroup> }
    });
    let spelling = |spelling: Spelling, heading: &str| {
        let id = format!("embed-{}", spelling.id());
        view! {
            <h3 id=id.clone()>{heading.to_owned()}</h3>
            <pre tabindex="0" role="group" aria-labelledby=id>
                <code data-spelling=spelling.id() data-pattern=spelling.pattern()>
                    {spelling.fill(&site, lang, &first)}
                </code>
            </pre>
            <p class="when-script">
                <button class="button" type="button" data-copy=spelling.id() aria-describedby=format!("embed-{}", spelling.id())>
                    {words.copy.clone()}
                </button>
            </p>
        }
    };
    view! {
        <div class="builder" data-builder="" data-origin=site.settings.origin.clone() data-copied=words.copied.clone() data-selected=words.selected.clone()>
            <div class="form-box when-script">
                <div class="field">
                    <label for="embed-component">{words.component.clone()}</label>
                    <select id="embed-component" autocomplete="off">
                        {groups}
                    </select>
                </div>
                <div class="field">
                    <label for="embed-theme">{words.theme.clone()}</label>
                    <select id="embed-theme" autocomplete="off">
                        <option value="light">{words.light.clone()}</option>
                        <option value="dark">{words.dark.clone()}</option>
                        <option value="auto">{words.auto.clone()}</option>
                    </select>
                </div>
                <div class="field">
                    <label for="embed-accent">{words.accent.clone()}</label>
                    <input id="embed-accent" type="color" value="#f7b733" autocomplete="off" />
                </div>
            </div>
            {spelling(Spelling::Element, &words.element)}
            {spelling(Spelling::Div, &words.div)}
            {spelling(Spelling::Frame, &words.frame)}
            <p class="form-status" role="status"></p>
            <h3 id="embed-policy">{words.policy.clone()}</h3>
            <pre tabindex="0" role="group" aria-labelledby="embed-policy">
                <code>{policy_lines(&site.settings.origin)}</code>
            </pre>
            <h3 class="when-script" id="embed-preview">{words.preview.clone()}</h3>
            // The script puts the frame here, so that nobody else pays for it.
            <div class="when-script" data-preview=first.path(lang)></div>
        </div>
    }
    .into_any()
}

/// What a site with a content security policy adds to it, and no more.
fn policy_lines(origin: &str) -> String {
    format!(
        "script-src {origin} 'wasm-unsafe-eval'\nconnect-src {origin}\nframe-src {origin}\nform-action {origin}"
    )
}
