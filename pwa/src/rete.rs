//! Whether there is a network, as far as the browser can tell.

use leptos::prelude::*;

use crate::browser;

/// True while there is one.
#[derive(Clone, Copy)]
pub struct Rete(RwSignal<bool>);

impl Rete {
    pub fn new() -> Self {
        let online = RwSignal::new(browser::is_online());
        for event in ["online", "offline"] {
            window_event_listener_untyped(event, move |_| online.set(browser::is_online()));
        }
        Self(online)
    }

    pub fn get(self) -> bool {
        self.0.get()
    }
}

pub fn use_rete() -> Rete {
    expect_context()
}
