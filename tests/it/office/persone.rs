//! Who the office finds, and what it sees of them.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{
    FiltroQuesitiPersona, GetPersona, ListOperatori, ListQuesitiPersona, ListSedi, PersonaDettaglio, PersonaPath, VistaCoda,
};
use cassetto_api::modello::{EsitoVoce, RuoloVoce, StatoDelegaVoce, TipoContattoVoce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_tests::{Answer, Individuo, System};

use crate::contatti;

async fn get(who: &Individuo, id: PersonaId) -> Answer<PersonaDettaglio> {
    who.client.call::<GetPersona>(&PersonaPath { id }, &Nulla {}, &Nulla {}).await
}

async fn quesiti(who: &Individuo, id: PersonaId, limit: Option<u8>) -> Answer<Vec<QuesitoId>> {
    let (mut found, mut filtro) = (Vec::new(), FiltroQuesitiPersona { cursor: None, limit });
    loop {
        let page = who.client.call::<ListQuesitiPersona>(&PersonaPath { id }, &filtro, &Nulla {}).await?;
        found.extend(page.voci.iter().map(|voce| voce.quesito.id));
        filtro.cursor = page.cursor;
        if filtro.cursor.is_none() {
            return Ok(found);
        }
    }
}

async fn found(who: &Individuo, testo: &str) -> Vec<PersonaId> {
    who.search(testo).await.expect("a search").voci.iter().map(|persona| persona.id).collect()
}

#[tokio::test]
async fn by_codice_fiscale_rapporto_or_protocol_in_ones_own_sede() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    let (bruna, milano, studio) = (system.operatore(1).await, system.operatore_altrove(1).await, system.intermediario(1).await);
    let sent = anna.send(&anna.domanda()).await.expect("a protocol");
    let (cf, rapporto) = (anna.codice_fiscale.as_str(), anna.domanda().rapporto);
    for text in
        [cf, &cf.to_lowercase(), &format!("  {cf} "), &rapporto, &sent.protocollo.segnatura, &sent.protocollo.segnatura.to_lowercase()]
    {
        assert_eq!(found(&bruna, text).await, [anna.id], "{text}");
        assert_eq!(found(&milano, text).await, [], "{text}");
    }
    let by_number = bruna.search(&sent.protocollo.segnatura).await.expect("a search");
    assert_eq!(by_number.voci[0].quesito, Some(sent.id));
    assert_eq!((by_number.voci[0].nome.as_str(), by_number.voci[0].codice_fiscale.as_str()), ("Anna Esempio", cf));
    assert_eq!(bruna.search(cf).await.expect("a search").voci[0].quesito, None);

    // Neither intermediaries, nor the office's own people, nor what there isn't.
    let nobody = [
        studio.codice_fiscale.as_str(),
        bruna.codice_fiscale.as_str(),
        "9999999999",
        "INPS.7000.23/11/2026.0000002",
        "INPS.7000.22/11/2026.0000001",
        "INPS.4900.23/11/2026.0000001",
    ];
    for text in nobody {
        assert_eq!(found(&bruna, text).await, [], "{text}");
    }
    for text in ["", "   ", "Anna Esempio", "INPS.7000.1"] {
        system.refuses(bruna.search(text), Tipo::DatiNonValidi, &[("testo", Motivo::RicercaNonRiconosciuta)]).await;
    }

    // A quesito opens the person to the sede that has it; whose residence it is keeps seeing them, without it.
    let forwarded = bruna.forward(sent.id, 1, "4900").await.expect("forwarded");
    for text in [cf, &sent.protocollo.segnatura, &forwarded.protocollo.segnatura] {
        assert_eq!(found(&milano, text).await, [anna.id], "{text}");
    }
    assert_eq!(found(&bruna, cf).await, [anna.id]);
    assert_eq!(found(&bruna, &sent.protocollo.segnatura).await, []);
    assert_eq!(found(&milano, other.codice_fiscale.as_str()).await, []);
}

#[tokio::test]
async fn a_person_with_all_that_concerns_the_sede() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let studio = system.intermediario(1).await;
    system.delega(&studio, &anna).await;
    let mut asked = Vec::new();
    for _ in 0..5 {
        system.advance(std::time::Duration::from_secs(1));
        asked.push(anna.ask().await);
    }
    bruna.take(asked[0], 1).await.expect("taken");
    bruna.close(asked[0], 2, EsitoVoce::Accolta).await.expect("closed");
    bruna.forward(asked[1], 1, "4900").await.expect("forwarded");

    let persona = get(&bruna, anna.id).await.expect("a person");
    assert_eq!((persona.nome.as_str(), persona.codice_fiscale.as_str()), ("Anna Esempio", anna.codice_fiscale.as_str()));
    assert_eq!((persona.cap.as_deref(), persona.sede.codice.as_str()), (Some("00185"), "7000"));
    let kinds: Vec<_> = persona.contatti.iter().map(|contatto| contatto.tipo).collect();
    assert!(kinds.contains(&TipoContattoVoce::Cellulare) && kinds.contains(&TipoContattoVoce::Email), "{kinds:?}");
    assert_eq!(persona.rapporti.len(), 1);
    let [delega] = persona.deleghe.as_slice() else { panic!("{:?}", persona.deleghe) };
    assert_eq!((delega.intermediario.as_str(), delega.stato), ("Anna Esempio", StatoDelegaVoce::Attiva));

    let here: Vec<_> = [4, 3, 2, 0].iter().map(|index| asked[*index]).collect();
    for limit in [None, Some(1), Some(3)] {
        assert_eq!(quesiti(&bruna, anna.id, limit).await.expect("quesiti"), here, "{limit:?}");
        assert_eq!(quesiti(&milano, anna.id, limit).await.expect("quesiti"), [asked[1]], "{limit:?}");
    }
    assert_eq!(get(&milano, anna.id).await.expect("a person").sede.codice, "7000");

    for id in [studio.id, bruna.id, PersonaId::from_bytes([9; 16])] {
        system.refuses(get(&bruna, id), Tipo::NonTrovato, &[]).await;
        system.refuses(quesiti(&bruna, id, None), Tipo::NonTrovato, &[]).await;
    }
    let other = system.datore(2).await;
    system.refuses(get(&milano, other.id), Tipo::NonTrovato, &[]).await;
    assert_eq!(milano.whole_queue(VistaCoda::DaAssegnare, None).await.expect("a queue").len(), 1);
}

/// Contacts are whole as they are now, masked as they were: as the person sees them.
#[tokio::test]
async fn contacts_as_they_are_and_as_they_were_changed() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    assert_eq!(get(&bruna, anna.id).await.expect("a person").storia_contatti, []);
    let (tipo, new) = (TipoContattoVoce::Email, "nuova@esempio.example");
    contatti::change(&anna, tipo, new).await.expect("a code");
    let codice = contatti::code(&system, new).await;
    assert_eq!(get(&bruna, anna.id).await.expect("a person").storia_contatti, [], "not confirmed yet");
    contatti::verify(&anna, tipo, &codice).await.expect("right");

    let persona = get(&bruna, anna.id).await.expect("a person");
    let now: Vec<_> = persona.contatti.iter().filter(|contatto| contatto.tipo == tipo).map(|contatto| contatto.valore.as_str()).collect();
    assert_eq!(now, [new]);
    let [cambio] = persona.storia_contatti.as_slice() else { panic!("{:?}", persona.storia_contatti) };
    assert_eq!((cambio.tipo, cambio.verificato), (tipo, true));
    assert_eq!((cambio.da.as_deref(), cambio.a.as_deref()), (Some("p•••@esempio.example"), Some("n•••@esempio.example")));
    assert_eq!(persona.storia_contatti, contatti::contatti(&anna).await.storia);
    system.refuses(get(&milano, anna.id), Tipo::NonTrovato, &[]).await;

    // The latest ones only.
    for last in 0..50 {
        system.advance(std::time::Duration::from_secs(1));
        contatti::change(&anna, TipoContattoVoce::Telefono, &format!("06 12345{last:02}")).await.expect("changed");
    }
    let all = contatti::contatti(&anna).await.storia;
    let persona = get(&bruna, anna.id).await.expect("a person");
    assert_eq!((all.len(), persona.storia_contatti.as_slice()), (51, &all[..50]));
    assert_eq!((persona.storia_contatti[0].a.as_deref(), persona.storia_contatti[0].verificato), (Some("••• 4549"), false));
}

#[tokio::test]
async fn colleagues_are_those_of_the_sede() {
    let system = System::start().await;
    let (bruna, capo, milano) = (system.operatore(1).await, system.responsabile(1).await, system.operatore_altrove(1).await);
    system.datore(1).await;
    let page = bruna.client.call::<ListOperatori>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("people");
    let mut people: Vec<_> = page.voci.iter().map(|operatore| (operatore.id, operatore.ruolo, operatore.tu)).collect();
    people.sort_by_key(|(id, ..)| *id);
    let mut expected = vec![(bruna.id, RuoloVoce::Operatore, true), (capo.id, RuoloVoce::Responsabile, false)];
    expected.sort_by_key(|(id, ..)| *id);
    assert_eq!(people, expected);

    // Who moves to another sede is found there, and here no more.
    let mut persona = system.kit().store.persona(milano.id).await.expect("a table").expect("a person");
    persona.sede = Some(cassetto_domain::sede::CodiceSede::parse("7000").expect("a sede"));
    system.kit().store.put_persona(&persona).await.expect("a person");
    let page = bruna.client.call::<ListOperatori>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("people");
    assert_eq!(page.voci.len(), 3);
    let page = milano.client.call::<ListOperatori>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("people");
    assert_eq!(page.voci, []);

    let sedi = bruna.client.call::<ListSedi>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("offices");
    assert!(sedi.voci.iter().any(|sede| sede.codice == "4900") && !sedi.voci.iter().any(|sede| sede.codice == "7000"));
    assert!(sedi.voci.is_sorted_by(|one, other| one.nome <= other.nome));
}
