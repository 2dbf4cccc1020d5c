//! `serve`: the site, the forms and the mails, until the system wishes to stop.

use std::net::SocketAddr;
use std::time::Duration;

use nec_ess_endpoint::limits::Limits;
use nec_ess_endpoint::mail::{self, Mailer};
use nec_ess_endpoint::{App, router, server};

use crate::options::Options;

pub(crate) async fn serve(options: Options) -> Result<(), String> {
    let store = options.open().await?;
    let links = options.links(&store).await?;
    let mut app = App::open(options.dist.clone(), store.clone(), links)?;
    app.limits = Limits::from_env()?;
    let connections = server::Limits::from_env()?.within_files();
    app.body_patience = connections.body;
    app.hsts = server::hsts_from_env()?;
    // A day may have more places than when the endpoint was last started.
    store
        .settle(&app.caps())
        .await
        .map_err(|error| format!("cannot give out places: {error}"))?;
    let mailer = mail::Settings::from_env()
        .map(|settings| Mailer::new(&settings, &app))
        .transpose()?;
    let address = SocketAddr::new(options.host, options.port);
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .map_err(|error| format!("cannot listen on {address}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("listening on http://{address}");
    let (ended, end) = tokio::sync::watch::channel(false);
    let sender = mailer.map(|mailer| tokio::spawn(mailer.run(end)));
    if sender.is_none() {
        tracing::info!("SMTP_URL is not set: mails stay in the outbox");
    }
    server::serve(listener, router(app), connections, stop()).await;
    let _ = ended.send(true);
    if let Some(sender) = sender {
        // A mail on its way gets a moment; cut off, it is tried again after the next start.
        let _ = tokio::time::timeout(Duration::from_secs(1), sender).await;
    }
    store.close().await;
    Ok(())
}

/// Waits for Ctrl-C or the system's wish to stop.
async fn stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        if let Ok(mut signal) =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        {
            signal.recv().await;
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
