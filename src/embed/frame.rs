//! A component as a page of its own.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Known, Moment, Settings, Site, Stage};
use nec_ess_domain::html::escape;
use nec_ess_domain::{Lang, Named, forms};

use super::component::Component;
use crate::check::native::CheckView;
use crate::components::day_lines::OverLine;
use crate::components::faq::{FaqGroups, Questions};
use crate::components::programme::Programme;
use crate::components::timed::{During, Timed};
use crate::document::{Assets, Part, inert, policy, policy_to_read, pour};
use crate::forms::native::{FormState, FormView};

/// What to show.
pub(crate) struct FrameRequest<'a> {
    pub(crate) site: &'a Arc<Site>,
    pub(crate) assets: &'a Assets,
    pub(crate) lang: Lang,
    pub(crate) component: Component,
    /// When it is.
    pub(crate) moment: Moment,
}

/// The whole document. Its style is the one that stands any page around it, so that the script of
/// the embeds can take view and style from here as they are.
pub(crate) fn frame(request: &FrameRequest<'_>) -> String {
    let FrameRequest {
        site,
        assets,
        lang,
        component,
        ..
    } = request;
    let embed = &assets.embed;
    let has_form = matches!(component, Component::Form(_));
    let css = match component {
        Component::Form(_) => &embed.form_css,
        Component::Programme => &embed.programme_css,
        Component::Faq(_) => &embed.faq_css,
    };
    // The headings are for those who hear the page: whoever sees it sees the page around too. These rules reach a page around
    // with the others, and must find nothing in it.
    let css = format!(
        ".soga-page{{margin:0}}.soga-page main>h1,.soga-page main>h2{{position:absolute;overflow:hidden;clip-path:inset(50%);width:1px;height:1px;margin:0;white-space:nowrap}}{css}"
    );
    let title = escape(&component.title(site, *lang));
    let has_check = *component == Component::Form(Known::Reimbursement);
    let part = assets.for_form(has_check);
    let Part { wasm, glue } = part;
    let parts = if has_form {
        format!(
            " data-wasm=\"{}\" data-wasm-integrity=\"{}\" data-glue=\"{}\" data-glue-integrity=\"{}\" data-advice=\"{}\" data-more=\"{}\"{}",
            wasm.path,
            wasm.integrity,
            glue.path,
            glue.integrity,
            embed.advice.path,
            embed.more.path,
            origins(&site.settings),
        )
    } else {
        String::new()
    };
    let ahead = has_form.then(|| part.ahead());
    let script = ahead
        .as_ref()
        .map_or_else(String::new, |ahead| format!("<script>{ahead}</script>\n"));
    let policy = if has_form {
        policy(
            &css,
            ahead.as_deref().as_slice(),
            &site.settings.form_endpoint,
        )
    } else {
        policy_to_read(&css, &[])
    };
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n{script}<title>{title}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n\
         <base target=\"_top\">\n<style>{css}</style>\n\
         <script type=\"module\" src=\"{src}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"{parts}></script>\n",
        src = embed.frame.path,
        integrity = embed.frame.integrity,
    );
    let view = inert(|| view! { <ComponentView request /> }.to_html());
    let headings = match component {
        // What is in these begins at the third level, as within a section of our pages.
        Component::Faq(Some(_)) | Component::Form(Known::Reimbursement) | Component::Programme => {
            let event = escape(&site.event.name());
            format!("<h1>{event}</h1>\n<h2>{title}</h2>")
        }
        _ => format!("<h1>{title}</h1>"),
    };
    let body = format!(
        "<main>\n{headings}\n<div class=\"soga-live\" lang=\"{}\" dir=\"ltr\" data-theme=\"light\">{view}</div>\n</main>\n",
        lang.code()
    );
    let page = pour(&assets.template, *lang, &head, &body);
    page.replacen("<body", "<body class=\"soga-page\"", 1)
}

/// Names the sites whose pages may read what the endpoint answers, where these are listed: in others, and only there, the
/// script of the embeds shows a form in a frame, whose page may. The sandbox has the origin "null".
fn origins(settings: &Settings) -> String {
    if settings.cors_origins.is_empty() || settings.form_endpoint_is_foreign {
        return String::new();
    }
    let origins = settings.cors_origins.join(" ");
    format!(" data-origins=\"{} null {origins}\"", settings.origin)
}

/// What the component holds, with a way to the page of this site that says more.
#[component]
fn ComponentView<'a>(request: &'a FrameRequest<'a>) -> impl IntoView + use<> {
    let site = Arc::clone(request.site);
    let lang = request.lang;
    let component = &request.component;
    let more = match component {
        Component::Form(_) => Known::Privacy.name(),
        _ => component.page_id(),
    };
    let more = site.page(lang, more).map(|page| {
        view! {
            <p class="about">
                <a href=page.url.clone()>{page.title.clone()}</a>
            </p>
        }
    });
    let moment = request.moment;
    let state = Arc::new(FormState::default());
    let content = match component {
        Component::Form(page) => {
            let places = request.assets.places.clone();
            let part = request.assets.check.clone();
            // A request that the check leads to can be sent no longer than the form.
            let open = (*page == Known::Reimbursement).then(|| {
                let schedule = site.event.schedule_on(page.name());
                Timed::of(Stage::WhileOpen, &schedule, moment)
            });
            let checked = Arc::clone(&site);
            let check = open.map(|timed| {
                view! {
                    <During timed>
                        <CheckView site=checked lang places part />
                    </During>
                }
            });
            let form = forms::by_id(page.name())
                .map(|schema| view! { <FormView site=site.clone() lang schema moment state /> });
            view! {
                {check}
                {form}
            }
            .into_any()
        }
        Component::Programme => {
            view! { <Programme site=site.clone() lang moment is_bare=true /> }.into_any()
        }
        Component::Faq(None) => {
            view! { <FaqGroups site=site.clone() lang moment is_bare=true /> }.into_any()
        }
        Component::Faq(Some(page)) => {
            let entries = site.faq_of(lang, page).map(|group| group.entries.clone());
            let entries = entries.unwrap_or_default();
            let schedule = site.event.schedule_on(page);
            view! { <Questions schedule moment entries is_bare=true /> }.into_any()
        }
    };
    // A form says so itself.
    let over = (!matches!(component, Component::Form(_)))
        .then(|| view! { <OverLine site=site.clone() lang moment /> });
    view! {
        {over}
        {content}
        {more}
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Pages name the sites that may read the endpoint's answers only where it keeps others from it.
    #[test]
    fn listed_sites() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let site = nec_ess_content::load(&root.join("content")).expect("our own content");
        let mut settings = site.settings;
        settings.origin = "https://nec.example".into();
        settings.cors_origins.clear();
        assert_eq!(origins(&settings), "");
        settings.cors_origins = vec!["https://one.example".into(), "https://two.example".into()];
        assert_eq!(
            origins(&settings),
            " data-origins=\"https://nec.example null https://one.example https://two.example\""
        );
        settings.form_endpoint_is_foreign = true;
        assert_eq!(origins(&settings), "");
    }
}
