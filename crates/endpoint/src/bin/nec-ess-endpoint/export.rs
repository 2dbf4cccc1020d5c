//! `export`: the submissions as files.

use std::io::IsTerminal as _;

use nec_ess_endpoint::App;
use nec_ess_endpoint::description;
use nec_ess_endpoint::export::{ForPeople, Format, for_programs};
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::store::Error;

use crate::options::Options;
use crate::organise::{print, tell};
use crate::select::{are_there, selection};

pub(crate) async fn export(options: Options) -> Result<(), String> {
    let format = match options.format {
        Format::Csv if options.plain => Format::PlainCsv,
        format => format,
    };
    if format == Format::Xlsx && std::io::stdout().is_terminal() {
        return Err(
            "a workbook is no text: add a file to write it to, such as > nec-ess.xlsx".into(),
        );
    }
    let store = options.open_existing().await?;
    let site = description::read(&options.dist).ok().map(|file| file.site);
    let event = site.as_ref().map(|site| &site.event);
    let selection = selection(&options, &store, event).await?;
    let failed = |error: Error| error.to_string();
    let everyone = if options.quarantine {
        store.quarantined().await
    } else {
        store.all().await
    };
    let everyone = everyone.map_err(failed)?;
    if let Some(event) = event {
        are_there(&options, &store, event).await?;
    }
    let takes = |stored: &&_| selection.takes(stored);
    let submissions: Vec<_> = everyone.iter().filter(takes).cloned().collect();
    if submissions.is_empty() && !selection.is_everything() {
        tell(format!("nothing matches {}", selection.words()));
    }
    let is_table = match format {
        Format::Jsonl => false,
        Format::PlainCsv => true,
        Format::Csv | Format::Xlsx => {
            let queue = store.waiting_list().await.map_err(failed)?;
            // The words stand beside the pages.
            let app = App::open(options.dist, store, Links::of_nobody()?)?;
            let files = ForPeople {
                app: &app,
                lang: options.lang,
                selection: &selection,
                submissions: &submissions,
                everyone: &everyone,
                queue: &queue,
            };
            return match format {
                Format::Xlsx => print(files.xlsx()?),
                _ => print(files.csv()?),
            };
        }
    };
    print(for_programs(event, is_table, selection.form, &submissions))
}
