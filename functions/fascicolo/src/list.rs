use cassetto_api::fascicolo::{ListCoda, OrologioVoce, VistaCoda, VoceCoda};
use cassetto_api::modello::Pagina;
use cassetto_domain::calendario::oggi;
use cassetto_domain::orologio::{GIORNI_IN_SCADENZA, Orologio};
use cassetto_domain::stato::{Coda, Stato};
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, limit};
use cassetto_store::{FiltroCoda, Quesito, Termini};
use jiff::ToSpan;
use jiff::civil::Date;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ListCoda>) -> Result<Reply<Pagina<VoceCoda>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let oggi = oggi(kit.clock.now());
    let filtro = FiltroCoda {
        categoria: query.categoria.filter(|text| !text.is_empty()),
        operatore: (query.vista == VistaCoda::Mie).then_some(caller.persona),
    };
    let (store, sede, cursor) = (&kit.store, caller.sede, query.cursor.as_deref());
    let pagina = match partizioni(query.vista) {
        [coda] => store.list_coda(sede, *coda, &filtro, cursor, limit).await?,
        code => store.list_code(sede, code, termini(query.vista, oggi), &filtro, cursor, limit).await?,
    };
    Ok(Pagina { voci: pagina.voci.iter().map(|quesito| voce(quesito, oggi)).collect(), cursor: pagina.cursor }.into())
}

/// The queues that a view shows.
const fn partizioni(vista: VistaCoda) -> &'static [Coda] {
    match vista {
        VistaCoda::DaAssegnare => &[Coda::Aperta],
        VistaCoda::Mie => &[Coda::InCarico, Coda::InAttesa],
        VistaCoda::InCarico => &[Coda::InCarico],
        VistaCoda::InAttesa => &[Coda::InAttesa],
        // What waits for the citizen has no clock that runs.
        VistaCoda::InScadenza | VistaCoda::Scadute => &[Coda::Aperta, Coda::InCarico],
        VistaCoda::Chiuse => &[Coda::Chiusa],
    }
}

/// The last days for the answer that a view of several queues shows.
fn termini(vista: VistaCoda, oggi: Date) -> Termini {
    match vista {
        VistaCoda::InScadenza => Termini { dal: Some(oggi), al: Some(oggi.saturating_add(GIORNI_IN_SCADENZA.days())) },
        VistaCoda::Scadute => Termini { dal: None, al: Some(oggi.saturating_sub(1.day())) },
        _ => Termini::default(),
    }
}

/// A row, with the clock as it is on `oggi`.
pub fn voce(quesito: &Quesito, oggi: Date) -> VoceCoda {
    let orologio = (quesito.stato != Stato::Chiusa).then(|| {
        let Orologio { fascia, giorni } = Orologio::of(quesito.termine, quesito.attesa.map(|attesa| attesa.dal), oggi);
        OrologioVoce { fascia: fascia.into(), giorni }
    });
    VoceCoda { quesito: Vista::Ufficio.quesito(quesito), orologio }
}
