//! Whether there is a network: as far as the browser can tell, and as far as the service answers.

use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::stato_servizio::GetStatus;
use leptos::task::spawn_local;

use crate::api::Client;
use crate::browser;
use crate::vista::prelude::*;

/// So many calls in a row without an answer are no network, whatever the browser says.
const TROPPE: u8 = 2;
/// How often to try whether the service answers again.
const PROVA: Duration = Duration::from_secs(10);

/// True while there is one.
#[derive(Clone, Copy)]
pub struct Rete {
    browser: RwSignal<bool>,
    /// Calls without an answer since the last that had one.
    mancate: RwSignal<u8>,
    rete: Memo<bool>,
}

impl Rete {
    pub fn new() -> Self {
        let online = RwSignal::new(browser::is_online());
        let mancate = RwSignal::new(0);
        let rete = Self { browser: online, mancate, rete: memo(move || online.get() && mancate.get() < TROPPE) };
        for event in ["online", "offline"] {
            window_event_listener_untyped(event, move |_| {
                mancate.set(0);
                online.set(browser::is_online());
            });
        }
        rete
    }

    pub fn get(self) -> bool {
        self.rete.get()
    }

    pub fn get_untracked(self) -> bool {
        self.rete.get_untracked()
    }

    /// A call had an answer.
    pub fn answered(self) {
        if self.mancate.get_untracked() > 0 {
            self.mancate.set(0);
        }
        // A browser that is wrong about it, as on a machine that serves itself.
        if !self.browser.get_untracked() {
            self.browser.set(true);
        }
    }

    /// A call had none.
    pub fn missed(self) {
        self.browser.set(browser::is_online());
        self.mancate.update(|mancate| *mancate = mancate.saturating_add(1));
    }

    /// Runs whenever the network is there again.
    pub fn on_return(self, run: impl Fn() + 'static) {
        effect_with(move |before: Option<bool>| {
            let now = self.get();
            if before == Some(false) && now {
                untrack(&run);
            }
            now
        });
    }

    /// While the browser believes in a network that answers nothing, tries again by itself.
    pub fn probe(self, client: Client) {
        let _ = set_interval_with_handle(
            move || {
                if self.mancate.get_untracked() >= TROPPE && browser::is_online() && !browser::is_hidden() {
                    spawn_local(async move {
                        let _ = client.call_in_background::<GetStatus>(&Nulla {}, &Nulla {}).await;
                    });
                }
            },
            PROVA,
        );
    }
}

pub fn use_rete() -> Rete {
    expect_context()
}
