use cassetto_api::avvisi::{AvvisoVoce, ConsegnaVoce, ListAvvisi, LuogoVoce};
use cassetto_api::modello::Pagina;
use cassetto_domain::consegna::StatoConsegna;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta, limit};
use cassetto_store::{Avviso, Consegna, Luogo};

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<ListAvvisi>) -> Result<Reply<Pagina<AvvisoVoce>>, Failure> {
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, richiesta.query.limit);
    campi.finish()?;
    let pagina = kit.store.list_avvisi(caller.persona(), richiesta.query.cursor.as_deref(), limit).await?;
    Ok(Pagina { voci: pagina.voci.iter().map(avviso).collect(), cursor: pagina.cursor }.into())
}

fn avviso(avviso: &Avviso) -> AvvisoVoce {
    AvvisoVoce {
        id: avviso.id,
        quando: istante(avviso.creato),
        evento: avviso.evento.into(),
        luogo: match avviso.luogo {
            Luogo::Quesito(id) => LuogoVoce::Quesito { id },
            Luogo::Deleghe => LuogoVoce::Deleghe,
            Luogo::Contatti => LuogoVoce::Contatti,
        },
        consegne: avviso.consegne.iter().filter(|consegna| consegna.stato != StatoConsegna::Riserva).map(consegna).collect(),
    }
}

fn consegna(consegna: &Consegna) -> ConsegnaVoce {
    let waits = consegna.stato == StatoConsegna::InCoda && consegna.prossimo > consegna.quando;
    ConsegnaVoce {
        canale: consegna.via.canale().into(),
        stato: consegna.stato.into(),
        quando: istante(consegna.quando),
        contatto: consegna.contatto.mascherato(),
        dopo: waits.then(|| istante(consegna.prossimo)),
        accettata: consegna.accettata.as_ref().map(|prova| istante(prova.quando)),
        consegnata: consegna.consegnata.as_ref().map(|prova| istante(prova.quando)),
    }
}
