//! Redaction: no byte is left, the tombstone says who, when and why, and an interruption is made good by the same request.

use cassetto_allegati::campioni;
use cassetto_api::allegati::{AllegatoPath, GetAllegato};
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{Oscuramento, RedactVoce};
use cassetto_api::modello::{QuesitoDettaglio, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{GetArchivio, GetEsportazione, GetRicevuta, NuovoQuesito, QuesitoPath, VoceRicevuta};
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::id::{AllegatoId, QuesitoId};
use cassetto_local::{Fault, Rule, Target};
use cassetto_prove::verifica::{File, verifica};
use cassetto_tests::{Answer, Individuo, System};

/// In the document, in its name and in the text; nowhere else.
const MARKER: &str = "PersonaSbagliata";

struct Scene {
    system: System,
    anna: Individuo,
    bruna: Individuo,
    id: QuesitoId,
    allegato: AllegatoId,
}

impl Scene {
    /// A message with a marked text and two documents, one of them marked, asked for in every form in which it leaves.
    async fn set() -> Self {
        let system = System::start().await;
        let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
        let marked = anna.client.upload(&format!("{MARKER}.pdf"), "application/pdf", campioni::pdf(MARKER)).await.expect("an upload");
        let other = anna.client.upload("altro.pdf", "application/pdf", campioni::pdf("altro")).await.expect("an upload");
        let domanda = anna.domanda();
        let body = NuovoQuesito { testo: format!("Ecco i dati di {MARKER}."), allegati: vec![marked, other], ..domanda };
        let id = anna.send(&body).await.expect("a protocol").id;
        let allegato = anna.documenti(id).await[0];
        let scene = Self { system, anna, bruna, id, allegato };
        // A retry of a send keeps a document again: there is a former version.
        scene.system.kit().store.put_allegato(allegato, TipoFile::Pdf, campioni::pdf(MARKER)).await.expect("a version");
        let path = QuesitoPath { id };
        scene.anna.client.call::<GetArchivio>(&path, &Nulla {}, &Nulla {}).await.expect("a zip");
        scene.anna.client.call::<GetEsportazione>(&path, &Nulla {}, &Nulla {}).await.expect("a zip");
        scene
    }

    async fn redact(&self, who: &Individuo, allegato: Option<AllegatoId>) -> Answer<QuesitoDettaglio> {
        let body = Oscuramento { versione: 1, voce: 1, allegato, motivo: "Riguarda un'altra persona.".to_owned() };
        who.client.call::<RedactVoce>(&QuesitoPath { id: self.id }, &Nulla {}, &body).await
    }

    fn objects(&self) -> Vec<String> {
        self.system.cloud.objects_with(MARKER.as_bytes()).expect("a folder")
    }

    fn rows(&self) -> usize {
        let rows = self.system.cloud.rows().expect("rows");
        rows.iter().filter(|row| row.to_string().contains(MARKER)).count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_message_keeps_the_document_that_it_sent_too() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let upload = anna.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
    let body = NuovoQuesito { allegati: vec![upload], ..anna.domanda() };
    let mut sent = Vec::new();
    for _ in 0..2 {
        let id = anna.send(&body).await.expect("a protocol").id;
        sent.push(AllegatoPath { id, allegato: anna.documenti(id).await[0] });
    }
    let [first, second] = &sent[..] else { panic!("two") };
    assert_ne!(first.allegato, second.allegato);
    let oscuramento = Oscuramento { versione: 1, voce: 1, allegato: Some(first.allegato), motivo: "Non la riguarda.".to_owned() };
    bruna.client.call::<RedactVoce>(&QuesitoPath { id: first.id }, &Nulla {}, &oscuramento).await.expect("redacted");
    let link = anna.client.call::<GetAllegato>(second, &Nulla {}, &Nulla {}).await.expect("a link");
    assert_eq!(anna.client.fetch(&link.url).await.2, campioni::pdf("a"));
    anna.client.call::<GetEsportazione>(&QuesitoPath { id: second.id }, &Nulla {}, &Nulla {}).await.expect("a zip");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_leaves_no_byte_and_a_tombstone() {
    let scene = Scene::set().await;
    let (anna, bruna, id) = (&scene.anna, &scene.bruna, scene.id);
    let path = AllegatoPath { id, allegato: scene.allegato };
    let link = anna.client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {}).await.expect("a link");
    let before = anna.see(id).await.expect("a detail");
    // The upload, the document in two versions, the archive and the export.
    assert!(scene.objects().len() >= 5, "{:?}", scene.objects());
    let detail = scene.redact(bruna, Some(scene.allegato)).await.expect("redacted");
    let Voce::Messaggio { allegati, testo, oscurato, .. } = &detail.voci[0] else { panic!("a message") };
    let nota = allegati[0].oscurato.as_ref().expect("a tombstone");
    assert_eq!((nota.motivo.as_str(), nota.operatore.as_deref()), ("Riguarda un'altra persona.", Some("Bruna Esempio")));
    assert!(allegati[1].oscurato.is_none() && oscurato.is_none() && testo.contains(MARKER));
    let Voce::Messaggio { allegati: originals, .. } = &before.voci[0] else { panic!("a message") };
    assert_eq!((allegati[0].sha256, allegati[0].nome.as_str()), (originals[0].sha256, "documento-oscurato.pdf"));
    assert_eq!(scene.objects(), Vec::<String>::new());
    assert_eq!(scene.rows(), 1, "the text alone");
    // Neither a link from before nor a new one.
    assert_eq!(anna.client.fetch(&link.url).await.0, 404);
    scene.system.refuses(anna.client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {}), Tipo::NonTrovato, &[]).await;
    // The other document is still there.
    let other = AllegatoPath { id, allegato: originals[1].id };
    let link = anna.client.call::<GetAllegato>(&other, &Nulla {}, &Nulla {}).await.expect("a link");
    assert_eq!(anna.client.fetch(&link.url).await.2, campioni::pdf("altro"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_leaves_no_byte_and_what_is_left_is_sound() {
    let scene = Scene::set().await;
    let (anna, bruna, id) = (&scene.anna, &scene.bruna, scene.id);
    let detail = scene.redact(bruna, None).await.expect("redacted");
    let Voce::Messaggio { testo, oscurato: Some(nota), .. } = &detail.voci[0] else { panic!("a redacted message") };
    assert_eq!((testo.as_str(), nota.motivo.as_str()), ("", "Riguarda un'altra persona."));
    scene.redact(bruna, Some(scene.allegato)).await.expect("redacted");
    assert_eq!((scene.rows(), scene.objects()), (0, Vec::new()));
    // The citizen reads the tombstone, without the operator's name.
    let seen = anna.see(id).await.expect("a detail");
    let Voce::Messaggio { oscurato: Some(nota), .. } = &seen.voci[0] else { panic!("a redacted message") };
    assert!(nota.operatore.is_none());

    let scarico = anna.client.call::<GetEsportazione>(&QuesitoPath { id }, &Nulla {}, &Nulla {}).await.expect("a link");
    let zip = anna.client.fetch(&scarico.url).await.2;
    let ricevuta = anna.client.call::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta::default(), &Nulla {}).await.expect("a receipt");
    scene.system.set_now("2026-11-23T23:15:00Z");
    scene.system.cloud.registri().await.expect("registers");
    let mut all: Vec<File> = crate::registro::registers(&scene.system).await.into_iter().map(|(_, file)| file).collect();
    all.push(File { nome: "e.zip".to_owned(), contenuto: zip });
    all.push(File { nome: "ricevuta.pdf".to_owned(), contenuto: ricevuta.contenuto });
    assert!(all.iter().all(|file| !file.contenuto.windows(MARKER.len()).any(|window| window == MARKER.as_bytes())));
    let verbale = verifica(&all);
    assert!(verbale.is_good(), "{verbale}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interruption_is_made_good_by_the_same_request() {
    for n in 1..=12 {
        let scene = Scene::set().await;
        let faults = scene.system.cloud.faults();
        faults.inject(Rule::new(Target::S3, Fault::Status500).from_call(n));
        let first = scene.redact(&scene.bruna, Some(scene.allegato)).await;
        faults.clear();
        if first.is_err() {
            // Nobody reads it any more, though bytes may be left.
            let path = AllegatoPath { id: scene.id, allegato: scene.allegato };
            let call = scene.anna.client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {});
            scene.system.refuses(call, Tipo::NonTrovato, &[]).await;
        }
        let detail = scene.redact(&scene.bruna, Some(scene.allegato)).await.expect("redacted");
        let Voce::Messaggio { allegati, .. } = &detail.voci[0] else { panic!("a message") };
        assert!(allegati[0].oscurato.is_some());
        assert_eq!(scene.objects(), Vec::<String>::new(), "{n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_sede_that_has_it_and_only_what_is_there() {
    let scene = Scene::set().await;
    let (system, bruna) = (&scene.system, &scene.bruna);
    let elsewhere = system.operatore_altrove(1).await;
    system.refuses(scene.redact(&elsewhere, None), Tipo::NonTrovato, &[]).await;
    system.refuses(scene.redact(&scene.anna, None), Tipo::RuoloNonAmmesso, &[]).await;
    let unknown = Some(AllegatoId::from_bytes([7; 16]));
    system.refuses(scene.redact(bruna, unknown), Tipo::DatiNonValidi, &[("allegato", Motivo::VoceSconosciuta)]).await;
    let body = |versione, voce, motivo: &str| Oscuramento { versione, voce, allegato: None, motivo: motivo.to_owned() };
    let call = |body| async move { bruna.client.call::<RedactVoce>(&QuesitoPath { id: scene.id }, &Nulla {}, &body).await };
    system.refuses(call(body(2, 1, "Sì.")), Tipo::VersioneSuperata, &[]).await;
    system.refuses(call(body(1, 2, "Sì.")), Tipo::DatiNonValidi, &[("voce", Motivo::VoceSconosciuta)]).await;
    system.refuses(call(body(1, 1, " ")), Tipo::DatiNonValidi, &[("motivo", Motivo::Vuoto)]).await;
    assert_eq!(scene.rows(), 1, "nothing was redacted");
}
