//! A block of a page's content as a view.

use leptos::prelude::*;
use nec_ess_content::{Block, Stage};
use nec_ess_domain::forms;

use super::context::Context;
use crate::builder::native::EmbedBuilder;
use crate::check::native::CheckView;
use crate::components::actions::{ActionLink, TimedActions};
use crate::components::articles::ArticleList;
use crate::components::days::Days;
use crate::components::families::Families;
use crate::components::faq::{FaqPage, Questions};
use crate::components::figures::Figures;
use crate::components::legal::{Contact, DataProtection, LegalNotice};
use crate::components::partners::Partners;
use crate::components::programme::Programme;
use crate::components::retention::RetentionTable;
use crate::components::timed::{During, Timed};
use crate::components::workshop::WorkshopCard;
use crate::forms::native::FormView;

/// One block.
#[component]
pub(crate) fn BlockView(context: Context, block: Block) -> AnyView {
    let Context {
        site,
        lang,
        page,
        form,
        moment,
        places,
        check,
        builder,
        found,
        ..
    } = context;
    match block {
        Block::Html(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),
        Block::Actions(actions) => {
            let actions = actions.into_iter().map(ActionLink::from).collect();
            view! { <TimedActions site lang moment actions /> }.into_any()
        }
        Block::Figures => view! { <Figures lang figures=page.figures.clone() /> }.into_any(),
        Block::Families(families) => view! { <Families site lang families /> }.into_any(),
        Block::Faq => {
            let entries = site
                .faq_of(lang, &page.id)
                .map(|group| group.entries.clone());
            let entries = entries.unwrap_or_default();
            let schedule = site.event.schedule_on(&page.id);
            view! { <Questions schedule moment entries /> }.into_any()
        }
        Block::FaqAll => view! { <FaqPage site lang moment /> }.into_any(),
        Block::Days => view! { <Days site lang moment /> }.into_any(),
        Block::Programme => view! { <Programme site lang moment /> }.into_any(),
        Block::Workshop => view! { <WorkshopCard site lang moment /> }.into_any(),
        Block::Retention => view! { <RetentionTable site lang /> }.into_any(),
        Block::Legal => view! { <LegalNotice site lang /> }.into_any(),
        Block::Contact => view! { <Contact site lang /> }.into_any(),
        Block::DataProtection => view! { <DataProtection site lang /> }.into_any(),
        Block::Partners => view! { <Partners site lang /> }.into_any(),
        Block::Check => view! { <CheckView site lang places part=check shown=found /> }.into_any(),
        Block::EmbedBuilder => view! { <EmbedBuilder site lang moment part=builder /> }.into_any(),
        Block::Articles => view! { <ArticleList site lang /> }.into_any(),
        Block::Form => forms::by_id(&page.id)
            .map(|schema| view! { <FormView site lang schema moment state=form /> })
            .into_any(),
        // It says when the others are shown.
        Block::Stage(_) => ().into_any(),
    }
}

/// All blocks of the page, each in its time.
#[component]
pub(crate) fn BlockList(context: Context) -> impl IntoView {
    // On the page of a form registration is open as long as that form is.
    let schedule = context.site.event.schedule_on(&context.page.id);
    let mut stage = Stage::Always;
    let mut views = Vec::new();
    for blocks in context
        .page
        .blocks
        .chunk_by(|_, next| !matches!(next, Block::Stage(_)))
    {
        if let [Block::Stage(next), ..] = blocks {
            stage = *next;
        }
        let inside: Vec<_> = blocks
            .iter()
            .map(|block| view! { <BlockView context=context.clone() block=block.clone() /> })
            .collect();
        views.push(if stage == Stage::Always {
            inside.into_any()
        } else {
            let timed = Timed::of(stage, &schedule, context.moment);
            view! { <During timed>{inside}</During> }.into_any()
        });
    }
    views
}
