//! What an editor is told: one change to a content folder, and the whole list of mistakes after it.
#![allow(clippy::unwrap_used)] // A test that cannot read its own fixture has to stop there.

mod addresses;
mod blocks;
mod event;
mod families;
mod faq;
mod figures;
mod fixture;
mod form_words;
mod keys;
mod legal;
mod links;
mod markdown;
mod names;
mod once;
mod pages;
mod pictures;
mod placeholders;
mod programme;
mod stages;
mod together;
mod twins;
mod variables;
mod without;
mod wording;
mod words;

use fixture::{BLOCKS, FACTS, Fixture};
