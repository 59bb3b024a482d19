//! Drafts of the caller's own. What they hold is checked at sending; here only its length is.

use cassetto_api::bozze::{BozzaContenuto, BozzaSalvata, BozzaVoce, Bozze, DeleteBozza, ListBozze, SaveBozza};
use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::bozza::{MASSIMO_ALLEGATI, MASSIMO_RIGA, MASSIMO_TESTO};
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{Bozza, EsitoBozza, StoreError};

pub async fn list(kit: &Kit, caller: Cittadino, _: Richiesta<ListBozze>) -> Result<Reply<Bozze>, Failure> {
    let bozze = kit.store.list_bozze(caller.persona(), kit.clock.now()).await?;
    Ok(Bozze { voci: bozze.into_iter().map(voce).collect::<Result<_, _>>()? }.into())
}

pub async fn save(kit: &Kit, caller: Cittadino, richiesta: Richiesta<SaveBozza>) -> Result<Reply<BozzaSalvata>, Failure> {
    let now = kit.clock.now();
    check(&richiesta.body.contenuto)?;
    let contenuto = serde_json::to_string(&richiesta.body.contenuto).map_err(Failure::internal)?;
    let (id, seen) = (richiesta.path.id, richiesta.body.versione);
    let versione = match kit.store.save_bozza(caller.persona(), id, seen, contenuto, now).await? {
        EsitoBozza::Salvata(versione) => versione,
        EsitoBozza::Troppe => return Err(Failure::campo("contenuto", Motivo::TroppeBozze)),
    };
    let bozza = Bozza { id, versione, salvata: now, contenuto: String::new() };
    Ok(BozzaSalvata { versione, salvata: istante(now), scade: istante(bozza.scade()) }.into())
}

pub async fn delete(kit: &Kit, caller: Cittadino, richiesta: Richiesta<DeleteBozza>) -> Result<Reply<Nulla>, Failure> {
    match kit.store.delete_bozza(caller.persona(), richiesta.path.id).await {
        Err(StoreError::Assente) => Err(Tipo::NonTrovato.into()),
        other => Ok(other.map(|()| Nulla {})?.into()),
    }
}

fn voce(bozza: Bozza) -> Result<BozzaVoce, Failure> {
    let contenuto = serde_json::from_str(&bozza.contenuto).map_err(Failure::internal)?;
    Ok(BozzaVoce { id: bozza.id, versione: bozza.versione, salvata: istante(bozza.salvata), scade: istante(bozza.scade()), contenuto })
}

fn check(contenuto: &BozzaContenuto) -> Result<(), Failure> {
    let BozzaContenuto { nome_datore, rapporto, categoria, oggetto, testo, allegati, email_aggiuntiva, passo, .. } = contenuto;
    let mut campi = Campi::new();
    let mut at_most = |campo: &str, text: &str, massimo: usize| {
        if text.chars().count() > massimo {
            campi.push(&format!("contenuto.{campo}"), Motivo::TroppoLungo);
        }
    };
    at_most("testo", testo, MASSIMO_TESTO);
    let lines = [("nome_datore", nome_datore), ("rapporto", rapporto), ("categoria", categoria), ("oggetto", oggetto)];
    for (campo, text) in lines.into_iter().chain([("email_aggiuntiva", email_aggiuntiva), ("passo", passo)]) {
        at_most(campo, text, MASSIMO_RIGA);
    }
    for allegato in allegati {
        for text in [&allegato.nome, &allegato.tipo, &allegato.sha256] {
            at_most("allegati", text, MASSIMO_RIGA);
        }
    }
    if allegati.len() > MASSIMO_ALLEGATI {
        campi.push("contenuto.allegati", Motivo::TroppiAllegati);
    }
    campi.finish()
}
