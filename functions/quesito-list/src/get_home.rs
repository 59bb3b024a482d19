//! Four queries: the person with their rapporti, the quesiti that wait for somebody, the latest ones, the caller's drafts.

use std::cmp::Reverse;

use cassetto_api::home::{GetHome, Home, ScadenzaVoce};
use cassetto_domain::calendario::{oggi, prossima_scadenza};
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::{Vista, giorno, posizione, rapporto};
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{FiltroQuesiti, Quesito};
use jiff::Timestamp;

/// How many of those that wait are shown; all of them are counted.
const IN_TURN: usize = 50;

/// How many quesiti without news are shown, and among how many of the latest they are looked for.
const RECENT: usize = 5;
const LATEST: usize = 20;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<GetHome>) -> Result<Reply<Home>, Failure> {
    let now = kit.clock.now();
    let conto = accesso::conto(kit, &caller, richiesta.query.datore, Diritto::Legge).await?;
    let (datore, vista) = (conto.datore, conto.vista());
    let (persona, rapporti) = kit.store.home(datore).await?;
    let mut waiting = kit.store.tocca_al_datore(datore).await?;
    waiting.retain(|quesito| is_turn(vista, quesito));
    waiting.sort_by_key(urgency);
    let latest = kit.store.list_quesiti(datore, &FiltroQuesiti::default(), None, LATEST).await?;
    let read = latest.voci.iter().filter(|quesito| !is_turn(vista, quesito));
    Ok(Home {
        datore: persona.nome_e_cognome(),
        scrive: conto.diritti.scrive,
        totale_tocca_a_te: u32::try_from(waiting.len()).unwrap_or(u32::MAX),
        tocca_a_te: waiting.iter().take(IN_TURN).map(|quesito| vista.quesito(quesito)).collect(),
        recenti: read.take(RECENT).map(|quesito| vista.quesito(quesito)).collect(),
        rapporti: rapporti.iter().map(rapporto).collect(),
        posizioni: persona.posizioni.iter().map(posizione).collect(),
        pec: persona.contatti.pec.is_some(),
        bozze: kit.store.count_bozze(caller.persona(), now).await?,
        scadenza: scadenza(now),
    }
    .into())
}

fn is_turn(vista: Vista, quesito: &Quesito) -> bool {
    match vista {
        Vista::Delegato | Vista::DelegatoInLettura => quesito.tocca_al_delegato(),
        Vista::Cittadino | Vista::Ufficio => quesito.tocca_al_cittadino(),
    }
}

/// Documents that the office waits for come first, by their last day; then the news, the newest first.
fn urgency(quesito: &Quesito) -> impl Ord + use<> {
    (quesito.attesa.is_none(), quesito.attesa.map(|attesa| attesa.entro), Reverse((quesito.aggiornato, quesito.presentato)))
}

fn scadenza(now: Timestamp) -> ScadenzaVoce {
    let scadenza = prossima_scadenza(oggi(now));
    ScadenzaVoce { trimestre: scadenza.trimestre.numero, anno: scadenza.trimestre.anno, dal: giorno(scadenza.dal), al: giorno(scadenza.al) }
}
