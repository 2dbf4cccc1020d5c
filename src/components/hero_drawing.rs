//! The hero's drawing: between two closed towers, a third way that people lay together, stone by stone.

use leptos::prelude::*;

/// Decorative: the text beside it says what it shows.
#[component]
pub(crate) fn HeroDrawing() -> impl IntoView {
    view! {
        <svg class="hero-drawing" viewBox="0 24 480 376" aria-hidden="true" focusable="false">
            <path class="sun" d="M174 196a66 66 0 0 1 132 0z" />
            <path class="way" d="M240 196C240 199 244 202 240 205C231 211 205 216 199 222C188 232 186 242 189 252C194 267 220 281 223 296C226 313 221 329 206 346C189 364 152 382 126 400H316C325 382 344 364 344 346C343 329 333 313 315 296C299 281 259 267 242 252C231 242 226 232 229 222C230 216 252 211 257 205C259 202 253 199 251 196z" />
            <path class="joint" d="M229 208H256M203 218H238M182 232H228M185 252H246M207 277H290M222 307H331M207 341H348M156 380H334" />
            <g class="tower">
                <path d="M0 76h80v324H0zM480 0h-88v400h88z" />
                <path class="side" d="M80 76l34 40v240l-34 44zM392 0l-34 54v296l34 50z" />
            </g>
            <path class="slab" d="M134 346l116-6v17l-116 6z" />
            <g class="people">
                <path d="M113.7 384v-41.6a14.3 14.3 0 0 1 28.6 0v41.6zM128 325.5a13 13 0 1 1 .1 0zM312.1 290v-28.8a9.9 9.9 0 0 1 19.8 0v28.8zM322 249.5a9 9 0 1 1 .1 0z" />
                <path class="other" d="M237.7 376v-41.6a14.3 14.3 0 0 1 28.6 0v41.6zM252 317.5a13 13 0 1 1 .1 0zM171.2 286v-25.6a8.8 8.8 0 0 1 17.6 0v25.6zM180 250a8 8 0 1 1 .1 0zM256.5 232v-16a5.5 5.5 0 0 1 11 0v16zM262 209.5a5 5 0 1 1 .1 0z" />
            </g>
        </svg>
    }
}
