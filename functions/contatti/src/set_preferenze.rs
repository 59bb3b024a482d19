use std::collections::BTreeSet;

use cassetto_api::contatti::SetPreferenze;
use cassetto_api::endpoint::Nulla;
use cassetto_domain::avviso::Canale;
use cassetto_domain::preferenze::{Dispositivi, Preferenze};
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta};

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<SetPreferenze>) -> Result<Reply<Nulla>, Failure> {
    let (body, id) = (richiesta.body, caller.persona());
    let recapiti = kit.store.recapiti(id, kit.clock.now()).await?;
    let dispositivi = if recapiti.dispositivi.is_empty() { Dispositivi::Nessuno } else { Dispositivi::Qualcuno };
    let (mut campi, mut preferenze) = (Campi::new(), Preferenze { lingua: body.lingua.into(), ..Preferenze::default() });
    for (index, scelta) in body.preferenze.iter().enumerate() {
        let canali: BTreeSet<Canale> = scelta.canali.iter().map(|canale| Canale::from(*canale)).collect();
        campi.check(&format!("preferenze[{index}]"), Preferenze::check(&canali, &recapiti.persona.contatti, dispositivi));
        preferenze.canali.insert(scelta.genere.into(), canali);
    }
    campi.finish()?;
    kit.store.set_preferenze(id, &preferenze).await?;
    Ok(Nulla {}.into())
}
