//! Every page but the home page: title, lead, blocks.

use leptos::either::EitherOf5;
use leptos::prelude::*;
use nec_ess_content::Known;

use super::blocks::BlockList;
use super::context::Context;
use super::lead::Lead;
use super::state::Instead;
use crate::forms::native::{LostLink, LostLinkView, ManageView, OverviewView, UnreadView};

/// A page with its title, its lead and its blocks; or, after a submission, its private page or what
/// went wrong.
#[component]
pub(crate) fn TextPage(context: Context) -> impl IntoView {
    let page = context.page.clone();
    let body = match context.instead.clone() {
        Some(Instead::Overview(overview)) => EitherOf5::A(
            view! { <OverviewView site=context.site.clone() lang=context.lang overview=*overview /> },
        ),
        Some(Instead::Manage(page)) => EitherOf5::B(
            view! { <ManageView site=context.site.clone() lang=context.lang page moment=context.moment /> },
        ),
        Some(Instead::Unread(why)) => {
            let path = page.url.clone();
            EitherOf5::C(
                view! { <UnreadView site=context.site.clone() lang=context.lang why path /> },
            )
        }
        Some(Instead::Lost(lost)) => EitherOf5::D(
            view! { <LostLinkView site=context.site.clone() lang=context.lang lost /> },
        ),
        None => {
            let lost = page.is(Known::Manage).then(|| {
                let (site, lost) = (context.site.clone(), LostLink::default());
                view! { <LostLinkView site lang=context.lang lost /> }
            });
            EitherOf5::E(view! {
                <BlockList context=context.clone() />
                {lost}
            })
        }
    };
    let has_lead = context.instead.is_none();
    let lead = has_lead.then(|| view! { <Lead context=context.clone() /> });
    view! {
        <article class=format!("page page-{}", page.id)>
            <header class="page-header">
                <h1 tabindex="-1">{page.title.clone()}</h1>
                {lead}
            </header>
            {body}
        </article>
    }
}
