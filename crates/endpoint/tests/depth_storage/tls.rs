//! Mails over TLS: a server that can be trusted gets them, any other gets nothing.

use std::sync::Arc;
use std::time::Duration;

use nec_ess_endpoint::mail::{Mailer, Round, Settings};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::database::Database;
use crate::forms::Filled;
use crate::server::Server;
use crate::smtp::{Security, Smtp};

crate::on_both!(
    encrypted_from_the_first_byte,
    encrypted_once_connected,
    a_wrong_certificate_gets_nothing,
    a_server_without_encryption_gets_nothing,
    settings_that_make_no_sense,
);

/// An authority of the test's own, and its certificate in a file.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    folder: TempDir,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        std::fs::write(folder.path().join("ca.pem"), pem).unwrap();
        let issuer = Issuer::new(params, key);
        Self { issuer, folder }
    }

    fn file(&self) -> String {
        self.folder.path().join("ca.pem").display().to_string()
    }

    /// A server that shows a certificate for `name` which is valid until `year`.
    fn vouch(&self, name: &str, year: i32) -> TlsAcceptor {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.not_after = date_time_ymd(year, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = tokio_rustls::rustls::crypto::ring::default_provider();
        let config = ServerConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

fn settings(smtp_url: String, smtp_ca: String) -> Settings {
    Settings {
        smtp_url,
        smtp_ca,
        from: "bonjour@nec-ess.example".to_owned(),
        public_url: "https://nec-ess.example".to_owned(),
        patience: Duration::from_secs(5),
        ..Settings::default()
    }
}

async fn send(server: &Server, smtp_url: String, smtp_ca: String) -> Round {
    let mailer = Mailer::new(&settings(smtp_url, smtp_ca), &server.app);
    mailer.unwrap().send_due().await.unwrap()
}

const SENT: Round = Round {
    put_off: 0,
    sent: 1,
    failed: 0,
    postponed: 0,
};
const POSTPONED: Round = Round {
    put_off: 0,
    sent: 0,
    failed: 0,
    postponed: 1,
};

/// `smtps://`, with an authority that `SMTP_CA` names.
async fn encrypted_from_the_first_byte(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let authority = Authority::new();
    let security = Security::Wrapped(authority.vouch("localhost", 2999));
    let smtp = Smtp::secured([], security).await;
    server.send(&Filled::registration()).await.reference();
    let url = format!("smtps://localhost:{}", smtp.address.port());
    assert_eq!(send(&server, url, authority.file()).await, SENT);
    assert_eq!(smtp.taken()[0].to, ["camille@exemple.fr"]);
}

/// `smtp://…?tls=required`.
async fn encrypted_once_connected(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let authority = Authority::new();
    let security = Security::StartTls(authority.vouch("localhost", 2999));
    let smtp = Smtp::secured([], security).await;
    server.send(&Filled::registration()).await.reference();
    let url = format!("smtp://localhost:{}?tls=required", smtp.address.port());
    assert_eq!(send(&server, url, authority.file()).await, SENT);
    assert_eq!(smtp.taken()[0].to, ["camille@exemple.fr"]);
}

/// Signed by nobody that we know, made for another server, or out of date: the mail waits, with the
/// reason, and is sent once the server is right again.
async fn a_wrong_certificate_gets_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let (authority, other) = (Authority::new(), Authority::new());
    server.send(&Filled::registration()).await.reference();
    let good = || authority.vouch("localhost", 2999);
    for (acceptor, authorities, reason) in [
        (good(), String::new(), "UnknownIssuer"),
        (good(), other.file(), "invalid peer certificate"),
        (
            authority.vouch("mail.example", 2999),
            authority.file(),
            "not valid for name",
        ),
        (
            authority.vouch("localhost", 2020),
            authority.file(),
            "expired",
        ),
    ] {
        for (security, url) in [
            (Security::Wrapped(acceptor.clone()), "smtps://localhost:{}"),
            (
                Security::StartTls(acceptor.clone()),
                "smtp://localhost:{}?tls=required",
            ),
        ] {
            let smtp = Smtp::secured([], security).await;
            let url = url.replace("{}", &smtp.address.port().to_string());
            assert_eq!(
                send(&server, url, authorities.clone()).await,
                POSTPONED,
                "{reason}"
            );
            assert!(smtp.taken().is_empty(), "{reason}");
            let unsent = server.store.unsent().await.unwrap();
            assert!(unsent[0].error.contains(reason), "{}", unsent[0].error);
        }
    }
    let smtp = Smtp::secured([], Security::Wrapped(good())).await;
    let url = format!("smtps://localhost:{}", smtp.address.port());
    assert_eq!(send(&server, url, authority.file()).await, SENT);
}

/// Whoever sits in between and takes the offer to encrypt away gets no mail either.
async fn a_server_without_encryption_gets_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let smtp = Smtp::start([]).await;
    for url in ["smtp://localhost:{}?tls=required", "smtps://localhost:{}"] {
        let url = url.replace("{}", &smtp.address.port().to_string());
        assert_eq!(send(&server, url, String::new()).await, POSTPONED);
        let unsent = server.store.unsent().await.unwrap();
        let error = &unsent[0].error;
        assert!(error.contains("smtps:// is for port 465"), "{error}");
    }
    assert!(smtp.taken().is_empty());
}

/// They are told before anything is sent, and no password with them.
async fn settings_that_make_no_sense(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let authority = Authority::new();
    let empty = authority.folder.path().join("empty.pem");
    std::fs::write(&empty, "").unwrap();
    let missing = "/no/such/file.pem".to_owned();
    for (url, authorities) in [
        ("smtp://name:geheim@localhost", authority.file()),
        ("smtps://name:geheim@localhost", empty.display().to_string()),
        ("smtps://name:geheim@localhost", missing),
        ("http://name:geheim@localhost", String::new()),
        ("smtp://name:geheim@localhost?tls=maybe", String::new()),
    ] {
        let settings = settings(url.to_owned(), authorities);
        let mailer = Mailer::new(&settings, &server.app);
        let error = mailer.expect_err(url);
        assert!(error.contains("SMTP_"), "{error}");
        assert!(!error.contains("geheim"), "{error}");
    }
}
