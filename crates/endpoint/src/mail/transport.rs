//! The way to the mail server, encrypted as `SMTP_URL` says.

use std::path::Path;

use axum::http::Uri;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use super::AT_ONCE;
use super::settings::Settings;
use crate::plain;

/// What is expected of `SMTP_URL`.
pub const SERVER: &str = "expected the mail server, such as smtps://name:password@mail.exemple.fr, \
                          smtp://name:password@mail.exemple.fr:587?tls=required, or without encryption \
                          smtp://localhost:25; signs such as @ : / % in name and password are percent-encoded";

/// A client for the server of `settings`. A server is believed if one of the authorities that
/// browsers know vouches for it, or one of `SMTP_CA`.
pub(super) fn transport(settings: &Settings) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    check(&settings.smtp_url)?;
    // The error would show the password that stands in the URL.
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.smtp_url)
        .map_err(|_| format!("SMTP_URL: {SERVER}"))?;
    if !settings.smtp_ca.is_empty() {
        builder = builder.tls(with_authorities(settings)?);
    }
    let connections = PoolConfig::new().max_size(u32::try_from(AT_ONCE).unwrap_or(u32::MAX));
    let builder = builder.pool_config(connections);
    Ok(builder.timeout(Some(settings.patience)).build())
}

/// Refuses what would be left out without a word: mails would go unencrypted, or without a name and password.
fn check(url: &str) -> Result<(), String> {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut parts = form_urlencoded::parse(query.as_bytes());
    if !parts.all(|(name, value)| name == "tls" && TLS.contains(&&*value)) {
        return Err(format!(
            "SMTP_URL: expected nothing after its ? but tls={}",
            TLS.join(" or tls=")
        ));
    }
    let place = place.split('/').next().unwrap_or_default();
    let (login, host) = match place.rsplit_once('@') {
        Some((login, host)) => (Some(login), host),
        None => (None, place),
    };
    if host.is_empty() || host.starts_with(':') {
        return Err(format!("SMTP_URL: {SERVER}"));
    }
    let parts = login.map(|login| login.split_once(':').unwrap_or((login, "")));
    match parts {
        Some((name, password)) if name.is_empty() || password.is_empty() => Err(format!(
            "SMTP_URL: expected both a name and a password before the @; {SERVER}"
        )),
        _ => Ok(()),
    }
}

/// How encryption is asked for, once connected.
const TLS: [&str; 2] = ["required", "opportunistic"];

fn with_authorities(settings: &Settings) -> Result<Tls, String> {
    let file = &settings.smtp_ca;
    let pem = std::fs::read(file)
        .map_err(|error| format!("SMTP_CA: {}", plain::of_file(Path::new(file), &error)))?;
    let is_pem = pem.windows(17).any(|text| text == b"BEGIN CERTIFICATE");
    let certificates = Certificate::from_pem(&pem)
        .ok()
        .filter(|_| is_pem)
        .ok_or_else(|| format!("SMTP_CA: {file}: expected certificates in the format PEM"))?;
    let url: Uri = settings
        .smtp_url
        .parse()
        .map_err(|_| format!("SMTP_URL: {SERVER}"))?;
    let host = url.host().unwrap_or_default().to_owned();
    let parameters = TlsParameters::builder(host)
        .add_root_certificate(certificates)
        .build()
        .map_err(|error| format!("SMTP_CA: {file}: {error}"))?;
    let query = url.query().unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "tls");
    match (url.scheme_str(), asked.as_ref().map(|(_, value)| &**value)) {
        (Some("smtps"), _) => Ok(Tls::Wrapper(parameters)),
        (_, Some("required")) => Ok(Tls::Required(parameters)),
        (_, Some("opportunistic")) => Ok(Tls::Opportunistic(parameters)),
        _ => Err(
            "SMTP_CA is set, but SMTP_URL asks for no TLS: expected smtps://… or smtp://…?tls=required"
                .to_owned(),
        ),
    }
}
