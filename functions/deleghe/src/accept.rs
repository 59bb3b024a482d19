use cassetto_api::deleghe::{AcceptDelega, DelegaVoce};
use cassetto_api::motivo::Motivo;
use cassetto_domain::codice_usa::{CodiceUso, EsitoCodice};
use cassetto_domain::delega::{ComandoDelega, Lato};
use cassetto_domain::testo::Filiale;
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::EsitoAccettazione;

use crate::scope::{changed, delega_for};
use crate::voce::voce;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<AcceptDelega>) -> Result<Reply<DelegaVoce>, Failure> {
    let (delega, lato) = delega_for(kit, &caller, richiesta.path.id, ComandoDelega::Accetta).await?;
    let mut campi = Campi::new();
    let codice = campi.check("codice", CodiceUso::parse(&richiesta.body.codice).map_err(|_| Motivo::CodiceSbagliato));
    let filiale = match (richiesta.body.filiale.as_deref(), lato) {
        (Some(filiale), Lato::Intermediario) => campi.check("filiale", Filiale::parse(filiale)),
        (None, Lato::Intermediario) => campi.check("filiale", Err(Motivo::Vuoto)),
        // The branch is the intermediary's to say.
        (_, Lato::Datore) => None,
    };
    campi.finish()?;
    let Some(codice) = codice else { return Err(Failure::campi(Vec::new())) };
    match kit.store.accept_delega(&delega, lato, filiale, &codice, kit.clock.now()).await.map_err(changed)? {
        EsitoAccettazione::Accettata(delega) => Ok(voce(kit, &delega).into()),
        EsitoAccettazione::Codice(esito) => Err(Failure::campo("codice", reason(esito))),
    }
}

/// Somebody else spent the code in the same instant: it is over.
const fn reason(esito: EsitoCodice) -> Motivo {
    match esito {
        EsitoCodice::Sbagliato { .. } => Motivo::CodiceSbagliato,
        EsitoCodice::Esaurito => Motivo::CodiceEsaurito,
        EsitoCodice::Scaduto | EsitoCodice::Giusto => Motivo::CodiceScaduto,
    }
}
