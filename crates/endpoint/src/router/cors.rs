//! What browsers let the pages of other sites do.

use axum::http::{HeaderName, HeaderValue, Method, header};
use nec_ess_content::Settings;
use nec_ess_domain::key;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

/// What browsers send as the origin of a page in a sandbox. WordPress puts frames there, ours too.
const SANDBOX: HeaderValue = HeaderValue::from_static("null");

/// Posts from other sites' pages: from any, or from the listed ones. From the site's own, which may be on another host, in
/// either case. Never with credentials.
pub(super) fn layer(settings: &Settings) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_methods([Method::POST])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static(key::HEADER)])
        .expose_headers([header::RETRY_AFTER]);
    if settings.cors_origins.is_empty() {
        layer.allow_origin(Any)
    } else {
        let own = std::iter::once(&settings.origin);
        let listed = settings.cors_origins.iter().chain(own);
        let listed = listed.filter_map(|origin| origin.parse().ok());
        layer.allow_origin(AllowOrigin::list(listed.chain([SANDBOX])))
    }
}
