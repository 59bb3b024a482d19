//! Short messages that stay long enough to be read, and are read aloud.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::Icon;
use crate::i18n::{K, t};

const STAY: Duration = Duration::from_secs(12);

/// The messages that are shown now.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

#[derive(Clone, PartialEq)]
struct Toast {
    n: u32,
    testo: String,
    errore: bool,
}

pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Tells something that went well.
    pub fn tell(self, testo: impl Into<String>) {
        let n = self.push(testo.into(), false);
        set_timeout(move || self.close(n), STAY);
    }

    /// Tells something that did not: it stays until it is closed.
    pub fn warn(self, testo: impl Into<String>) {
        self.push(testo.into(), true);
    }

    fn push(self, testo: String, errore: bool) -> u32 {
        let n = self.next.get_value();
        self.next.set_value(n + 1);
        self.shown.update(|shown| {
            shown.retain(|toast| toast.testo != testo);
            shown.push(Toast { n, testo, errore });
        });
        n
    }

    fn close(self, n: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.n != n));
    }
}

#[component]
pub fn ToastArea() -> AnyView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.n let:toast>
                <div class="toast" class:toast-danger=toast.errore>
                    <Icon nome=if toast.errore { "attenzione" } else { "spunta" } />
                    <p>{toast.testo}</p>
                    <button type="button" class="btn-icon" aria-label=t(K::AzioneChiudi) on:click=move |_| toasts.close(toast.n)>
                        <Icon nome="croce" />
                    </button>
                </div>
            </For>
        </div>
    }
    .into_any()
}
