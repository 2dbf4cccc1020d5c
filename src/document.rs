//! What every document of ours is made of: its shell, its assets, its policy, and how a view becomes
//! HTML. Native only.

mod assets;
mod html;
mod policy;
mod shell;

pub use assets::{Asset, Assets, EmbedAssets, Part, PlacePaths, SiteFile};
pub(crate) use html::{inert, isolated};
pub(crate) use policy::{policy, policy_to_read};
pub(crate) use shell::pour;
