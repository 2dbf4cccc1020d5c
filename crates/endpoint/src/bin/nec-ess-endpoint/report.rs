//! `report`: how things stand.

use nec_ess_endpoint::App;
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::report::Report;

use crate::options::Options;
use crate::organise::print;
use crate::select::{are_there, selection};

pub(crate) async fn report(options: Options) -> Result<(), String> {
    let store = options.open_existing().await?;
    // The words, the days and how many places there are stand beside the pages.
    let app = App::open(options.dist.clone(), store, Links::of_nobody()?)?;
    let selection = selection(&options, &app.store, Some(&app.site.event)).await?;
    are_there(&options, &app.store, &app.site.event).await?;
    let report = Report::new(&app, &selection).await;
    let report = report.map_err(|error| error.to_string())?;
    let text = if options.json {
        report.json()
    } else {
        report.text(&app, options.lang)
    };
    print(text?)
}
