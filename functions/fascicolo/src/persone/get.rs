use cassetto_api::fascicolo::{ContattoPersona, DelegaPersona, GetPersona, PersonaDettaglio};
use cassetto_api::modello::{PosizioneVoce, RapportoVoce};
use cassetto_domain::calendario::oggi;
use cassetto_domain::contatto::TipoContatto;
use cassetto_domain::sede;
use cassetto_runtime::vista::{cambio_contatto, giorno, sede_voce};
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{Delega, GruppoDeleghe, Persona, Rapporto};
use jiff::civil::Date;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<GetPersona>) -> Result<Reply<PersonaDettaglio>, Failure> {
    let persona = super::datore(kit, &caller, richiesta.path.id).await?;
    let (_, rapporti) = kit.store.home(persona.id).await?;
    let posizioni = persona.posizioni.iter().map(|posizione| PosizioneVoce {
        gestione: posizione.gestione.into(),
        codice: posizione.codice.to_string(),
        descrizione: posizione.descrizione.clone(),
    });
    Ok(PersonaDettaglio {
        id: persona.id,
        nome: persona.nome_e_cognome(),
        codice_fiscale: persona.codice_fiscale.to_string(),
        cap: persona.cap.map(|cap| cap.to_string()),
        sede: sede_voce(sede::di_residenza(persona.cap.as_ref()).codice),
        contatti: contatti(&persona),
        storia_contatti: kit.store.ultimi_cambi_contatti(persona.id).await?.iter().map(cambio_contatto).collect(),
        rapporti: rapporti.into_iter().map(rapporto).collect(),
        posizioni: posizioni.collect(),
        deleghe: deleghe(kit, &persona, oggi(kit.clock.now())).await?,
    }
    .into())
}

fn contatti(persona: &Persona) -> Vec<ContattoPersona> {
    let each = TipoContatto::ALL.into_iter().filter_map(|tipo| Some((tipo, persona.contatti.get(tipo)?)));
    each.map(|(tipo, valore)| ContattoPersona { tipo: tipo.into(), valore: valore.to_owned() }).collect()
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

/// Who acts for them now, who asked to, who did.
async fn deleghe(kit: &Kit, persona: &Persona, oggi: Date) -> Result<Vec<DelegaPersona>, Failure> {
    let mut all = Vec::new();
    for gruppo in [GruppoDeleghe::Attive, GruppoDeleghe::Richieste, GruppoDeleghe::Concluse] {
        let deleghe = kit.store.deleghe_del_datore(persona.id, gruppo, oggi).await?;
        all.extend(deleghe.iter().map(|delega| voce(delega, oggi)));
    }
    Ok(all)
}

fn voce(delega: &Delega, oggi: Date) -> DelegaPersona {
    DelegaPersona {
        intermediario: delega.intermediario.nome_e_cognome(),
        tipo: delega.tipo.to_string(),
        stato: delega.stato_al(oggi).into(),
        dal: delega.dal.map(giorno),
        al: delega.al.map(giorno),
    }
}
