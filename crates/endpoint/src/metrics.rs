//! What whoever runs the endpoint watches: counted as it happens, or looked up when it is asked for.
//!
//! Labels have few values, known beforehand. None says anything of a person.

mod fate;
mod page;

use std::sync::Arc;
use std::time::Instant;

use axum::http::StatusCode;
use nec_ess_domain::{Form, Named};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use crate::store::MailStatus;

pub(crate) use fate::Fate;
pub use page::router;

const PREFIX: &str = "nec_ess";
/// Seconds. Storing takes some milliseconds; after some seconds the storage gives up.
const STORING: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];
const STATUSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Names of labels, and their values.
type Labels<const N: usize> = [(&'static str, &'static str); N];

/// What was counted since the start, cheap to clone.
#[derive(Clone, Debug)]
pub struct Metrics(Arc<Counted>);

#[derive(Debug)]
struct Counted {
    registry: Registry,
    submissions: Family<Labels<2>, Counter>,
    storing: Histogram,
    requests: Family<Labels<1>, Counter>,
    connections: Gauge,
    mails: Family<Labels<1>, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let submissions = Family::default();
        let storing = Histogram::new(STORING);
        let requests = Family::default();
        let connections = Gauge::default();
        let mails = Family::default();

        // What has not happened yet is 0, so that the first time is seen as a rise.
        for status in STATUSES {
            drop(requests.get_or_create(&[("status", status)]));
        }
        for status in MailStatus::ALL {
            if let Some(labels) = of_try(*status) {
                drop(mails.get_or_create(&labels));
            }
        }

        let mut registry = Registry::with_prefix(PREFIX);
        registry.register(
            "build",
            "The release that runs",
            Info::new([("version", env!("CARGO_PKG_VERSION"))]),
        );
        registry.register(
            "submissions",
            "Forms that were sent, by what became of them",
            submissions.clone(),
        );
        registry.register(
            "store_seconds",
            "How long the storage took to take a submission or to refuse it, seconds",
            storing.clone(),
        );
        registry.register(
            "http_requests",
            "Requests that were answered, by class of status",
            requests.clone(),
        );
        registry.register(
            "http_connections",
            "Connections that are open",
            connections.clone(),
        );
        registry.register(
            "mails",
            "Tries to send a mail, by how they ended",
            mails.clone(),
        );
        Self(Arc::new(Counted {
            registry,
            submissions,
            storing,
            requests,
            connections,
            mails,
        }))
    }
}

impl Metrics {
    /// Nothing has become of `form` yet, which is 0 too.
    pub(crate) fn expect(&self, form: &Form) {
        for fate in Fate::ALL {
            drop(self.0.submissions.get_or_create(&fate.labels(form)));
        }
    }

    /// A submission was answered.
    pub(crate) fn submission(&self, form: &Form, fate: Fate) {
        self.0.submissions.get_or_create(&fate.labels(form)).inc();
    }

    /// The storage has been asked to store something since `begin`, and has answered.
    pub(crate) fn storing(&self, begin: Instant) {
        self.0.storing.observe(begin.elapsed().as_secs_f64());
    }

    /// A request was answered.
    pub(crate) fn request(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        let Some(status) = STATUSES.get(class) else {
            return;
        };
        self.0.requests.get_or_create(&[("status", *status)]).inc();
    }

    /// A connection was opened; it ends when what is given is dropped.
    pub(crate) fn connection(&self) -> OpenConnection {
        self.0.connections.inc();
        OpenConnection(self.0.connections.clone())
    }

    /// A try to send a mail has ended, which `status` is told of.
    pub(crate) fn mail(&self, status: MailStatus) {
        if let Some(labels) = of_try(status) {
            self.0.mails.get_or_create(&labels).inc();
        }
    }
}

/// A connection as long as it is open.
pub(crate) struct OpenConnection(Gauge);

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// How a try ended that left a mail in this state; nothing while it lasts.
fn of_try(status: MailStatus) -> Option<Labels<1>> {
    let outcome = match status {
        MailStatus::Sent => "sent",
        MailStatus::Failed => "failed",
        MailStatus::Waiting => "postponed",
        MailStatus::Sending => return None,
    };
    Some([("outcome", outcome)])
}
