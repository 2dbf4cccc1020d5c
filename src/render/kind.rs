//! What comes alive on a page.

use nec_ess_content::{Block, Page, Site};

use crate::app::PageKind;
use crate::components::programme_filter::has_filter;

/// The kind of `page`, from the blocks that its content asks for.
pub(super) fn kind(site: &Site, page: &Page) -> PageKind {
    let has = |wanted: &[Block]| page.blocks.iter().any(|block| wanted.contains(block));
    if has(&[Block::Form, Block::Check]) {
        PageKind::Form
    } else if has(&[Block::FaqAll]) || has(&[Block::Programme]) && has_filter(site) {
        PageKind::Filtered
    } else if has(&[Block::EmbedBuilder]) {
        PageKind::Builder
    } else {
        PageKind::Text
    }
}
