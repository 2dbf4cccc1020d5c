//! Ends a task in the middle of some work.

use gloo_timers::future::TimeoutFuture;

/// Goes on in a task of its own: what a person does meanwhile comes first.
pub(crate) async fn breathe() {
    TimeoutFuture::new(0).await;
}
