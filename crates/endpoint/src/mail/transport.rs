//! The way to the mail server, encrypted as `SMTP_URL` says.

use axum::http::Uri;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use super::AT_ONCE;
use super::settings::Settings;

/// A client for the server of `settings`. A server is believed if one of the authorities that
/// browsers know vouches for it, or one of `SMTP_CA`.
pub(super) fn transport(settings: &Settings) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    // The error would show the password that stands in the URL.
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.smtp_url)
        .map_err(|_| "SMTP_URL: expected smtp://…, smtp://…?tls=required or smtps://…")?;
    if !settings.smtp_ca.is_empty() {
        builder = builder.tls(with_authorities(settings)?);
    }
    let connections = PoolConfig::new().max_size(u32::try_from(AT_ONCE).unwrap_or(u32::MAX));
    let builder = builder.pool_config(connections);
    Ok(builder.timeout(Some(settings.patience)).build())
}

fn with_authorities(settings: &Settings) -> Result<Tls, String> {
    let file = &settings.smtp_ca;
    let pem = std::fs::read(file).map_err(|error| format!("SMTP_CA: {file}: {error}"))?;
    let is_pem = pem.windows(17).any(|text| text == b"BEGIN CERTIFICATE");
    let certificates = Certificate::from_pem(&pem)
        .ok()
        .filter(|_| is_pem)
        .ok_or_else(|| format!("SMTP_CA: {file}: expected certificates in the format PEM"))?;
    let url: Uri = settings
        .smtp_url
        .parse()
        .map_err(|_| "SMTP_URL: expected an address".to_owned())?;
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
        _ => Err("SMTP_CA is set, but SMTP_URL asks for no TLS".to_owned()),
    }
}
