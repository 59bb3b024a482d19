use cassetto_api::contatti::UnsubscribePush;
use cassetto_api::endpoint::Nulla;
use cassetto_domain::avviso::Canale;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};

/// With the last browser push messages are chosen no longer.
pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<UnsubscribePush>) -> Result<Reply<Nulla>, Failure> {
    let persona = caller.persona();
    kit.store.delete_dispositivo(persona, &richiesta.body.endpoint).await?;
    let recapiti = kit.store.recapiti(persona, kit.clock.now()).await?;
    let chosen = recapiti.persona.preferenze.canali.values().any(|canali| canali.contains(&Canale::Push));
    if chosen && recapiti.dispositivi.is_empty() {
        kit.store.set_preferenze(persona, &recapiti.persona.preferenze.without(Canale::Push)).await?;
    }
    Ok(Nulla {}.into())
}
