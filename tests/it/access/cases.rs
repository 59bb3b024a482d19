//! One good request to every route.

use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::ruolo::Ruolo;
use serde_json::json;

use super::scene::{Case, PIN, PLAIN, Scene, Stage};

/// What an intermediary must say: for whom.
fn for_whom(scene: &Scene, ruolo: Option<Ruolo>) -> String {
    if ruolo == Some(Ruolo::Intermediario) { format!("?datore={}", scene.datore.id) } else { String::new() }
}

pub const CASES: &[Case] = &[
    Case { route: "SignIn", body: |scene| Some(json!({ "codice_fiscale": scene.datore.codice_fiscale.as_str(), "pin": PIN })), ..PLAIN },
    Case { route: "GetSessione", ..PLAIN },
    Case { route: "SignOut", ..PLAIN },
    Case { route: "SignOutEverywhere", ..PLAIN },
    Case { route: "GetStatus", ..PLAIN },
    Case {
        route: "CreateUpload",
        body: |_| Some(json!({ "nome": "a.pdf", "tipo": "application/pdf", "dimensione": 10, "sha256": "0".repeat(64) })),
        ..PLAIN
    },
    Case {
        route: "CreateQuesito",
        body: |scene| serde_json::to_value(NuovoQuesito { datore: Some(scene.datore.id), ..scene.datore.domanda() }).ok(),
        ..PLAIN
    },
    Case { route: "CreateMessaggio", body: |_| Some(json!({ "versione": 1, "testo": "Aggiungo un dato." })), ..PLAIN },
    Case { route: "ListBozze", ..PLAIN },
    Case { route: "SaveBozza", body: |_| Some(json!({ "versione": 1, "contenuto": { "oggetto": "Avviso" } })), ..PLAIN },
    Case { route: "DeleteBozza", ..PLAIN },
    Case { route: "GetHome", query: for_whom, ..PLAIN },
    Case { route: "ListPagamenti", query: for_whom, ..PLAIN },
    Case { route: "ListDatori", ..PLAIN },
    Case { route: "ListQuesiti", query: for_whom, ..PLAIN },
    Case { route: "GetQuesito", ..PLAIN },
    Case { route: "MarkRead", body: |_| Some(json!({ "versione": 1 })), ..PLAIN },
    Case { route: "GetAllegato", ..PLAIN },
    Case { route: "GetArchivio", ..PLAIN },
    Case { route: "GetRicevuta", ..PLAIN },
    Case { route: "GetEsportazione", ..PLAIN },
    Case { route: "GetEsportazioneAnno", query: for_whom, ..PLAIN },
    Case { route: "RedactVoce", body: |_| Some(json!({ "versione": 1, "voce": 1, "motivo": "Persona sbagliata." })), ..PLAIN },
    Case { route: "AnnulRegistrazione", body: |_| Some(json!({ "versione": 1, "voce": 1, "motivo": "Doppia." })), ..PLAIN },
    Case { route: "ListRegistri", ..PLAIN },
    // Nothing was registered before this day.
    Case { route: "GetRegistro", admitted: &[Tipo::NonTrovato], ..PLAIN },
    Case { route: "GetContatti", ..PLAIN },
    Case { route: "ChangeContatto", body: |_| Some(json!({ "tipo": "telefono", "valore": "06 1234567" })), ..PLAIN },
    // No code was sent.
    Case {
        route: "VerifyContatto",
        body: |_| Some(json!({ "tipo": "email", "codice": "123456" })),
        admitted: &[Tipo::DatiNonValidi],
        ..PLAIN
    },
    Case { route: "RemoveContatto", body: |_| Some(json!({ "tipo": "fax" })), ..PLAIN },
    Case {
        route: "SetPreferenze",
        body: |_| Some(json!({ "preferenze": [{ "genere": "messaggi", "canali": ["email"] }], "lingua": "en" })),
        ..PLAIN
    },
    Case { route: "ListAvvisi", ..PLAIN },
    Case {
        route: "SubscribePush",
        body: |_| {
            let (p256dh, auth) = (format!("BA{}", "A".repeat(85)), "A".repeat(22));
            Some(json!({ "endpoint": "https://fcm.googleapis.com/fcm/send/abc", "p256dh": p256dh, "auth": auth }))
        },
        ..PLAIN
    },
    Case { route: "UnsubscribePush", body: |_| Some(json!({ "endpoint": "https://fcm.googleapis.com/fcm/send/abc" })), ..PLAIN },
    Case { route: "ListCoda", query: |_, _| "?vista=da_assegnare".to_owned(), ..PLAIN },
    Case { route: "ListOperatori", ..PLAIN },
    Case { route: "ListSedi", ..PLAIN },
    Case { route: "GetCruscotto", ..PLAIN },
    Case { route: "GetCruscottoCsv", ..PLAIN },
    Case { route: "ListModelli", ..PLAIN },
    Case { route: "ReleaseQuesito", body: |_| Some(json!({ "versione": 2 })), stage: Stage::InCarico, ..PLAIN },
    Case { route: "ReassignQuesito", body: |scene| Some(json!({ "versione": 1, "operatore": scene.operatore.id.to_string() })), ..PLAIN },
    Case {
        route: "BulkQuesiti",
        body: |scene| {
            let quesiti = [json!({ "id": scene.id.to_string(), "versione": 1 })];
            Some(json!({ "comando": "assegna", "operatore": scene.operatore.id.to_string(), "quesiti": quesiti }))
        },
        ..PLAIN
    },
    Case { route: "ForwardQuesito", body: |_| Some(json!({ "versione": 1, "sede": "5100", "motivo": "Vive a Napoli." })), ..PLAIN },
    Case {
        route: "RequestDocumento",
        body: |_| Some(json!({ "versione": 2, "testo": "Serve la busta paga.", "entro": "2026-12-04" })),
        stage: Stage::InCarico,
        ..PLAIN
    },
    Case {
        route: "WithdrawRichiesta",
        body: |_| Some(json!({ "versione": 3, "commento": "Non serve più." })),
        stage: Stage::Richiesta,
        ..PLAIN
    },
    Case {
        route: "WriteFirst",
        body: |scene| {
            let domanda = scene.datore.domanda();
            Some(json!({
                "datore": scene.datore.id.to_string(), "rapporto": domanda.rapporto, "categoria": domanda.categoria,
                "versione_categorie": domanda.versione_categorie, "oggetto": "Una comunicazione", "testo": "Buongiorno.",
            }))
        },
        ..PLAIN
    },
    Case { route: "SearchPersone", body: |scene| Some(json!({ "testo": scene.datore.codice_fiscale.as_str() })), ..PLAIN },
    Case { route: "GetPersona", id: |scene| scene.datore.id.to_string(), ..PLAIN },
    Case { route: "ListQuesitiPersona", id: |scene| scene.datore.id.to_string(), ..PLAIN },
    Case { route: "TakeQuesito", body: |_| Some(json!({ "versione": 1 })), ..PLAIN },
    Case { route: "CommentQuesito", body: |_| Some(json!({ "versione": 1, "commento": "Sì." })), ..PLAIN },
    Case { route: "AnswerQuesito", body: |_| Some(json!({ "versione": 2, "testo": "Ecco." })), stage: Stage::InCarico, ..PLAIN },
    Case {
        route: "CloseQuesito",
        body: |_| Some(json!({ "versione": 2, "esito": "accolta", "commento": "Fatto." })),
        stage: Stage::InCarico,
        ..PLAIN
    },
    Case { route: "ListDeleghe", ..PLAIN },
    Case { route: "ListQuesitiDelegati", ..PLAIN },
    Case {
        route: "RequestDelega",
        body: |scene| {
            let modulo = json!({
                "id": scene.allegato.to_string(), "nome": "m.pdf", "tipo": "application/pdf", "dimensione": 10, "sha256": "0".repeat(64),
            });
            let codice_fiscale = scene.datore.codice_fiscale.as_str();
            Some(json!({ "codice_fiscale": codice_fiscale, "cognome": "Esempio", "filiale": "Roma", "modulo": modulo }))
        },
        // The form was never uploaded; nobody delegates themselves.
        admitted: &[Tipo::DatiNonValidi],
        ..PLAIN
    },
    Case {
        route: "AcceptDelega",
        id: |scene| scene.delega.to_string(),
        body: |_| Some(json!({ "codice": "123456" })),
        // It is active already.
        admitted: &[Tipo::DelegaNonAmmessa],
        ..PLAIN
    },
    Case { route: "SendCodiceDelega", id: |scene| scene.delega.to_string(), admitted: &[Tipo::DelegaNonAmmessa], ..PLAIN },
    Case { route: "RefuseDelega", id: |scene| scene.delega.to_string(), admitted: &[Tipo::DelegaNonAmmessa], ..PLAIN },
    Case { route: "RevokeDelega", id: |scene| scene.delega.to_string(), ..PLAIN },
    // It came from the archives: its form is on paper.
    Case { route: "GetModuloDelega", id: |scene| scene.delega.to_string(), admitted: &[Tipo::NonTrovato], ..PLAIN },
];
