//! What is cancelled, erased or nobody's is told as such, in words for organisers.

use std::sync::Arc;

use nec_ess_domain::spam;

use crate::by_reference::{done, refused, tell};
use crate::commands::{run, said};
use crate::database::Database;
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::release::{release, site};
use crate::server::Server;

crate::on_both!(
    what_is_over_is_told_as_such,
    what_does_not_wait_for_a_release,
    nobody_has_this_reference,
);

const LAST: &str = "2025-11-27";

/// Whoever does twice what is done, or asks for what is erased, is told how things stand, in words for organisers; nobody
/// is asked whether to erase nothing.
async fn what_is_over_is_told_as_such(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for is_kept_apart in [false, true] {
        let mut filled = Filled::registration();
        if is_kept_apart {
            filled = filled.with(spam::FIELD, "https://exemple.fr");
        }
        let reference = server.send(&filled).await.reference();
        let show = ["show", &*reference];
        let cancel = ["cancel", &*reference];
        let erase = ["erase", &*reference];
        done(tell(&database, &server, &cancel).await);
        let (is_done, _, said) = tell(&database, &server, &cancel).await;
        assert!(
            is_done && said.contains("it was cancelled before"),
            "{said}"
        );
        if is_kept_apart {
            let said = refused(tell(&database, &server, &["resend", &reference]).await);
            assert!(said.contains("it is cancelled"), "{said}");
        }
        done(tell(&database, &server, &[&erase[..], &["--yes"]].concat()).await);
        let (is_done, _, said) = tell(&database, &server, &erase).await;
        assert!(is_done && said.contains("it was erased before"), "{said}");
        let (is_done, card, said) = tell(&database, &server, &show).await;
        assert!(is_done && card.contains("effacé"), "{card}");
        assert!(said.contains("only the reference is left"), "{said}");
        for words in [
            &cancel[..],
            &["correct", &reference, "last_name=X"],
            &["resend", &reference],
        ] {
            let said = refused(tell(&database, &server, words).await);
            let begin = format!("{reference}: it is erased");
            assert!(said.starts_with(&begin), "{said}");
            assert!(!said.contains("page"), "{said}");
        }
    }
}

/// Of what is no longer, or never was, in quarantine it is said what it is instead; nobody is said to have done it.
async fn what_does_not_wait_for_a_release(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let dist = site(Some(1));
    let mut references = Vec::new();
    for number in 0..4 {
        references.push(server.send(&person(number, &[LAST])).await.reference());
    }
    let folder = server.folder().to_str().unwrap();
    for (command, reference) in [("cancel", &references[2]), ("erase", &references[3])] {
        let words = [command, reference, "--dist", folder];
        let words = [&words[..], &["--yes"][..usize::from(command == "erase")]].concat();
        said(&run(&database, &words).await);
    }
    for (reference, expected) in references.iter().zip([
        "it is among the submissions already. Nothing",
        "on the waiting list",
        "it is cancelled",
        "it is erased",
    ]) {
        let (is_done, text) = release(&database, dist.path(), &[reference]).await;
        assert!(!is_done && text.contains(expected), "{expected}: {text}");
        assert!(text.starts_with(&format!("{reference}: ")), "{text}");
        assert!(!text.contains("its person has"), "{text}");
    }
}

/// Clear words for what is nobody's, or no longer anybody's.
async fn nobody_has_this_reference(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for command in ["show", "correct", "cancel", "erase", "resend"] {
        let mut words = vec![command, "NEC-0000-0000"];
        if command == "correct" {
            words.push("last_name=X");
        }
        let said = refused(tell(&database, &server, &words).await);
        assert!(said.contains("NEC-0000-0000: nothing has this"), "{said}");
        assert!(said.contains("deleted"), "{said}");
    }
}
