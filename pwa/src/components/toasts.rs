//! Short messages that are read aloud, stay long enough to be read, and can take back what they tell.

use std::time::Duration;

use super::icon::Icon;
use crate::browser;
use crate::components::keyed::elenco;
use crate::i18n::K;
use crate::vista::prelude::*;

const SECOND: Duration = Duration::from_secs(1);
/// Nobody has to hurry.
const LEAST: usize = 10;
/// Slow reading, and time to look there first.
const LETTERS_A_SECOND: usize = 8;
/// What can be taken back waits longer: it is read, thought over and reached with the keyboard.
const UNDO_LEAST: usize = 30;

/// The messages that are shown now.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    ticking: StoredValue<bool>,
    /// Pointed at, or with the focus inside: time stands still.
    held: StoredValue<bool>,
}

#[derive(Clone)]
struct Toast {
    n: u32,
    testo: String,
    /// Seconds left; none for what stays until it is closed.
    resta: Option<usize>,
    annulla: Option<Callback<()>>,
}

pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            ticking: StoredValue::new(false),
            held: StoredValue::new(false),
        }
    }

    /// Tells something that went well.
    pub fn tell(self, testo: impl Into<String>) {
        let testo = testo.into();
        let stay = stay(&testo, LEAST);
        self.push(testo, Some(stay), None);
    }

    /// Tells something that did not: it stays until it is closed.
    pub fn warn(self, testo: impl Into<String>) {
        self.push(testo.into(), None, None);
    }

    /// Tells what was done at once, and offers to take it back.
    pub fn undo(self, testo: impl Into<String>, annulla: Callback<()>) {
        let testo = testo.into();
        let stay = stay(&testo, UNDO_LEAST);
        self.push(testo, Some(stay), Some(annulla));
    }

    fn push(self, testo: String, resta: Option<usize>, annulla: Option<Callback<()>>) {
        let n = self.next.get_value();
        self.next.set_value(n + 1);
        self.shown.update(|shown| {
            shown.retain(|toast| toast.testo != testo);
            shown.push(Toast { n, testo, resta, annulla });
        });
        if !self.ticking.get_value() {
            self.ticking.set_value(true);
            self.tick();
        }
    }

    /// Once a second while something has a time: a hidden page is not read.
    fn tick(self) {
        set_timeout(
            move || {
                if !self.held.get_value() && !browser::is_hidden() {
                    self.pass();
                }
                if self.shown.with_untracked(|shown| shown.iter().any(|toast| toast.resta.is_some())) {
                    self.tick();
                } else {
                    self.ticking.set_value(false);
                }
            },
            SECOND,
        );
    }

    fn pass(self) {
        let over = self.shown.try_update_untracked(|shown| {
            for toast in shown.iter_mut() {
                toast.resta = toast.resta.map(|resta| resta.saturating_sub(1));
            }
            shown.iter().any(|toast| toast.resta == Some(0))
        });
        if over == Some(true) {
            self.shown.update(|shown| shown.retain(|toast| toast.resta != Some(0)));
        }
    }

    fn close(self, n: u32) {
        self.held.set_value(false);
        self.shown.update(|shown| shown.retain(|toast| toast.n != n));
        browser::focus_if_lost("contenuto");
    }
}

fn stay(testo: &str, least: usize) -> usize {
    (testo.chars().count() / LETTERS_A_SECOND).max(least)
}

#[component]
pub fn ToastArea() -> Nodo {
    let toasts = use_toasts();
    let hold = move || toasts.held.set_value(true);
    let release = move || toasts.held.set_value(false);
    view! {
        <div
            class="toast-container"
            role="status"
            aria-live="polite"
            on:pointerenter=move |_| hold()
            on:pointerleave=move |_| release()
            on:focusin=move |_| hold()
            on:focusout=move |_| release()
        >
            {elenco(move || toasts.shown.get(), |toast| toast.n.to_string(), move |toast| riga(toasts, toast))}
        </div>
    }
}

fn riga(toasts: Toasts, toast: Toast) -> Nodo {
    view! {
        <div class="toast" class:toast-danger=toast.resta.is_none()>
            <Icon nome=if toast.resta.is_none() { "attenzione" } else { "spunta" } />
            <p>{toast.testo}</p>
            {toast
                .annulla
                .map(|annulla| {
                    let undo = move |_| {
                        toasts.close(toast.n);
                        // The page that offered it may have gone.
                        annulla.try_run(());
                    };
                    view! {
                        <button type="button" class="btn btn-link" on:click=undo>
                            {K::AzioneAnnulla}
                        </button>
                    }
                })}
            <button type="button" class="btn-icon" aria-label=K::AzioneChiudi on:click=move |_| toasts.close(toast.n)>
                <Icon nome="croce" />
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_stay_longer() {
        assert_eq!(stay("Salvato.", LEAST), 10);
        assert_eq!(stay(&"a".repeat(160), LEAST), 20);
        assert_eq!(stay("Bozza eliminata.", UNDO_LEAST), 30);
    }
}
