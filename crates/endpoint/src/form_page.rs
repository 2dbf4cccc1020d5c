//! What else than a post comes to a form's address: a person who opens the address of the page that
//! answered, and programs by mistake; and what comes to that of a form which the event does not have.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nec_ess_content::Known;
use nec_ess_domain::Form;

use crate::app::App;
use crate::negotiate::{self, Wants};
use crate::{problem, statics};

/// Whoever sends a form that the event does not have is told so: they may have opened its page before it was taken out.
pub(crate) async fn no_form(State(app): State<App>, request: Request) -> Response {
    if Wants::from(request.headers()) == Wants::Html {
        let Ok(page) = statics::not_found(app.dist, request).await;
        return page;
    }
    problem::respond(
        StatusCode::NOT_FOUND,
        "The event has no such form",
        Vec::new(),
    )
}

/// A browser is led to the form's page, a program is told what the address is for.
pub(crate) fn instead_of_post(
    app: &App,
    form: &Form,
    method: &Method,
    headers: &HeaderMap,
) -> Response {
    let reads = *method == Method::GET || *method == Method::HEAD;
    let mut response = if reads && Wants::from(headers) == Wants::Html {
        let lang = negotiate::lang(headers);
        let page = app.site.known_url(lang, Known::of_form(form));
        (StatusCode::SEE_OTHER, [(header::LOCATION, page)]).into_response()
    } else {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        let mut response = problem::respond(status, "This address takes POST only", Vec::new());
        let allow = HeaderValue::from_static("POST");
        response.headers_mut().insert(header::ALLOW, allow);
        response
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
