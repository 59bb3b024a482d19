//! Looking again by itself: soon at first, then less and less often, never while nobody can see it.

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use leptos::task::spawn_local;

use crate::browser;
use crate::vista::prelude::*;

const FIRST_MILLIS: u64 = 5_000;
const LAST_MILLIS: u64 = 60_000;

type Look = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

#[derive(Clone, Copy)]
struct Poll {
    look: StoredValue<Look>,
    pause: StoredValue<u64>,
    timer: StoredValue<Option<TimeoutHandle>>,
    busy: StoredValue<bool>,
}

/// Calls `look` until the owner goes; it says whether it found something new.
pub fn poll(look: impl Fn() -> Pin<Box<dyn Future<Output = bool>>> + 'static) {
    let poll = Poll {
        look: StoredValue::new(Rc::new(look)),
        pause: StoredValue::new(FIRST_MILLIS),
        timer: StoredValue::new(None),
        busy: StoredValue::new(false),
    };
    poll.wait();
    let wake = move || {
        poll.pause.try_update_value(|pause| *pause = FIRST_MILLIS);
        poll.run();
    };
    let visible = window_event_listener_untyped("visibilitychange", move |_| wake());
    let online = window_event_listener_untyped("online", move |_| wake());
    on_cleanup(move || {
        visible.remove();
        online.remove();
        poll.stop();
    });
}

impl Poll {
    fn wait(self) {
        let Some(pause) = self.pause.try_get_value() else { return };
        self.stop();
        let timer = set_timeout_with_handle(move || self.run(), Duration::from_millis(pause)).ok();
        self.timer.set_value(timer);
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn run(self) {
        self.stop();
        if self.busy.try_get_value() != Some(false) || browser::is_hidden() || !browser::is_online() {
            return;
        }
        let Some(look) = self.look.try_get_value() else { return };
        self.busy.set_value(true);
        spawn_local(async move {
            let changed = look().await;
            self.busy.set_value(false);
            self.pause.try_update_value(|pause| *pause = if changed { FIRST_MILLIS } else { (*pause * 3 / 2).min(LAST_MILLIS) });
            self.wait();
        });
    }
}
