//! The picture for links: the hero of the home page, as large as networks show it.

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::Lang;

use super::colours::colour;
use super::lettering::Lettering;
use crate::components::hero_drawing::HeroDrawing;
use crate::document::inert;
use crate::render::share::share_text;

/// The size that networks ask for, in pixels.
pub(super) const WIDTH: u32 = 1200;
/// See [`WIDTH`].
pub(super) const HEIGHT: u32 = 630;

const LEFT: f32 = 72.0;
/// As wide as the title may be, beside the drawing.
const TITLE_WIDTH: f32 = 600.0;
/// The sizes of the title, the first that fits: as high as the room under its first line.
const TITLE_SIZES: [f32; 5] = [62.0, 54.0, 46.0, 38.0, 30.0];
const TITLE_TOP: f32 = 190.0;
const TITLE_HEIGHT: f32 = 300.0;
const LEADING: f32 = 1.15;

/// The drawing.
pub(super) fn svg(site: &Site, lang: Lang) -> Result<String, String> {
    let display = Lettering::new(dejavu::serif::bold())?;
    let text = Lettering::new(dejavu::sans::bold())?;
    let [when, title] = share_text(site, lang);
    let (size, lines) = fitting(&display, &title);
    let title: String = lines
        .iter()
        .zip(0_u8..)
        .map(|(line, row)| {
            let y = TITLE_TOP + size + f32::from(row) * size * LEADING;
            display.path(line, size, LEFT, y)
        })
        .collect();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><style>{style}</style>\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{deep}\"/>\
         <svg x=\"696\" y=\"235.2\" width=\"504\" height=\"394.8\" viewBox=\"0 0 480 376\">{drawing}</svg>\
         <path fill=\"{mark}\" d=\"{when}\"/><path fill=\"{ink}\" d=\"{title}\"/>\
         <path fill=\"{soft}\" d=\"{organiser}\"/></svg>",
        style = style(),
        deep = colour("deep"),
        drawing = inert(|| view! { <HeroDrawing /> }.to_html()),
        mark = colour("mark"),
        when = text.path(&when, 30.0, LEFT, 120.0),
        ink = colour("ink"),
        soft = colour("soft"),
        organiser = text.path(&site.settings.organiser.name, 24.0, LEFT, 570.0),
    ))
}

/// The lines of `title` in the largest size that has room for them.
fn fitting(display: &Lettering, title: &str) -> (f32, Vec<String>) {
    let set = |size| (size, display.lines(title, size, TITLE_WIDTH));
    let fits =
        |(size, lines): &(f32, Vec<String>)| lines.len() as f32 * size * LEADING <= TITLE_HEIGHT;
    let sizes = TITLE_SIZES.into_iter().map(set);
    let [.., least] = TITLE_SIZES;
    sizes.clone().find(fits).unwrap_or_else(|| set(least))
}

/// What `style/drawing.css` and `style/hero.css` say of the drawing's parts.
fn style() -> String {
    format!(
        ".tower{{fill:{tower}}}.side{{fill:{line}}}.way{{fill:{accent}}}.sun,.slab{{fill:{glow}}}\
         .people{{fill:{ink}}}.other{{fill:{sky}}}.joint{{fill:none}}\
         .joint,.slab,.people{{stroke:{deep};stroke-width:3}}",
        tower = colour("tower"),
        line = colour("line"),
        accent = colour("accent"),
        glow = colour("glow"),
        ink = colour("ink"),
        sky = colour("sky"),
        deep = colour("deep"),
    )
}
