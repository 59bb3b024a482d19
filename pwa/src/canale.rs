//! What the tabs of this browser tell each other: that something on the device has changed, never what.
//!
//! Where the browser has no such channel, a tab finds out when it becomes visible.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::vista::prelude::*;

const NAME: &str = "cassetto";

thread_local! {
    /// One for the whole tab: what it says is not heard by itself.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
}

/// Tells the other tabs that what is kept under this key has changed.
pub fn tell(key: &str) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&key.into());
        }
    });
}

/// Calls `heard` with the key of what another tab has changed, until the owner goes.
pub fn hear(heard: impl Fn(String) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(key) = event.data().as_string() {
            heard(key);
        }
    });
    let listener = StoredValue::new(listener);
    let each = move |act: fn(&BroadcastChannel, &js_sys::Function)| {
        CHANNEL.with(|channel| {
            listener.try_with_value(|listener| {
                if let Some(channel) = channel {
                    act(channel, listener.as_ref().unchecked_ref());
                }
            });
        });
    };
    each(|channel, listener| drop(channel.add_event_listener_with_callback("message", listener)));
    on_cleanup(move || each(|channel, listener| drop(channel.remove_event_listener_with_callback("message", listener))));
}
