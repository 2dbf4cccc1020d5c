//! What editors of other sites copy to show a component there. Native only.

mod embed_builder;

pub(crate) use embed_builder::EmbedBuilder;
