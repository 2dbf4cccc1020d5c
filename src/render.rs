//! The site's pages and files. Native only, and all that the prerenderer and the endpoint use of this
//! crate.

mod archive;
mod feeds;
mod files;
mod fragment;
mod head;
pub(crate) mod icons;
mod kind;
mod linked_data;
mod page;
mod request;
pub(crate) mod share;
mod states;

pub use archive::{Archive, archive};
pub use files::{File, files};
pub use page::document;
pub use request::Request;
pub use states::states;

pub use crate::check::native::CheckShown;
pub use crate::document::{Asset, Assets, EmbedAssets, Part, PlacePaths, SiteFile};
pub use crate::forms::native::{
    FormState, LostLink, ManageLinks, ManagePage, Overview, Said, Unread,
};
pub use crate::pages::{Instead, PageState};
