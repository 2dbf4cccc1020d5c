//! `serve`: the site, the forms and the mails, until the system wishes to stop.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use nec_ess_endpoint::limits::Limits;
use nec_ess_endpoint::mail::{self, Mailer};
use nec_ess_endpoint::metrics::{self, Metrics};
use nec_ess_endpoint::{App, plain, retention, router, server, variable};
use tokio::net::TcpListener;
use tokio::sync::watch::Receiver;

use crate::options::Options;

/// Connections at a time to the figures.
const WATCHING: usize = 16;

pub(crate) async fn serve(options: Options) -> Result<(), String> {
    let store = options.open().await?;
    let links = options.links(&store).await?;
    let mut app = App::open(options.dist.clone(), store.clone(), links)?;
    if let Some(day) = options.as_of
        && app.as_of != Some(day)
    {
        return Err(format!(
            "--as-of {day}: the pages in {} show another day; `cargo xtask build --as-of {day}` makes them anew",
            options.dist.display()
        ));
    }
    app.limits = Limits::from_env()?;
    let connections = server::Limits::from_env()?.within_files();
    app.body_patience = connections.body;
    app.hsts = server::hsts_from_env()?;
    // A day may have more places than when the endpoint was last started.
    store
        .settle(&app.offered())
        .await
        .map_err(|error| format!("cannot give out places: {error}"))?;
    let mailer = mail::Settings::from_env()?
        .map(|settings| Mailer::new(&settings, &app))
        .transpose()?;
    app.sends_mail = mailer.is_some();
    let site = SocketAddr::new(options.host, options.port);
    let (listener, address) = listen(site, "--port 8081").await?;
    let watched = match options.metrics {
        Some(address) => Some(listen(address, "--metrics 127.0.0.1:9465").await?),
        None => None,
    };
    println!("listening on http://{address}");
    let (ended, end) = tokio::sync::watch::channel(false);
    if let Some((listener, address)) = watched {
        println!("metrics on http://{address}/metrics");
        tokio::spawn(watch(listener, app.clone(), connections, end.clone()));
    }
    if let Some(day) = app.as_of {
        // Not to standard output: whoever waits for the address there may have stopped reading.
        tracing::warn!("shows the site as on {day}, whatever day it is");
    }
    let sender = mailer.map(|mailer| tokio::spawn(mailer.run(end.clone())));
    tokio::spawn(app.clone().keep_looking(end.clone()));
    let keeper = retention::keep(app.clone(), retention::SystemClock::start(), end);
    let keeper = tokio::spawn(keeper);
    if sender.is_none() {
        say_nothing_is_sent()?;
    }
    let metrics = app.metrics.clone();
    server::serve(listener, router(app), connections, &metrics, stop()).await;
    let _ = ended.send(true);
    if let Some(sender) = sender {
        // A mail on its way gets a moment; cut off, it is tried again after the next start.
        let _ = tokio::time::timeout(Duration::from_secs(1), sender).await;
    }
    let _ = tokio::time::timeout(Duration::from_secs(1), keeper).await;
    store.close().await;
    Ok(())
}

/// Says that mails stay where they are; louder to whoever has set a part of it up and wants them to go.
fn say_nothing_is_sent() -> Result<(), String> {
    for name in ["MAIL_FROM", "SMTP_CA"] {
        if variable::read(name)?.is_some() {
            tracing::warn!(
                "{name} is set, but SMTP_URL is not: mails stay in the outbox; {}",
                mail::SERVER
            );
            return Ok(());
        }
    }
    tracing::info!("SMTP_URL is not set: mails stay in the outbox");
    Ok(())
}

/// Listens on `address`, or on a free port of it; says which. `other` is what may help where that is taken.
async fn listen(address: SocketAddr, other: &str) -> Result<(TcpListener, SocketAddr), String> {
    let listener = TcpListener::bind(address).await.map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AddrInUse => {
                format!("another program listens there already; expected a free port, such as {other}")
            }
            ErrorKind::AddrNotAvailable => {
                "this machine has no such address; expected one of its own, such as 127.0.0.1 or 0.0.0.0".into()
            }
            ErrorKind::PermissionDenied => {
                "ports below 1024 are for root; expected another one, such as 8080".into()
            }
            _ => plain::words(&error),
        };
        format!("cannot listen on {address}: {why}")
    })?;
    let address = listener
        .local_addr()
        .map_err(|error| plain::words(&error))?;
    Ok((listener, address))
}

/// Serves the figures until `end`. Whoever watches is few, and not counted among the visitors.
async fn watch(listener: TcpListener, app: App, limits: server::Limits, mut end: Receiver<bool>) {
    let limits = server::Limits {
        connections: WATCHING,
        ..limits
    };
    let end = async { drop(end.wait_for(|is_over| *is_over).await) };
    server::serve(
        listener,
        metrics::router(app),
        limits,
        &Metrics::default(),
        end,
    )
    .await;
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
