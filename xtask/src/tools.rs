//! The programs that building and checking need, found or installed.

pub(crate) mod apt;
pub(crate) mod browsers;
pub(crate) mod faketime;
pub(crate) mod java;
pub(crate) mod node;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod systemd;
pub(crate) mod wasm_std;
pub(crate) mod web_servers;
pub(crate) mod wordpress;
