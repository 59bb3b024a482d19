//! Push messages for this browser, where it can have them.

use cassetto_api::contatti::Dispositivo;
use cassetto_leggere::Leggibile;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription, PushSubscriptionOptionsInit, ServiceWorkerRegistration,
};

/// What this browser has of push messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stato {
    /// None, or not here.
    NonPossibile,
    /// The person said no; only the browser's settings help.
    Negate,
    Spente,
    /// With the address that the API knows it by.
    Attive(String),
}

/// What a subscription is as JSON (Push API).
#[derive(Leggibile)]
struct Iscrizione {
    endpoint: String,
    keys: Chiavi,
}

#[derive(Leggibile)]
struct Chiavi {
    p256dh: String,
    auth: String,
}

/// How it stands now.
pub async fn stato() -> Stato {
    let Some(manager) = manager().await else { return Stato::NonPossibile };
    if Notification::permission() == NotificationPermission::Denied {
        return Stato::Negate;
    }
    match current(&manager).await {
        Some(subscription) => Stato::Attive(subscription.endpoint()),
        None => Stato::Spente,
    }
}

/// Asks the person and then the browser; none when either says no.
pub async fn subscribe(chiave: &str) -> Option<Dispositivo> {
    let manager = manager().await?;
    let answer = JsFuture::from(Notification::request_permission().ok()?).await.ok()?;
    if answer.as_string().as_deref() != Some("granted") {
        return None;
    }
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&JsValue::from_str(chiave));
    let subscription = JsFuture::from(manager.subscribe_with_options(&options).ok()?).await.ok()?;
    let text = js_sys::JSON::stringify(&subscription).ok()?.as_string()?;
    let Iscrizione { endpoint, keys } = cassetto_leggere::read(&text)?;
    Some(Dispositivo { endpoint, p256dh: keys.p256dh, auth: keys.auth })
}

/// Ends the subscription; gives its address.
pub async fn unsubscribe() -> Option<String> {
    let subscription = current(&manager().await?).await?;
    let endpoint = subscription.endpoint();
    JsFuture::from(subscription.unsubscribe().ok()?).await.ok()?;
    Some(endpoint)
}

async fn manager() -> Option<PushManager> {
    let has = |object: &JsValue, name: &str| js_sys::Reflect::has(object, &name.into()).unwrap_or(false);
    let window = window();
    if !has(&window, "PushManager") || !has(&window, "Notification") || !has(&window.navigator(), "serviceWorker") {
        return None;
    }
    let registration = JsFuture::from(window.navigator().service_worker().get_registration()).await.ok()?;
    registration.dyn_into::<ServiceWorkerRegistration>().ok()?.push_manager().ok()
}

async fn current(manager: &PushManager) -> Option<PushSubscription> {
    let found = JsFuture::from(manager.get_subscription().ok()?).await.ok()?;
    found.dyn_into::<PushSubscription>().ok()
}
