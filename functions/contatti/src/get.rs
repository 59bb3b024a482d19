use cassetto_api::contatti::{CambioContattoVoce, ContattiVoce, ContattoVoce, GetContatti, InVerificaVoce, PreferenzaVoce};
use cassetto_domain::avviso::Genere;
use cassetto_domain::contatto::TipoContatto;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{CambioContatto, Chi, Recapiti};

use crate::maschera::mascherato;

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
        storia: recapiti.storia.iter().map(cambio).collect(),
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

fn cambio(cambio: &CambioContatto) -> CambioContattoVoce {
    let masked = |valore: &Option<String>| valore.as_deref().map(|valore| mascherato(cambio.tipo, valore));
    CambioContattoVoce {
        quando: istante(cambio.quando),
        tipo: cambio.tipo.into(),
        da: masked(&cambio.da),
        a: masked(&cambio.a),
        verificato: cambio.chi == Chi::Verificato,
    }
}
