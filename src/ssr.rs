//! Native rendering: pages, documents and all the files of the site.

mod assets;
mod document;
mod files;
mod head;
mod render;

pub use assets::EmbedAssets;
pub use assets::{Asset, Assets, PlacePaths, SiteFile};
pub(crate) use document::{escape, pour};
pub use files::{File, files};
pub(crate) use head::policy;
pub(crate) use render::inert;
pub use render::{Instead, Request, Shown, document};

pub use crate::forms::manage::{ManageLinks, ManagePage};
pub use crate::forms::receipt::ReceiptData;
pub use crate::forms::state::FormState;
pub use crate::forms::unread::Unread;
