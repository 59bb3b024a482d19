use cassetto_api::contatti::{ContattiVoce, ContattoVoce, GetContatti, InVerificaVoce, PreferenzaVoce};
use cassetto_domain::avviso::Genere;
use cassetto_domain::contatto::TipoContatto;
use cassetto_runtime::vista::{cambio_contatto, istante};
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::Recapiti;

pub async fn handle(kit: &Kit, caller: Cittadino, _: Richiesta<GetContatti>) -> Result<Reply<ContattiVoce>, Failure> {
    let recapiti = kit.store.recapiti(caller.persona(), kit.clock.now()).await?;
    let persona = &recapiti.persona;
    let preferenze = Genere::ALL.into_iter().map(|genere| PreferenzaVoce {
        genere: genere.into(),
        canali: persona.preferenze.scelti(genere, persona.ruolo).into_iter().map(Into::into).collect(),
    });
    Ok(ContattiVoce {
        contatti: TipoContatto::ALL.into_iter().map(|tipo| contatto(&recapiti, tipo)).collect(),
        preferenze: preferenze.collect(),
        lingua: persona.preferenze.lingua.into(),
        chiave_push: kit.config.canali.chiave_push.clone(),
        dispositivi: recapiti.dispositivi.len(),
        pec_attiva: kit.config.canali.pec,
        storia: recapiti.storia.iter().map(cambio_contatto).collect(),
    }
    .into())
}

fn contatto(recapiti: &Recapiti, tipo: TipoContatto) -> ContattoVoce {
    let in_verifica = recapiti.in_verifica.iter().find(|nuovo| nuovo.tipo == tipo);
    ContattoVoce {
        tipo: tipo.into(),
        valore: recapiti.persona.contatti.get(tipo).map(str::to_owned),
        verificato: recapiti.is_verificato(tipo),
        in_verifica: in_verifica.map(|nuovo| InVerificaVoce { valore: nuovo.valore.clone(), scade: istante(nuovo.scade) }),
    }
}
