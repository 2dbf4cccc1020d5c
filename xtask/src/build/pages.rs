//! The pages, prerendered, with everything beside them, in the folder for the host.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::build::assets::Assets;
use crate::build::{AUTO, Kind, Request, compress, plugin, publish};
use crate::failure::Result;
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::run;
use crate::repo::Repo;
use crate::step::{step, unchanged};

/// Fills a fresh folder and puts it in the place of the old one.
pub(crate) fn publish(repo: &Repo, kind: Kind, request: &Request, assets: &Assets) -> Result<()> {
    let out = repo.path(&request.out);
    publish::refuse_strangers(&out)?;
    let inputs = inputs(repo, request, assets)?;
    let name = format!("pages → {}", repo.shown(&out));
    let place = Fingerprint::default()
        .setting("out", out.display())
        .finish();
    let stamp = Stamp::at(
        repo.work()
            .join(kind.name())
            .join(format!("pages-{}.stamp", &place[..10])),
    );
    // The folder itself is part of it: someone may have changed what is in there.
    if out.is_dir() && stamp.holds(&with_tree(&inputs, &out)?) {
        unchanged(&name);
        return Ok(());
    }
    let stage = repo.work().join(kind.name()).join("stage");
    files::remove_folder(&stage)?;
    step(&name, || fill(repo, request, assets, &stage))?;
    if request.reload {
        files::write(&stage.join("build-id.txt"), &inputs)?;
    }
    if kind.ships() {
        compress::folder(repo, &stage)?;
    }
    stamp.clear();
    publish::swap(&stage, &out)?;
    stamp.set(&with_tree(&inputs, &out)?)
}

fn fill(repo: &Repo, request: &Request, assets: &Assets, stage: &Path) -> Result<()> {
    files::create_folder(stage)?;
    publish::copy_tree(&assets.folder, stage)?;
    publish::copy_tree(&repo.path("public"), stage)?;
    prerender(repo, request, &assets.index, stage)?;
    plugin::pack(repo, stage)
}

/// Runs the prerenderer into a folder.
pub(crate) fn prerender(repo: &Repo, request: &Request, assets: &Path, out: &Path) -> Result<()> {
    let mut command = Command::new(repo.binary("prerender"));
    command.current_dir(repo.root());
    command.arg("--content").arg(&request.content);
    command.args(["--template", "index.html"]);
    command.arg("--assets").arg(assets).arg("--out").arg(out);
    if let Some(origin) = &request.origin {
        command.args(["--origin", origin]);
    }
    if let Some(as_of) = &request.as_of {
        command.args(["--as-of", as_of]);
    }
    if request.reload {
        command.args(["--states", "yes"]);
    }
    run(&mut command).map_err(|failure| {
        failure.mended_by("correct the file and line named above (content/ or index.html)")
    })
}

/// Everything that the pages come from; the program by its time and length, as it is large.
fn inputs(repo: &Repo, request: &Request, assets: &Assets) -> Result<String> {
    let sources = Fingerprint::of_step()?
        .tree(&repo.path(&request.content))?
        .tree(&repo.path("public"))?
        .tree(&repo.path("index.html"))?
        .tree(&repo.binary("prerender"))?
        .bytes("assets", &files::read(&assets.index)?)
        // Its name says nothing of its content, unlike those that the index holds.
        .bytes(
            "embed script",
            &files::read(&assets.folder.join("embed.js"))?,
        )
        .bytes("css", &files::read(&assets.styles.site)?)
        .bytes("embed form css", &files::read(&assets.styles.embed_form)?)
        .bytes("embed faq css", &files::read(&assets.styles.embed_faq)?)
        .bytes(
            "embed programme css",
            &files::read(&assets.styles.embed_programme)?,
        )
        .setting("origin", request.origin.as_deref().unwrap_or_default())
        .setting("as of", request.as_of.as_deref().unwrap_or_default())
        .setting("day", day(request));
    Ok(plugin::inputs(repo, sources)?.finish())
}

/// The day that it is, in days since 1970, where pages depend on it: they say what has passed.
fn day(request: &Request) -> u64 {
    if matches!(request.as_of.as_deref(), Some(as_of) if as_of != AUTO) {
        return 0;
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() / 86_400)
}

fn with_tree(inputs: &str, out: &Path) -> Result<String> {
    Ok(Fingerprint::default()
        .setting("inputs", inputs)
        .tree(out)?
        .finish())
}
