//! Whether people's calendars hold the event as it is: `revised` and `calendars` of `content/event.toml`.

use jiff::civil::Date;
use nec_ess_domain::Lang;

use crate::calendar;
use crate::error::ContentError;
use crate::parse::Source;
use crate::site::Site;

/// Lines of a calendar file that say when it was made and where the site is, and nothing of the event.
const ABOUT_THE_FILE: [&str; 3] = ["DTSTAMP:", "SEQUENCE:", "URL:"];

impl Site {
    /// What all calendar files say, in eight letters: other days, hours, places or names give others.
    #[must_use]
    pub fn calendars(&self) -> String {
        // FNV-1a: it tells slips of the pen from each other, and no more is asked of it.
        let mut hash = 0x811c_9dc5_u32;
        for file in Lang::ALL.iter().flat_map(|lang| self.calendar_files(*lang)) {
            let file = file.replace("\r\n ", "");
            let lines = file.lines();
            let of_the_event =
                lines.filter(|line| !ABOUT_THE_FILE.iter().any(|start| line.starts_with(start)));
            for byte in of_the_event.flat_map(|line| line.bytes().chain([b'\n'])) {
                hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        format!("{hash:08x}")
    }

    /// Counts what has changed since [`Event::revised`](crate::Event) as changed on `day`, the one of a build, so that
    /// calendars take the newer file also where nobody has written down that it is newer.
    pub fn revise(&mut self, day: Date) {
        if self.event.calendars.as_ref() != Some(&self.calendars()) {
            self.event.revised = self.event.revised.max(day);
        }
    }

    /// Of all days, of the workshop and of each session.
    fn calendar_files(&self, lang: Lang) -> Vec<String> {
        let sessions = self.programme.sessions.iter();
        [calendar::days(self, &self.event.days, lang)]
            .into_iter()
            .chain(calendar::workshop(self, lang))
            .chain(sessions.filter_map(|session| calendar::session(self, session, lang)))
            .collect()
    }
}

/// What the editor of `source`, `event.toml`, is to write where the files are not those of `revised`.
pub(crate) fn note(site: &Site, source: &Source) -> Option<ContentError> {
    let calendars = site.calendars();
    let message = format!(
        "calendars: the days, hours, places or names of calendar files have changed since `revised`: write the day of today there, \
         and `calendars = {calendars:?}`. Until then they count as changed on the day of each build"
    );
    (site.event.calendars.as_ref() != Some(&calendars))
        .then(|| source.error_at(&["calendars"], message))
}
