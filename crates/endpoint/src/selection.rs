//! Which submissions an organiser asks for.

use nec_ess_domain::wire::{PlaceStatus, Status};
use nec_ess_domain::{Form, Named, forms};

use crate::store::{State, Stored, chosen};

/// Which submissions are asked for: those that all of this is true of.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Of this form.
    pub form: Option<&'static Form>,
    /// With this day among those that the person chose.
    pub day: Option<String>,
    /// In this state; with a day, in this state on that day.
    pub state: Option<Status>,
    /// That came after this one.
    pub since: Option<Mark>,
    /// With an answer to the field of this name.
    pub answered: Option<String>,
    /// Who has a place: on the day, where there is one.
    pub coming: bool,
}

/// A submission that others came after.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its reference.
    pub reference: String,
    /// When it came.
    pub created_at: String,
}

impl Selection {
    /// Whether all submissions are asked for.
    #[must_use]
    pub const fn is_everything(&self) -> bool {
        self.form.is_none()
            && self.day.is_none()
            && self.state.is_none()
            && self.since.is_none()
            && self.answered.is_none()
            && !self.coming
    }

    /// Whether `stored` is asked for.
    #[must_use]
    pub fn takes(&self, stored: &Stored) -> bool {
        let form = self.form.is_none_or(|form| form.id == stored.form);
        let after = |mark: &Mark| {
            (&stored.created_at, &stored.reference) > (&mark.created_at, &mark.reference)
        };
        let state = match &self.day {
            Some(day) => state_on(stored, day),
            None => Some(stored.status()),
        };
        let answered = |name: &String| !stored.answers.first(name).is_empty();
        form && self.since.as_ref().is_none_or(after)
            && state.is_some_and(|found| self.state.is_none_or(|state| state == found))
            && self.answered.as_ref().is_none_or(answered)
            && (!self.coming || has_place(stored, self.day.as_deref()))
    }

    /// Whether `form` is asked for.
    #[must_use]
    pub fn has_form(&self, form: &Form) -> bool {
        self.form.is_none_or(|wanted| wanted == form)
    }

    /// Whether the day `id` is asked for.
    #[must_use]
    pub fn has_day(&self, id: &str) -> bool {
        self.day.as_ref().is_none_or(|wanted| wanted == id)
    }

    /// As it is written on the command line.
    #[must_use]
    pub fn words(&self) -> String {
        let options = [
            ("form", self.form.map(|form| form.id)),
            ("day", self.day.as_deref()),
            ("state", self.state.map(Status::name)),
            (
                "since",
                self.since.as_ref().map(|mark| mark.reference.as_str()),
            ),
            ("answered", self.answered.as_deref()),
        ];
        let given = options.iter().filter_map(|(name, value)| {
            let value = value.as_ref()?;
            Some(format!("--{name} {value}"))
        });
        let coming = self.coming.then(|| "--coming".to_owned());
        given.chain(coming).collect::<Vec<_>>().join(" ")
    }
}

/// Whether the person of `stored` is expected: on `day`, or on any. Who only waits for a place is not; who sent a form
/// without days is.
#[must_use]
pub fn has_place(stored: &Stored, day: Option<&str>) -> bool {
    let is_wanted = |had: &str| day.is_none_or(|day| day == had);
    let mut days = stored.days.iter();
    stored.state == State::Active
        && (day.is_none() && stored.days.is_empty()
            || days.any(|had| is_wanted(&had.day) && had.status == PlaceStatus::Confirmed))
}

/// What has become of `stored` on the day `id`; nothing where its person did not choose that day.
pub(crate) fn state_on(stored: &Stored, id: &str) -> Option<Status> {
    let place = stored.days.iter().find(|place| place.day == id);
    match (stored.state, place) {
        (State::Erased, _) => None,
        (State::Active, Some(place)) => Some(match place.status {
            PlaceStatus::Confirmed => Status::Registered,
            PlaceStatus::Waiting => Status::Waiting,
        }),
        // Without a place: cancelled, or kept apart.
        (State::Active | State::Cancelled, _) => {
            let has_chosen = chosen_days(stored).iter().any(|day| day == id);
            has_chosen.then(|| stored.status())
        }
    }
}

/// The days that the person of `stored` chose.
pub(crate) fn chosen_days(stored: &Stored) -> Vec<String> {
    forms::by_id(&stored.form).map_or_else(Vec::new, |form| chosen(form, &stored.answers))
}

/// The days of the event, and those that people chose before the event had others.
pub(crate) fn all_days(event_days: Vec<String>, submissions: &[Stored]) -> Vec<String> {
    let mut days = event_days;
    for stored in submissions {
        let placed = stored.days.iter().map(|place| place.day.clone());
        days.extend(placed.chain(chosen_days(stored)));
    }
    days.sort_unstable();
    days.dedup();
    days
}
