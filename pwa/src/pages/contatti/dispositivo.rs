//! Push messages on this device: the switch, and why there is none.

use cassetto_api::contatti::{DispositivoRevocato, SubscribePush, UnsubscribePush};
use cassetto_api::endpoint::Nulla;
use leptos::task::spawn_local;

use super::Pagina;
use crate::i18n::{K, t};
use crate::push::{self, Stato};
use crate::vista::prelude::*;

pub fn view(pagina: Pagina, chiave: String) -> Nodo {
    let stato = RwSignal::new(None::<Stato>);
    let in_corso = RwSignal::new(false);
    spawn_local(async move {
        let now = push::stato().await;
        stato.set(Some(now));
    });
    let chiave = StoredValue::new(chiave);
    let switch = move |_| {
        if in_corso.get_untracked() {
            return;
        }
        in_corso.set(true);
        let on = matches!(stato.get_untracked(), Some(Stato::Attive(_)));
        spawn_local(async move {
            if on {
                turn_off(pagina).await
            } else {
                turn_on(pagina, &chiave.get_value()).await
            }
            let now = push::stato().await;
            stato.set(Some(now));
            in_corso.set(false);
        });
    };
    let body = move || {
        let text = |key| view! { <p>{t(key)}</p> };
        let button = move |key, class| {
            view! {
                <button type="button" class=class aria-disabled=move || in_corso.get().then_some("true") on:click=switch>
                    {move || if in_corso.get() { t(K::ContattiAttesa) } else { t(key) }}
                </button>
            }
        };
        match stato.get()? {
            Stato::NonPossibile => Some(text(K::NotificheNonPossibile)),
            Stato::Negate => Some(text(K::NotificheNegate)),
            Stato::Spente => Some(button(K::NotificheAttiva, "btn btn-outline-primary")),
            Stato::Attive(_) => {
                let view = view! {
                    <p role="status">{K::NotificheAttive}</p>
                    {button(K::NotificheSpegni, "btn btn-link")}
                };
                Some(view)
            }
        }
    };
    view! {
        <section class="contacts" aria-labelledby="notifiche-titolo">
            <h2 id="notifiche-titolo">{K::NotificheTitolo}</h2>
            <p>{K::NotificheTesto}</p>
            {body}
        </section>
    }
}

async fn turn_on(pagina: Pagina, chiave: &str) {
    let Some(dispositivo) = push::subscribe(chiave).await else {
        if push::stato().await != Stato::Negate {
            pagina.toasts.warn(t(K::NotificheFallita));
        }
        return;
    };
    match pagina.client.post::<SubscribePush>(&Nulla {}, &dispositivo, None).await {
        Ok(_) => pagina.done(t(K::NotificheAttivate)).await,
        Err(errore) => {
            // Nobody would send there.
            push::unsubscribe().await;
            pagina.failed(&errore);
        }
    }
}

async fn turn_off(pagina: Pagina) {
    let Some(endpoint) = push::unsubscribe().await else { return };
    match pagina.client.post::<UnsubscribePush>(&Nulla {}, &DispositivoRevocato { endpoint }, None).await {
        Ok(_) => pagina.done(t(K::NotificheSpente)).await,
        // The push service tells the next sender that the browser is gone.
        Err(_) => pagina.toasts.tell(t(K::NotificheSpente)),
    }
}
