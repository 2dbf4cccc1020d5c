//! The drawings on the cards of families, of the same paper as the hero's.

use leptos::either::EitherOf4;
use leptos::prelude::*;
use nec_ess_content::Drawing;

/// Decorative: the text of the card says what it stands for.
#[component]
pub(crate) fn FamilyDrawing(drawing: Drawing) -> impl IntoView {
    let shapes = match drawing {
        Drawing::Loop => EitherOf4::A(loop_of_use()),
        Drawing::Book => EitherOf4::B(book()),
        Drawing::Stack => EitherOf4::C(stack()),
        Drawing::Platform => EitherOf4::D(platform()),
    };
    view! {
        <svg class="drawing" viewBox="0 -4 240 130" aria-hidden="true" focusable="false">
            {shapes}
        </svg>
    }
}

/// A device goes round between two people.
fn loop_of_use() -> impl IntoView {
    view! {
        <path class="way" d="M72.5 53.3A48 48 0 0 1 152.1 24.3L156.8 19.1 158.9 44.3 139.4 38.4 144.1 33.2A36 36 0 0 0 84.4 55zM167.5 66.7A48 48 0 0 1 87.9 95.7L83.2 100.9 81.1 75.7 100.6 81.6 95.9 86.8A36 36 0 0 0 155.6 65z" />
        <path class="slab" d="M103 43h34v23h-34zM97 68h46v6h-46z" />
        <g class="people">
            <path d="M28.4 112v-32.4a11.6 11.6 0 0 1 23.2 0v32.4zM40 65.8a10.5 10.5 0 1 1 .1 0z" />
            <path class="other" d="M188.4 112v-32.4a11.6 11.6 0 0 1 23.2 0v32.4zM200 65.8a10.5 10.5 0 1 1 .1 0z" />
        </g>
    }
}

/// People around an open book, with the sun behind it.
fn book() -> impl IntoView {
    view! {
        <path class="sun" d="M80 66a40 40 0 0 1 80 0z" />
        <g class="people">
            <path d="M40.8 104v-31.2a11.2 11.2 0 0 1 22.4 0v31.2zM52 59.5a10.1 10.1 0 1 1 .1 0zM154.5 100v-26.4a9.5 9.5 0 0 1 18.9 0v26.4zM164 62.4a8.6 8.6 0 1 1 .1 0z" />
            <path class="other" d="M71.4 100v-24a8.6 8.6 0 0 1 17.2 0v24zM80 65.8a7.8 7.8 0 1 1 .1 0zM178.8 104v-31.2a11.2 11.2 0 0 1 22.4 0v31.2zM190 59.5a10.1 10.1 0 1 1 .1 0z" />
        </g>
        <path class="way" d="M120 76C106 66 88 64 66 66V108C88 106 106 108 120 118C134 108 152 106 174 108V66C152 64 134 66 120 76z" />
        <path class="joint" d="M120 76V118M78 78C90 77 100 79 109 84M78 90C90 89 100 91 109 96M162 78C150 77 140 79 131 84M162 90C150 89 140 91 131 96" />
    }
}

/// A stack of data that four people share.
fn stack() -> impl IntoView {
    view! {
        <path class="thread" d="M82 62C66 62 60 56 50 56M82 84C64 84 58 96 30 96M158 62C174 62 180 56 190 56M158 84C176 84 182 96 210 96" />
        <path class="way" d="M82 34V94a38 12 0 0 0 76 0V34z" />
        <path class="joint" d="M82 50a38 12 0 0 0 76 0M82 72a38 12 0 0 0 76 0" />
        <path class="slab" d="M82 34a38 12 0 1 1 76 0a38 12 0 1 1-76 0z" />
        <g class="people">
            <path d="M42.3 64v-21.6a7.7 7.7 0 0 1 15.5 0v21.6zM50 33.2a7 7 0 1 1 .1 0zM201.7 112v-28.8a10.3 10.3 0 0 1 20.6 0v28.8zM212 71a9.4 9.4 0 1 1 .1 0z" />
            <path class="other" d="M17.7 112v-28.8a10.3 10.3 0 0 1 20.6 0v28.8zM28 71a9.4 9.4 0 1 1 .1 0zM182.3 64v-21.6a7.7 7.7 0 0 1 15.5 0v21.6zM190 33.2a7 7 0 1 1 .1 0z" />
        </g>
    }
}

/// Between the towers of others, people side by side on ground of their own.
fn platform() -> impl IntoView {
    view! {
        <path class="sun" d="M66 82a54 54 0 0 1 108 0z" />
        <g class="tower">
            <path d="M0 24h36v104H0zM240-4h-42v132h42z" />
            <path class="side" d="M36 24l16 22v82H36zM198-4l-16 30v102h16z" />
        </g>
        <g class="people">
            <path d="M77.1 88v-27.6a9.9 9.9 0 0 1 19.8 0v27.6zM87 48.7a9 9 0 1 1 .1 0zM121.1 88v-27.6a9.9 9.9 0 0 1 19.8 0v27.6zM131 48.7a9 9 0 1 1 .1 0z" />
            <path class="other" d="M99.1 88v-27.6a9.9 9.9 0 0 1 19.8 0v27.6zM109 48.7a9 9 0 1 1 .1 0zM143.1 88v-27.6a9.9 9.9 0 0 1 19.8 0v27.6zM153 48.7a9 9 0 1 1 .1 0z" />
        </g>
        <path class="way" d="M62 86h116v13h-116zM74 99h18v28h-18zM111 99h18v28h-18zM148 99h18v28h-18z" />
    }
}
