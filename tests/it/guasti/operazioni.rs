//! The operations: what each needs beforehand, how it is asked for, and how one sees that it was done.

use cassetto_api::bozze::BozzaContenuto;
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{AnnulRegistrazione, Annullamento, NuovaComunicazione};
use cassetto_api::modello::{EsitoVoce, TipoContattoVoce};
use cassetto_api::problema::Problema;
use cassetto_api::quesiti::{AllegatoInviato, NuovoMessaggio, NuovoQuesito, QuesitoPath};
use cassetto_domain::delega::StatoDelega;
use cassetto_domain::id::{BozzaId, DelegaId, QuesitoId};
use cassetto_tests::{Answer, Individuo, System, chiave, messaggio};

use crate::contatti;
use crate::passi::{allegati, nuovo};

/// What is asked of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operazione {
    Invia,
    InviaPerConto,
    InviaCorrelata,
    Carica,
    Aggiungi,
    Consegna,
    Prendi,
    Rilascia,
    Riassegna,
    Trasferisci,
    Commenta,
    Rispondi,
    Richiedi,
    Ritira,
    Chiudi,
    ScriviPrima,
    Annulla,
    Leggi,
    ChiediDelega,
    AccettaDelega,
    RifiutaDelega,
    RevocaDelega,
    SalvaBozza,
    TogliBozza,
    CambiaContatto,
    VerificaContatto,
    Notifica,
    Spazza,
    Registro,
}

impl Operazione {
    pub const ALL: [Self; 29] = [
        Self::Invia,
        Self::InviaPerConto,
        Self::InviaCorrelata,
        Self::Carica,
        Self::Aggiungi,
        Self::Consegna,
        Self::Prendi,
        Self::Rilascia,
        Self::Riassegna,
        Self::Trasferisci,
        Self::Commenta,
        Self::Rispondi,
        Self::Richiedi,
        Self::Ritira,
        Self::Chiudi,
        Self::ScriviPrima,
        Self::Annulla,
        Self::Leggi,
        Self::ChiediDelega,
        Self::AccettaDelega,
        Self::RifiutaDelega,
        Self::RevocaDelega,
        Self::SalvaBozza,
        Self::TogliBozza,
        Self::CambiaContatto,
        Self::VerificaContatto,
        Self::Notifica,
        Self::Spazza,
        Self::Registro,
    ];
}

/// How an attempt ended, as its caller sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fatto {
    Si,
    /// Whether asking again may help: a failure of ours, and no rule.
    No(bool),
}

/// People of its own and all that the operation needs beforehand.
pub struct Scena {
    operazione: Operazione,
    datore: Individuo,
    studio: Individuo,
    ufficio: Individuo,
    collega: Individuo,
    quesito: Option<QuesitoId>,
    /// The version that the caller has seen.
    versione: u32,
    /// The `Idempotency-Key`.
    chiave: String,
    allegati: Vec<AllegatoInviato>,
    delega: Option<DelegaId>,
    modulo: Option<cassetto_api::deleghe::NuovaDelega>,
    codice: String,
    bozza: BozzaId,
}

fn number() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(1_000);
    LAST.fetch_add(1, Ordering::Relaxed) % 90_000
}

const WELL: &str = "without faults all goes well";

impl Scena {
    /// Without any fault: what goes wrong here is the test's own.
    pub async fn prepare(system: &System, operazione: Operazione) -> Self {
        use Operazione as O;
        let n = number();
        let (datore, studio) = (system.datore(n).await, system.intermediario(n).await);
        let (ufficio, collega) = (system.operatore(n).await, system.operatore(n + 90_000).await);
        let mut scena = Self {
            operazione,
            datore,
            studio,
            ufficio,
            collega,
            quesito: None,
            versione: 0,
            chiave: chiave(),
            allegati: Vec::new(),
            delega: None,
            modulo: None,
            codice: String::new(),
            bozza: BozzaId::from_bytes([7; 16]),
        };
        match operazione {
            O::Invia => scena.allegati = allegati(&scena.datore, 2).await,
            O::InviaPerConto => scena.delega = Some(system.delega(&scena.studio, &scena.datore).await),
            O::InviaCorrelata => {
                scena.asked(true).await;
                scena.ufficio.close(scena.id(), scena.versione, EsitoVoce::Accolta).await.expect(WELL);
            }
            O::Carica | O::SalvaBozza | O::CambiaContatto | O::ScriviPrima => {}
            O::Prendi | O::Aggiungi | O::Trasferisci | O::Annulla | O::Notifica | O::Spazza => scena.asked(false).await,
            O::Registro => {
                scena.asked(false).await;
                system.advance(std::time::Duration::from_secs(86_400));
            }
            O::Rilascia | O::Riassegna | O::Commenta | O::Richiedi | O::Chiudi => scena.asked(true).await,
            O::Rispondi => {
                scena.asked(true).await;
                scena.allegati = allegati(&scena.ufficio, 1).await;
            }
            O::Leggi => {
                scena.asked(true).await;
                scena.ufficio.answer(scena.id(), scena.versione, Vec::new()).await.expect(WELL);
                scena.versione += 1;
            }
            O::Consegna | O::Ritira => {
                scena.asked(true).await;
                let until = entro(system);
                scena.ufficio.request(scena.id(), scena.versione, &until).await.expect(WELL);
                scena.versione += 1;
                scena.allegati = allegati(&scena.datore, 1).await;
            }
            O::ChiediDelega => scena.modulo = Some(scena.datore.nuova_delega(&scena.studio).await),
            O::RifiutaDelega => scena.delega = Some(scena.datore.delega_to(&scena.studio).await),
            O::RevocaDelega => {
                scena.delega = Some(system.delega(&scena.studio, &scena.datore).await);
                scena.asked(false).await;
            }
            O::AccettaDelega => {
                let id = scena.datore.delega_to(&scena.studio).await;
                scena.studio.send_codice(id).await.expect(WELL);
                scena.codice = system.last_code(&scena.studio).await;
                scena.delega = Some(id);
            }
            O::TogliBozza => {
                scena.datore.save_bozza(scena.bozza, 0, &draft()).await.expect(WELL);
            }
            O::VerificaContatto => {
                let address = scena.address();
                contatti::change(&scena.datore, TipoContattoVoce::Email, &address).await.expect(WELL);
                scena.codice = contatti::code(system, &address).await;
            }
        }
        scena
    }

    /// A quesito of the employer's, in charge or not.
    async fn asked(&mut self, in_charge: bool) {
        let id = self.datore.ask().await;
        (self.quesito, self.versione) = (Some(id), 1);
        if in_charge {
            self.ufficio.take(id, 1).await.expect(WELL);
            self.versione = 2;
        }
    }

    fn id(&self) -> QuesitoId {
        self.quesito.expect("a quesito")
    }

    fn address(&self) -> String {
        format!("nuovo{}@esempio.example", self.datore.codice_fiscale.as_str().to_lowercase())
    }

    /// Asks for it: again is the same.
    pub async fn run(&self, system: &System) -> Fatto {
        use Operazione as O;
        let (datore, studio, ufficio) = (&self.datore, &self.studio, &self.ufficio);
        let (versione, key) = (self.versione, &self.chiave);
        match self.operazione {
            O::Invia => fatto(datore.send_with_key(&nuovo(datore, self.allegati.clone()), key).await),
            O::InviaPerConto => {
                let body = NuovoQuesito { datore: Some(datore.id), ..nuovo(datore, Vec::new()) };
                fatto(studio.send_with_key(&body, key).await)
            }
            O::InviaCorrelata => {
                let body = NuovoQuesito { correlata: self.quesito, ..nuovo(datore, Vec::new()) };
                fatto(datore.send_with_key(&body, key).await)
            }
            O::Carica => {
                let bytes = cassetto_allegati::campioni::pdf("caricato");
                let declared = cassetto_api::allegati::NuovoAllegato {
                    nome: "caricato.pdf".to_owned(),
                    tipo: "application/pdf".to_owned(),
                    dimensione: bytes.len() as u64,
                    sha256: cassetto_prove::sha256(&bytes).to_string(),
                    ..Default::default()
                };
                fatto(datore.client.call::<cassetto_api::allegati::CreateUpload>(&Nulla {}, &Nulla {}, &declared).await)
            }
            O::Aggiungi => fatto(datore.append_with_key(self.id(), &messaggio(versione), key).await),
            O::Consegna => {
                let body = NuovoMessaggio { allegati: self.allegati.clone(), risponde_a: Some(versione), ..messaggio(versione) };
                fatto(datore.append_with_key(self.id(), &body, key).await)
            }
            O::Prendi => fatto(ufficio.take(self.id(), versione).await),
            O::Rilascia => fatto(ufficio.release(self.id(), versione).await),
            O::Riassegna => fatto(ufficio.reassign(self.id(), versione, self.collega.id).await),
            O::Trasferisci => fatto(ufficio.forward_with_key(self.id(), versione, "4900", key).await),
            O::Commenta => fatto(ufficio.comment(self.id(), versione, "Verifica in corso.").await),
            O::Rispondi => {
                let testo = "Il pagamento risulta.".to_owned();
                let body = cassetto_api::fascicolo::NuovaRisposta { versione, testo, allegati: self.allegati.clone() };
                fatto(ufficio.answer_with_key(self.id(), &body, key).await)
            }
            O::Richiedi => fatto(ufficio.request_with_key(self.id(), versione, &entro(system), key).await),
            O::Ritira => fatto(ufficio.withdraw(self.id(), versione).await),
            O::Chiudi => fatto(ufficio.close(self.id(), versione, EsitoVoce::Respinta).await),
            O::ScriviPrima => {
                let domanda = nuovo(datore, Vec::new());
                let body = NuovaComunicazione {
                    datore: datore.id,
                    rapporto: domanda.rapporto,
                    categoria: domanda.categoria,
                    versione_categorie: domanda.versione_categorie,
                    oggetto: domanda.oggetto,
                    testo: domanda.testo,
                    gestione: Default::default(),
                    allegati: Vec::new(),
                };
                fatto(ufficio.write_first(&body, key).await)
            }
            O::Annulla => {
                let body = Annullamento { versione, voce: 1, motivo: "Registrata due volte.".to_owned() };
                fatto(ufficio.client.call::<AnnulRegistrazione>(&QuesitoPath { id: self.id() }, &Nulla {}, &body).await)
            }
            O::Leggi => fatto(datore.mark_read(self.id(), versione).await),
            O::ChiediDelega => fatto(datore.request_delega(self.modulo.as_ref().expect("a form"), key).await),
            O::AccettaDelega => fatto(studio.accept_with(self.delega.expect("a delega"), &self.codice).await),
            O::RifiutaDelega => fatto(studio.refuse(self.delega.expect("a delega")).await),
            O::RevocaDelega => fatto(datore.revoke(self.delega.expect("a delega")).await),
            O::SalvaBozza => fatto(datore.save_bozza(self.bozza, 0, &draft()).await),
            O::TogliBozza => fatto(datore.delete_bozza(self.bozza).await),
            O::CambiaContatto => fatto(contatti::change(datore, TipoContattoVoce::Email, &self.address()).await),
            O::VerificaContatto => fatto(contatti::verify(datore, TipoContattoVoce::Email, &self.codice).await),
            O::Notifica => moved(system.cloud.settle().await),
            O::Spazza => moved(system.cloud.sweep().await),
            O::Registro => moved(system.cloud.registri().await),
        }
    }

    /// Whether its effect is there.
    pub async fn is_done(&self, system: &System) -> bool {
        use Operazione as O;
        let store = &system.kit().store;
        match self.operazione {
            O::Invia | O::InviaPerConto | O::ScriviPrima | O::InviaCorrelata => {
                let who = match self.operazione {
                    O::InviaPerConto => &self.studio,
                    O::ScriviPrima => &self.ufficio,
                    _ => &self.datore,
                };
                let replay = store.replay(who.id, &self.chiave, system.now()).await.expect("a table");
                let Some(replay) = replay else { return false };
                store.thread(replay.ricevuta.quesito).await.expect("a table").is_some()
            }
            O::ChiediDelega | O::AccettaDelega | O::RifiutaDelega | O::RevocaDelega => {
                let expected = match self.operazione {
                    O::ChiediDelega => StatoDelega::Richiesta,
                    O::AccettaDelega => StatoDelega::Attiva,
                    O::RifiutaDelega => StatoDelega::Rifiutata,
                    _ => StatoDelega::Revocata,
                };
                let groups = [
                    cassetto_store::GruppoDeleghe::Richieste,
                    cassetto_store::GruppoDeleghe::Attive,
                    cassetto_store::GruppoDeleghe::Concluse,
                ];
                let mut found = Vec::new();
                for group in groups {
                    found.extend(
                        store
                            .deleghe_del_datore(self.datore.id, group, cassetto_domain::calendario::oggi(system.now()))
                            .await
                            .expect("a table"),
                    );
                }
                found.len() == 1 && found[0].stato == expected
            }
            O::SalvaBozza => self.datore.bozze().await.len() == 1,
            O::TogliBozza => self.datore.bozze().await.is_empty(),
            O::VerificaContatto => {
                let persona = store.persona(self.datore.id).await.expect("a table").expect("a person");
                persona.contatti.email.is_some_and(|email| email.as_str() == self.address())
            }
            O::Annulla => {
                let thread = store.thread(self.id()).await.expect("a table").expect("a thread");
                thread.messaggi().all(|messaggio| messaggio.annullata.is_some())
            }
            O::Leggi => store.quesito(self.id()).await.expect("a table").expect("a quesito").letto.versione >= self.versione,
            // Nothing of theirs is awaited: the check of the whole store tells.
            O::Carica | O::CambiaContatto | O::Notifica | O::Spazza | O::Registro => true,
            // One step, and one only.
            _ => store.quesito(self.id()).await.expect("a table").expect("a quesito").versione == self.versione + 1,
        }
    }
}

fn draft() -> BozzaContenuto {
    BozzaContenuto { oggetto: "Avviso".to_owned(), passo: "testo".to_owned(), ..BozzaContenuto::default() }
}

/// Ten days from now.
fn entro(system: &System) -> String {
    use jiff::ToSpan;
    cassetto_domain::calendario::oggi(system.now()).saturating_add(10.days()).to_string()
}

fn fatto<T>(answer: Answer<T>) -> Fatto {
    match answer {
        Ok(_) => Fatto::Si,
        Err(problema) => Fatto::No(may_help(&problema)),
    }
}

const fn may_help(problema: &Problema) -> bool {
    problema.status >= 500 || problema.status == 429
}

fn moved(done: Result<(), cassetto_local::Error>) -> Fatto {
    if done.is_ok() { Fatto::Si } else { Fatto::No(true) }
}
