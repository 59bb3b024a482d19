//! The address bar: what it says, followed; going elsewhere without loading the app again; links that stay inside.
//!
//! The table of the pages is [`crate::rotta`]'s; of a router nothing else is wanted, and the library's weighs a tenth of what an
//! employer's first visit may (ADR 0029).

use std::time::Duration;

use leptos::ev;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use crate::vista::prelude::*;

/// The address, in its parts.
#[derive(Clone, Copy)]
pub struct Indirizzo {
    path: RwSignal<String>,
    search: RwSignal<String>,
    hash: RwSignal<String>,
    /// How many times pages were done with, and where the last ones began. Each place of the browser's history keeps the number of when it
    /// was visited.
    finite: StoredValue<(u32, String)>,
}

/// How long a browser may take to go back.
const INDIETRO: Duration = Duration::from_millis(300);

/// How one goes elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passaggio {
    /// To the top of another page; back leads here.
    Avanti,
    /// Instead of this page, which back skips.
    Invece,
    /// As forward, and what is looked at stays where it is.
    Fermo,
}

impl Indirizzo {
    /// Follows the address and the clicks on links, for as long as the app lives.
    pub fn start() -> Self {
        let indirizzo = Self {
            path: RwSignal::default(),
            search: RwSignal::default(),
            hash: RwSignal::default(),
            finite: StoredValue::new((0, String::new())),
        };
        indirizzo.read();
        window_event_listener(ev::popstate, move |_| {
            if indirizzo.is_done_with() {
                indirizzo.skip();
            } else {
                indirizzo.read();
            }
        });
        window_event_listener(ev::click, move |event| {
            if let Some(to) = inside(&event) {
                event.prevent_default();
                indirizzo.go(&to);
            }
        });
        indirizzo
    }

    /// Without what follows `?` or `#`.
    pub fn path(self) -> ReadSignal<String> {
        self.path.read_only()
    }

    /// What follows `?`, as it is written.
    pub fn search(self) -> ReadSignal<String> {
        self.search.read_only()
    }

    /// From `#` on; empty when there is none.
    pub fn hash(self) -> ReadSignal<String> {
        self.hash.read_only()
    }

    /// To another page.
    pub fn go(self, to: &str) {
        self.pass(to, Passaggio::Avanti);
    }

    /// To a page that back does not return from to this one.
    pub fn go_instead(self, to: &str) {
        self.pass(to, Passaggio::Invece);
    }

    /// To a page instead of this one, and of all those before it whose path begins with `finite`: back skips them.
    pub fn go_past(self, finite: &str, to: &str) {
        self.finite.update_value(|(giro, path)| {
            *giro += 1;
            finite.clone_into(path);
        });
        self.go_instead(to);
    }

    /// Whether the browser is at a page that is done with.
    fn is_done_with(self) -> bool {
        let at = window().history().and_then(|history| history.state()).ok().and_then(|state| state.as_f64()).unwrap_or_default();
        self.finite
            .with_value(|(giro, path)| at < f64::from(*giro) && here().is_ok_and(|[now, ..]| !path.is_empty() && now.starts_with(path)))
    }

    /// Back once more; home when there is nothing before it.
    fn skip(self) {
        let _ = window().history().and_then(|history| history.back());
        let home = move || {
            if self.is_done_with() {
                self.go_instead("/");
            }
        };
        set_timeout(home, INDIETRO);
    }

    /// To the same page with other content: it does not move.
    pub fn go_still(self, to: &str) {
        self.pass(to, Passaggio::Fermo);
    }

    fn pass(self, to: &str, come: Passaggio) {
        let state = JsValue::from(self.finite.with_value(|(giro, _)| *giro));
        let done = window().history().and_then(|history| match come {
            // A link to where one is: back would lead to the same.
            _ if here().is_ok_and(|[path, search, hash]| to == path + &search + &hash) => Ok(()),
            Passaggio::Invece => history.replace_state_with_url(&state, "", Some(to)),
            Passaggio::Avanti | Passaggio::Fermo => history.push_state_with_url(&state, "", Some(to)),
        });
        if done.is_err() {
            // Some browsers allow so many a minute: then the page is loaded as any other.
            let _ = window().location().set_href(to);
            return;
        }
        self.read();
        // Once the page is there.
        request_animation_frame(move || {
            let hash = self.hash.get_untracked();
            match hash.strip_prefix('#').and_then(|id| document().get_element_by_id(id)) {
                Some(element) => element.scroll_into_view(),
                None if come != Passaggio::Fermo => window().scroll_to_with_x_and_y(0.0, 0.0),
                None => {}
            }
        });
    }

    fn read(self) {
        let Ok([path, search, hash]) = here() else { return };
        let search = search.strip_prefix('?').unwrap_or_default().to_owned();
        // The path last: who follows it finds the others.
        for (signal, now) in [(self.search, search), (self.hash, hash), (self.path, path)] {
            if signal.with_untracked(|before| *before != now) {
                signal.set(now);
            }
        }
    }
}

pub fn use_indirizzo() -> Indirizzo {
    expect_context()
}

fn here() -> Result<[String; 3], JsValue> {
    let location = window().location();
    Ok([location.pathname()?, location.search()?, location.hash()?])
}

/// Where a click leads inside the app; none when it is no plain click, or for the browser to follow.
fn inside(event: &MouseEvent) -> Option<String> {
    let plain = !event.default_prevented()
        && event.button() == 0
        && !event.meta_key()
        && !event.alt_key()
        && !event.ctrl_key()
        && !event.shift_key();
    let link: HtmlAnchorElement =
        event.target().filter(|_| plain)?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()?;
    let ours = link.target().is_empty()
        && !link.has_attribute("download")
        && link.rel().split(' ').all(|word| word != "external")
        && window().location().origin().is_ok_and(|origin| origin == link.origin());
    ours.then(|| link.pathname() + &link.search() + &link.hash())
}
