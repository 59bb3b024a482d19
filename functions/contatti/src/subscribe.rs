use cassetto_api::contatti::SubscribePush;
use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_domain::servizio_push;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::Dispositivo;
use data_encoding::BASE64URL_NOPAD;

/// Only push services that are known are written to: the address is the caller's word, and this system would go wherever it says.
pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<SubscribePush>) -> Result<Reply<Nulla>, Failure> {
    let body = richiesta.body;
    let ours = kit.config.canali.servizio_push.as_deref();
    let known = servizio_push::is_known(&body.endpoint) || ours.is_some_and(|ours| body.endpoint.starts_with(ours));
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes()).unwrap_or_default();
    let (p256dh, auth) = (bytes(&body.p256dh), bytes(&body.auth));
    let keys = p256dh.len() == 65 && p256dh.first() == Some(&4) && auth.len() == 16;
    if kit.config.canali.chiave_push.is_none() || !known || !keys {
        return Err(Failure::campo("endpoint", Motivo::DispositivoNonValido));
    }
    let dispositivo = Dispositivo { endpoint: body.endpoint, p256dh, auth, quando: kit.clock.now() };
    kit.store.put_dispositivo(caller.persona(), &dispositivo).await?;
    Ok(Nulla {}.into())
}
