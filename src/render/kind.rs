//! What comes alive on a page.

use nec_ess_content::{Block, Page};

use crate::app::PageKind;

/// The kind of `page`, from the blocks that its content asks for.
pub(super) fn kind(page: &Page) -> PageKind {
    let has = |wanted: &[Block]| page.blocks.iter().any(|block| wanted.contains(block));
    if has(&[Block::Form, Block::Check]) {
        PageKind::Form
    } else if has(&[Block::FaqAll]) {
        PageKind::Questions
    } else if has(&[Block::EmbedBuilder]) {
        PageKind::Builder
    } else {
        PageKind::Text
    }
}
