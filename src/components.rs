//! The parts that pages are made of. They are rendered natively only; their styles stand in
//! `style/` under the same names.

pub(crate) mod actions;
pub(crate) mod articles;
pub(crate) mod country_list;
pub(crate) mod data;
pub(crate) mod day_facts;
pub(crate) mod day_lines;
pub(crate) mod days;
pub(crate) mod families;
pub(crate) mod family_drawing;
pub(crate) mod faq;
pub(crate) mod figures;
pub(crate) mod filter;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod hero_drawing;
pub(crate) mod legal;
pub(crate) mod partners;
pub(crate) mod programme;
pub(crate) mod programme_filter;
pub(crate) mod retention;
pub(crate) mod session;
pub(crate) mod timed;
pub(crate) mod workshop;
