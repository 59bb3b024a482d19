//! The office writes first, and what it may begin an answer with.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{ListModelli, NuovaComunicazione, VistaCoda};
use cassetto_api::modello::{GestioneVoce, Parte, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{NuovoQuesito, QuesitoPath};
use cassetto_domain::sede::Cap;
use cassetto_tests::{Individuo, System, chiave};

use crate::passi::{Registro, registers, rows};

fn comunicazione(datore: &Individuo) -> NuovaComunicazione {
    NuovaComunicazione {
        datore: datore.id,
        gestione: GestioneVoce::LavoroDomestico,
        rapporto: datore.rapporto.as_ref().expect("an employer").to_string(),
        categoria: "contributi".to_owned(),
        versione_categorie: 2,
        oggetto: "Contributi da verificare".to_owned(),
        testo: "Buongiorno, manca un versamento del secondo trimestre.".to_owned(),
        allegati: Vec::new(),
    }
}

#[tokio::test]
async fn a_communication_begins_a_quesito_in_charge_of_who_writes() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let key = chiave();
    let sent = bruna.write_first(&comunicazione(&anna), &key).await.expect("a protocol");
    assert_eq!((sent.protocollo.numero.as_str(), sent.sede.codice.as_str()), ("0000001", "7000"));
    let before = system.snapshot();
    assert_eq!(bruna.write_first(&comunicazione(&anna), &key).await.expect("again"), sent);
    assert_eq!(system.snapshot(), before);
    let other = NuovaComunicazione { oggetto: "Altro".to_owned(), ..comunicazione(&anna) };
    system.refuses(bruna.write_first(&other, &key), Tipo::ChiaveRiusata, &[]).await;

    let detail = bruna.see(sent.id).await.expect("a detail");
    assert_eq!((detail.quesito.stato, detail.quesito.origine), (StatoVoce::InCarico, Parte::Ufficio));
    assert_eq!(detail.quesito.operatore.as_deref(), Some("Bruna Esempio"));
    let [Voce::Messaggio { parte: Parte::Ufficio, autore, .. }, ..] = detail.voci.as_slice() else { panic!("{:?}", detail.voci) };
    assert_eq!(autore, "Roma");
    assert_eq!(bruna.whole_queue(VistaCoda::Mie, None).await.expect("a queue").len(), 1);
    assert!(anna.see(sent.id).await.expect("a detail").quesito.da_leggere);
    // It goes on like any other.
    carlo.answer(sent.id, 1, Vec::new()).await.expect("a message");
    assert_eq!(registers(&rows(&system), 2026), [Registro::new("7000", 2)]);
}

#[tokio::test]
async fn only_to_employers_of_the_sede_about_something_of_theirs() {
    let system = System::start().await;
    let (anna, other, bruna) = (system.datore(1).await, system.datore(2).await, system.operatore(1).await);
    let (milano, studio) = (system.operatore_altrove(1).await, system.intermediario(1).await);
    let stranger = [("datore", Motivo::DatoreSconosciuto)];
    system.refuses(milano.write_first(&comunicazione(&anna), &chiave()), Tipo::DatiNonValidi, &stranger).await;
    let to_studio = NuovaComunicazione { datore: studio.id, ..comunicazione(&anna) };
    system.refuses(bruna.write_first(&to_studio, &chiave()), Tipo::DatiNonValidi, &stranger).await;
    let about_other = NuovaComunicazione { rapporto: comunicazione(&other).rapporto, ..comunicazione(&anna) };
    let not_theirs = [("rapporto", Motivo::RapportoNonTuo)];
    system.refuses(bruna.write_first(&about_other, &chiave()), Tipo::DatiNonValidi, &not_theirs).await;
    let position = NuovaComunicazione {
        gestione: GestioneVoce::LiberiProfessionisti,
        versione_categorie: 1,
        categoria: "versamenti".to_owned(),
        ..comunicazione(&anna)
    };
    let no_position = [("rapporto", Motivo::PosizioneNonTua)];
    system.refuses(bruna.write_first(&position, &chiave()), Tipo::DatiNonValidi, &no_position).await;
    let bad = NuovaComunicazione { oggetto: String::new(), categoria: "pensioni".to_owned(), ..comunicazione(&anna) };
    let fields = [("categoria", Motivo::CategoriaSconosciuta), ("oggetto", Motivo::Vuoto)];
    system.refuses(bruna.write_first(&bad, &chiave()), Tipo::DatiNonValidi, &fields).await;

    // With a quesito of hers there, Milano may write to her too.
    let id = anna.ask().await;
    bruna.forward(id, 1, "4900").await.expect("forwarded");
    let sent = milano.write_first(&comunicazione(&anna), &chiave()).await.expect("a protocol");
    assert_eq!(sent.protocollo.segnatura, "INPS.4900.23/11/2026.0000002");
    // Who moved away and has nothing here is nobody's of here any more.
    let mut persona = system.kit().store.persona(other.id).await.expect("a table").expect("a person");
    persona.cap = Some(Cap::parse("20121").expect("a CAP"));
    system.kit().store.put_persona(&persona).await.expect("a person");
    system.refuses(bruna.write_first(&comunicazione(&other), &chiave()), Tipo::DatiNonValidi, &stranger).await;
}

#[tokio::test]
async fn ready_made_answers_are_filled_in() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let body = NuovoQuesito { oggetto: "Il {nome} sull'avviso".to_owned(), ..anna.domanda() };
    let sent = anna.send(&body).await.expect("a protocol");
    let path = QuesitoPath { id: sent.id };
    let page = bruna.client.call::<ListModelli>(&path, &Nulla {}, &Nulla {}).await.expect("answers");
    assert!(page.voci.iter().any(|modello| modello.codice == "avviso_rigenerato"));
    assert!(!page.voci.iter().any(|modello| modello.codice == "dati_aggiornati"), "of another category");
    let first = page.voci.iter().find(|modello| modello.codice == "ricevuto").expect("the general one");
    for part in ["Anna Esempio", &sent.protocollo.segnatura, "«Il {nome} sull'avviso»", "23/12/2026", "Sede di Roma"] {
        assert!(first.testo.contains(part), "{part}: {}", first.testo);
    }
    system.refuses(milano.client.call::<ListModelli>(&path, &Nulla {}, &Nulla {}), Tipo::NonTrovato, &[]).await;
}
