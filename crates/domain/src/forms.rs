//! The forms of the site.

use crate::schema::{Appears, Choices, Field, Form, Kind, Presence, TICKED};

/// The four groups of participants that the event addresses; the last one needs no organisation.
pub const PROFILES: [&str; 4] = ["sse", "public", "company", "citizen"];

const NAME_MAX: usize = 100;
const ORGANISATION_MAX: usize = 200;

const PARTICIPANTS_MAX: usize = 2000;
const ACCESS_NEEDS_MAX: usize = 1000;

/// The answers to a yes-or-no question.
pub const YES_NO: [&str; 2] = ["yes", "no"];

const REQUIRED: Presence = Presence::Required;

const FIRST_NAME: Field = Field::new(
    "first_name",
    Kind::Text { max: NAME_MAX },
    REQUIRED,
    "given-name",
);
const LAST_NAME: Field = Field::new(
    "last_name",
    Kind::Text { max: NAME_MAX },
    REQUIRED,
    "family-name",
);
const EMAIL: Field = Field::new("email", Kind::Email, REQUIRED, "email");
const ORGANISATION: Field = Field::new(
    "organisation",
    Kind::Text {
        max: ORGANISATION_MAX,
    },
    REQUIRED,
    "organization",
);
const COUNTRY: Field = Field::new(
    "country",
    Kind::Select(Choices::Countries),
    REQUIRED,
    "country",
);
const CONSENT: Field = Field::new("consent", Kind::Tick, REQUIRED, "");

/// Registration for the event.
pub static REGISTRATION: Form = Form {
    id: "registration",
    action: "/api/registrations",
    fields: &[
        FIRST_NAME,
        LAST_NAME,
        EMAIL,
        Field::new(
            "profile",
            Kind::One(Choices::Fixed(&PROFILES)),
            REQUIRED,
            "",
        ),
        Field::new(
            "organisation",
            Kind::Text {
                max: ORGANISATION_MAX,
            },
            Presence::RequiredUnless {
                field: "profile",
                values: &["citizen"],
            },
            "organization",
        ),
        COUNTRY,
        Field::new("days", Kind::Many(Choices::Days), REQUIRED, ""),
        Field {
            appears: Appears::OnWorkshopDay,
            ..Field::new("workshop", Kind::Tick, Presence::Optional, "")
        },
        Field {
            // It may tell of someone's health.
            is_private: true,
            ..Field::new(
                "access_needs",
                Kind::LongText {
                    max: ACCESS_NEEDS_MAX,
                },
                Presence::Optional,
                "",
            )
        },
        CONSENT,
        Field::new("newsletter", Kind::Tick, Presence::Optional, ""),
    ],
};

/// Registration for the side workshop.
pub static WORKSHOP: Form = Form {
    id: "workshop",
    action: "/api/workshop-registrations",
    fields: &[
        FIRST_NAME,
        LAST_NAME,
        EMAIL,
        ORGANISATION,
        COUNTRY,
        Field::new(
            "postal_code",
            Kind::PostalCode { country: "country" },
            REQUIRED,
            "postal-code",
        ),
        Field::new(
            "city",
            Kind::Text { max: NAME_MAX },
            REQUIRED,
            "address-level2",
        ),
        Field::new(
            "first_time",
            Kind::One(Choices::Fixed(&YES_NO)),
            REQUIRED,
            "",
        ),
        CONSENT,
    ],
};

/// Request for the travel reimbursement. No bank details: those are asked for by the organisers.
pub static REIMBURSEMENT: Form = Form {
    id: "reimbursement",
    action: "/api/reimbursement-requests",
    fields: &[
        ORGANISATION,
        COUNTRY,
        Field::new(
            "registration_number",
            Kind::RegistrationNumber { country: "country" },
            REQUIRED,
            "",
        ),
        Field::new(
            "address",
            Kind::Text {
                max: ORGANISATION_MAX,
            },
            REQUIRED,
            "address-line1",
        ),
        Field::new(
            "postal_code",
            Kind::PostalCode { country: "country" },
            REQUIRED,
            "postal-code",
        ),
        Field::new(
            "city",
            Kind::Text { max: NAME_MAX },
            REQUIRED,
            "address-level2",
        ),
        FIRST_NAME,
        LAST_NAME,
        EMAIL,
        Field::new(
            "participants",
            Kind::LongText {
                max: PARTICIPANTS_MAX,
            },
            REQUIRED,
            "",
        ),
        Field::new("declaration", Kind::Tick, REQUIRED, ""),
    ],
};

/// Every form of the site.
pub static ALL: [&Form; 3] = [&REGISTRATION, &WORKSHOP, &REIMBURSEMENT];

/// The form that `form` may lead on to, where much of the same is asked.
#[must_use]
pub fn next(form: &Form) -> Option<&'static Form> {
    match form.id {
        "registration" => Some(&WORKSHOP),
        "workshop" => Some(&REIMBURSEMENT),
        _ => None,
    }
}

/// The form that a person goes on to after `form` with these answers.
#[must_use]
pub fn after(form: &Form, answers: &crate::Answers) -> Option<&'static Form> {
    next(form).filter(|next| *next != &WORKSHOP || answers.has("workshop", TICKED))
}

/// The form with this identifier.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Form> {
    ALL.into_iter().find(|form| form.id == id)
}
