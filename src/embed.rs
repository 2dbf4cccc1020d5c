//! The components that other sites show in their pages: each is a page of its own here, which their
//! sites put into a frame, or which the script of the embeds fetches and shows without one.

mod component;
mod frame;
mod list;
mod oembed;

pub(crate) use component::Component;
pub(crate) use frame::{FrameRequest, frame};
pub(crate) use list::{LIST, list};
pub(crate) use oembed::{oembed, oembed_path};
