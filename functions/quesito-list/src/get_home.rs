//! Two queries: the person with their rapporti, and their latest quesiti.

use cassetto_api::home::{GetHome, Home, ScadenzaVoce};
use cassetto_api::modello::RapportoVoce;
use cassetto_domain::calendario::{oggi, prossima_scadenza};
use cassetto_runtime::vista::{Vista, giorno};
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{FiltroQuesiti, Rapporto};
use jiff::Timestamp;

use crate::scope;

/// How far back unread answers are looked for.
const LATEST: usize = 50;

/// How many quesiti without news are shown.
const RECENT: usize = 5;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<GetHome>) -> Result<Reply<Home>, Failure> {
    let datore = scope::datore(kit, &caller, richiesta.query.datore).await?;
    let (persona, rapporti) = kit.store.home(datore).await?;
    let latest = kit.store.list_quesiti(datore, &FiltroQuesiti::default(), None, LATEST).await?;
    let (unread, read): (Vec<_>, Vec<_>) = latest.voci.iter().partition(|quesito| quesito.da_leggere());
    Ok(Home {
        datore: persona.nome_e_cognome(),
        tocca_a_te: unread.into_iter().map(|quesito| Vista::Cittadino.quesito(quesito)).collect(),
        recenti: read.into_iter().take(RECENT).map(|quesito| Vista::Cittadino.quesito(quesito)).collect(),
        rapporti: rapporti.into_iter().map(rapporto).collect(),
        scadenza: scadenza(kit.clock.now()),
    }
    .into())
}

fn rapporto(rapporto: Rapporto) -> RapportoVoce {
    RapportoVoce {
        codice: rapporto.codice.to_string(),
        lavoratore: rapporto.lavoratore,
        mansione: rapporto.mansione.into(),
        stato: rapporto.stato.into(),
        inizio: giorno(rapporto.inizio),
        fine: rapporto.fine.map(giorno),
        ore_settimanali: rapporto.ore,
    }
}

fn scadenza(now: Timestamp) -> ScadenzaVoce {
    let scadenza = prossima_scadenza(oggi(now));
    ScadenzaVoce { trimestre: scadenza.trimestre.numero, anno: scadenza.trimestre.anno, dal: giorno(scadenza.dal), al: giorno(scadenza.al) }
}
