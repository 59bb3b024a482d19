//! Each gestione takes what its profile says, by the same engine.

use cassetto_allegati::campioni;
use cassetto_api::allegati::{AllegatoPath, CreateUpload, GetAllegato, NuovoAllegato};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::GestioneVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{AllegatoInviato, NuovoQuesito};
use cassetto_domain::contatto::Email;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::profilo;
use cassetto_tests::{Answer, Individuo, System};

const POSIZIONE: &str = "7012345678";

/// A form of a gestione, on [`POSIZIONE`].
fn form(gestione: Gestione, categoria: &str) -> NuovoQuesito {
    NuovoQuesito {
        gestione: gestione.into(),
        rapporto: POSIZIONE.to_owned(),
        categoria: categoria.to_owned(),
        versione_categorie: profilo::corrente(gestione).versione(),
        oggetto: "Versamento non visto".to_owned(),
        testo: "Ho pagato a giugno e il versamento non risulta.".to_owned(),
        ..NuovoQuesito::default()
    }
}

async fn upload(who: &Individuo, gestione: Gestione, bytes: Vec<u8>) -> Answer<AllegatoInviato> {
    let plain = who.client.upload("a.pdf", "application/pdf", bytes).await?;
    let declared = NuovoAllegato {
        nome: plain.nome.clone(),
        tipo: plain.tipo.clone(),
        dimensione: plain.dimensione,
        sha256: plain.sha256.clone(),
        gestione: gestione.into(),
    };
    who.client.call::<CreateUpload>(&Nulla {}, &Nulla {}, &declared).await.map(|_| plain)
}

async fn with_pec(system: &System, who: &Individuo) {
    system.contatti(who, |contatti| contatti.pec = Some(Email::parse("anna@pec.example").expect("an address"))).await;
}

#[tokio::test]
async fn without_a_pec_a_free_professional_sends_nothing() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let gestione = Gestione::LiberiProfessionisti;
    system.posizioni(&anna, &[(gestione, POSIZIONE)]).await;
    let body = form(gestione, "versamenti");
    let problema = system.refuses(anna.send(&body), Tipo::DatiNonValidi, &[("gestione", Motivo::PecAssente)]).await;
    assert!(problema.campi[0].messaggio.contains("Contatti"), "{}", problema.campi[0].messaggio);
    // Nobody else needs one, and the page knows.
    anna.send(&anna.domanda()).await.expect("lavoro domestico");
    assert!(!anna.home(None).await.pec);
    with_pec(&system, &anna).await;
    assert!(anna.home(None).await.pec);
    let detail = anna.see(anna.send(&body).await.expect("a protocol").id).await.expect("a detail");
    assert_eq!(detail.quesito.gestione, GestioneVoce::LiberiProfessionisti);
    assert_eq!((detail.quesito.rapporto.as_str(), detail.quesito.lavoratore.as_str()), (POSIZIONE, "Posizione 7012345678"));
    assert_eq!((detail.quesito.categoria.codice.as_str(), detail.quesito.categoria.versione), ("versamenti", 1));
}

#[tokio::test]
async fn a_position_must_be_ones_own_and_of_the_gestione() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    system.posizioni(&anna, &[(Gestione::Contribuente, POSIZIONE)]).await;
    system.posizioni(&other, &[(Gestione::Contribuente, "7099999999")]).await;
    with_pec(&system, &anna).await;
    let not_mine: &[_] = &[("rapporto", Motivo::PosizioneNonTua)];
    let foreign = NuovoQuesito { rapporto: "7099999999".to_owned(), ..form(Gestione::Contribuente, "versamenti") };
    let first = system.refuses(anna.send(&foreign), Tipo::DatiNonValidi, not_mine).await;
    for body in [
        form(Gestione::LiberiProfessionisti, "versamenti"),
        NuovoQuesito { rapporto: "7000000000".to_owned(), ..form(Gestione::Contribuente, "versamenti") },
        // A rapporto is no position.
        NuovoQuesito { rapporto: anna.domanda().rapporto, ..form(Gestione::Contribuente, "versamenti") },
        NuovoQuesito { rapporto: "?".to_owned(), ..form(Gestione::Contribuente, "versamenti") },
    ] {
        assert_eq!(system.refuses(anna.send(&body), Tipo::DatiNonValidi, not_mine).await, first);
    }
    // Nor is a position a rapporto.
    let crossed = NuovoQuesito { rapporto: POSIZIONE.to_owned(), ..anna.domanda() };
    system.refuses(anna.send(&crossed), Tipo::DatiNonValidi, &[("rapporto", Motivo::RapportoNonTuo)]).await;
    anna.send(&form(Gestione::Contribuente, "versamenti")).await.expect("a protocol");
}

#[tokio::test]
async fn subjects_are_those_of_the_gestione_in_their_version() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    system.posizioni(&anna, &[(Gestione::Contribuente, POSIZIONE)]).await;
    let unknown: &[_] = &[("categoria", Motivo::CategoriaSconosciuta)];
    for (gestione, categoria) in
        [(Gestione::Contribuente, "mav"), (Gestione::Contribuente, "ricorsi"), (Gestione::LiberiProfessionisti, "mav")]
    {
        system.refuses(anna.send(&form(gestione, categoria)), Tipo::DatiNonValidi, unknown).await;
    }
    let version: &[_] = &[("versione_categorie", Motivo::VersioneCategorieSconosciuta)];
    for versione in [0, 2, 9] {
        let body = NuovoQuesito { versione_categorie: versione, ..form(Gestione::Contribuente, "versamenti") };
        system.refuses(anna.send(&body), Tipo::DatiNonValidi, version).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_by_number_and_by_size() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    system.posizioni(&anna, &[(Gestione::LiberiProfessionisti, POSIZIONE), (Gestione::Contribuente, POSIZIONE)]).await;
    with_pec(&system, &anna).await;
    let six = crate::passi::allegati(&anna, 6).await;
    let with = |gestione, allegati: &[AllegatoInviato]| NuovoQuesito { allegati: allegati.to_vec(), ..form(gestione, "versamenti") };
    let many: &[_] = &[("allegati", Motivo::TroppiAllegati)];
    system.refuses(anna.send(&with(Gestione::LiberiProfessionisti, &six)), Tipo::DatiNonValidi, many).await;
    system.refuses(anna.send(&with(Gestione::Contribuente, &six[..4])), Tipo::DatiNonValidi, many).await;
    anna.send(&with(Gestione::LiberiProfessionisti, &six[..5])).await.expect("five");

    // One byte over 1 MiB: fine for one gestione, too large for the other, at the upload and at the sending.
    let large = vec![b' '; (1 << 20) + 1];
    let one = upload(&anna, Gestione::Contribuente, large.clone()).await.expect("an upload");
    let alone = upload(&anna, Gestione::LiberiProfessionisti, large);
    assert_eq!(alone.await.expect_err("too large").campi[0].motivo, Motivo::AllegatoTroppoGrande);
    let refused: &[_] = &[("allegati[0]", Motivo::AllegatoTroppoGrande)];
    system.refuses(anna.send(&with(Gestione::LiberiProfessionisti, &[one])), Tipo::DatiNonValidi, refused).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_kept_compressed_and_given_back_as_they_were() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    system.posizioni(&anna, &[(Gestione::Contribuente, POSIZIONE)]).await;
    let bytes = campioni::pdf(&"lungo ".repeat(500));
    let sent = upload(&anna, Gestione::Contribuente, bytes.clone()).await.expect("an upload");
    let body = NuovoQuesito { allegati: vec![sent], ..form(Gestione::Contribuente, "versamenti") };
    let id = anna.send(&body).await.expect("a protocol").id;
    let (store, allegato) = (&system.kit().store, anna.documenti(id).await[0]);
    assert_eq!(store.read_allegato(allegato).await.expect("a document"), bytes, "for the archive and the export");
    for who in [&anna, &bruna] {
        let path = AllegatoPath { id, allegato };
        let link = who.client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {}).await.expect("a link").url;
        let (status, headers, compressed) = who.client.fetch(&link).await;
        assert_eq!((status, headers["content-encoding"].as_bytes()), (200, &b"gzip"[..]), "a browser undoes it");
        assert!(compressed.len() < bytes.len(), "{} of {}", compressed.len(), bytes.len());
    }
    // The office's answer is kept the same way; lavoro domestico keeps its documents as they are.
    bruna.take(id, 1).await.expect("taken");
    let answer = bruna.client.upload("b.pdf", "application/pdf", bytes.clone()).await.expect("an upload");
    bruna.answer(id, 2, vec![answer]).await.expect("answered");
    assert_eq!(store.read_allegato(anna.documenti(id).await[1]).await.expect("a document"), bytes);
    let plain = anna.client.upload("c.pdf", "application/pdf", bytes.clone()).await.expect("an upload");
    let other = anna.send(&NuovoQuesito { allegati: vec![plain], ..anna.domanda() }).await.expect("a protocol").id;
    let path = AllegatoPath { id: other, allegato: anna.documenti(other).await[0] };
    let link = anna.client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {}).await.expect("a link").url;
    let (_, headers, as_it_was) = anna.client.fetch(&link).await;
    assert_eq!((headers.get("content-encoding"), as_it_was), (None, bytes));
}

#[tokio::test]
async fn the_menu_has_what_the_person_has() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    assert_eq!(anna.home(None).await.posizioni, []);
    system.posizioni(&anna, &[(Gestione::Contribuente, POSIZIONE), (Gestione::LiberiProfessionisti, "8000000001")]).await;
    for home in [anna.home(None).await, studio.home(Some(anna.id)).await] {
        let posizioni: Vec<_> = home.posizioni.iter().map(|posizione| (posizione.gestione, posizione.codice.as_str())).collect();
        assert_eq!(posizioni, [(GestioneVoce::Contribuente, POSIZIONE), (GestioneVoce::LiberiProfessionisti, "8000000001")]);
        assert_eq!(home.rapporti.len(), 1);
    }
}

#[tokio::test]
async fn one_more_address_for_one_quesito() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for wrong in ["anna", "anna@", "anna@esempio.example, altro@esempio.example"] {
        let body = NuovoQuesito { email_aggiuntiva: Some(wrong.to_owned()), ..anna.domanda() };
        system.refuses(anna.send(&body), Tipo::DatiNonValidi, &[("email_aggiuntiva", Motivo::EmailNonValida)]).await;
    }
    let body = NuovoQuesito { email_aggiuntiva: Some("studio@Esempio.example".to_owned()), ..anna.domanda() };
    let id = anna.send(&body).await.expect("a protocol").id;
    let detail = anna.see(id).await.expect("a detail");
    assert_eq!(detail.email_aggiuntiva.as_deref(), Some("s•••@esempio.example"));
    let blank = NuovoQuesito { email_aggiuntiva: Some("  ".to_owned()), ..anna.domanda() };
    assert_eq!(anna.see(anna.send(&blank).await.expect("a protocol").id).await.expect("a detail").email_aggiuntiva, None);
}
