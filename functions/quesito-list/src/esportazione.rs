//! From a thread to what leaves the system: its receipts and its export, as the caller may see them.

use std::collections::{BTreeMap, HashMap};

use cassetto_api::problema::Tipo;
use cassetto_documenti::{Soggetto, Verso};
use cassetto_domain::calendario::oggi;
use cassetto_domain::categoria::Categoria;
use cassetto_domain::id::{AllegatoId, PersonaId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::{self, CodiceSede};
use cassetto_domain::{orologio, profilo};
use cassetto_prove::comunicazione::{self as prova, Comunicazione, FORMATO, Nota, Ufficio};
use cassetto_prove::esportazione::nominata;
use cassetto_runtime::vista::{Vista, sede_voce};
use cassetto_runtime::{Failure, Kit};
use cassetto_store::{AllegatoVoce, Annotazione, AvvisoPartito, Contenuto, Messaggio, Parte, Quesito, StoreError, TestoVoce, Thread, Voce};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// The bytes of all documents that an export may hold: what a function has the memory and the time for.
pub const MASSIMO_BYTE: u64 = 48 << 20;

/// The thread with its people, ready to be written.
pub async fn compose(kit: &Kit, thread: &Thread, vista: Vista) -> Result<Comunicazione, Failure> {
    let people = People::of(kit, thread).await?;
    let quesito = &thread.quesito;
    let categoria = categoria(quesito);
    let mut voci: Vec<(Timestamp, prova::Voce)> = Vec::new();
    let mut precedente = None;
    for voce in &thread.voci {
        voci.extend(entry(thread, voce, vista, &people, precedente).map(|entry| (voce.quando, entry)));
        precedente = voce.contenuto.messaggio().map(|messaggio| messaggio.protocollo).or(precedente);
    }
    voci.extend(thread.avvisi.iter().map(|avviso| (avviso.quando, notice(avviso))));
    voci.sort_by_key(|(quando, _)| *quando);
    Ok(nominata(Comunicazione {
        formato: FORMATO.to_owned(),
        id: quesito.id,
        gestione: quesito.gestione,
        datore: people.soggetto(quesito.datore, &quesito.nome_datore)?,
        rapporto: Some(quesito.rapporto.clone()),
        lavoratore: Some(quesito.lavoratore.clone()).filter(|lavoratore| !lavoratore.is_empty()),
        categoria: prova::Categoria {
            codice: quesito.categoria.clone(),
            versione: quesito.versione_categorie,
            nome: categoria.map_or_else(|| quesito.categoria.clone(), |categoria| categoria.nome.it.to_owned()),
        },
        oggetto: quesito.oggetto.clone(),
        stato: quesito.stato,
        esito: quesito.esito,
        sede: ufficio(quesito.sede),
        protocollo: quesito.protocollo,
        presentata: quesito.presentato,
        aggiornata: quesito.aggiornato,
        termine: quesito.termine,
        correlata: quesito.correlata,
        voci: voci.into_iter().map(|(_, voce)| voce).collect(),
    }))
}

/// The documents that are not redacted, whole. `room` is how many bytes there may be; it gets less. One that is not there, lost or
/// redacted a moment ago, doesn't keep the rest back: the export says so.
pub async fn read(
    kit: &Kit,
    thread: &Thread,
    comunicazione: &mut Comunicazione,
    room: &mut u64,
) -> Result<BTreeMap<AllegatoId, Vec<u8>>, Failure> {
    let documenti: Vec<&AllegatoVoce> =
        thread.messaggi().flat_map(|messaggio| &messaggio.allegati).filter(|documento| documento.oscurato.is_none()).collect();
    let wanted: u64 = documenti.iter().map(|documento| documento.allegato.dimensione).sum();
    *room = room.checked_sub(wanted).ok_or(Tipo::EsportazioneTroppoGrande)?;
    let mut allegati = BTreeMap::new();
    for documento in documenti {
        let id = documento.allegato.id;
        match kit.store.read_allegato(id).await {
            Err(StoreError::Assente) => {
                tracing::error!(allegato = %id, "a document of an export is missing");
                comunicazione.lacks(id);
            }
            bytes => {
                allegati.insert(id, bytes?);
            }
        }
    }
    Ok(allegati)
}

/// The category of a quesito in the version that it was sent with.
fn categoria(quesito: &Quesito) -> Option<&'static Categoria> {
    profilo::versione(quesito.gestione, quesito.versione_categorie)?.argomento(&quesito.categoria)
}

/// The last day for the answer as it was promised: a request for a document may have moved it since.
fn promised(quesito: &Quesito) -> Date {
    let terms = categoria(quesito).zip(sede::find(&quesito.protocollo.sede));
    terms.map_or(quesito.termine, |(categoria, sede)| orologio::termine(oggi(quesito.presentato), categoria.giorni_risposta, sede))
}

/// Who the thread is of, and who wrote in it for them.
struct People(HashMap<PersonaId, Soggetto>);

impl People {
    async fn of(kit: &Kit, thread: &Thread) -> Result<Self, Failure> {
        let delegati = thread.messaggi().filter_map(|messaggio| messaggio.delegato.as_ref()).map(|delegato| delegato.id);
        let mut people = HashMap::new();
        for id in std::iter::once(thread.quesito.datore).chain(delegati) {
            if people.contains_key(&id) {
                continue;
            }
            let persona = kit.store.persona(id).await?.ok_or(Tipo::NonTrovato)?;
            people.insert(id, Soggetto { nome: persona.nome_e_cognome(), codice_fiscale: persona.codice_fiscale });
        }
        Ok(Self(people))
    }

    /// Under the name that was registered.
    fn soggetto(&self, id: PersonaId, nome: &str) -> Result<Soggetto, Failure> {
        let known = self.0.get(&id).ok_or(Tipo::NonTrovato)?;
        Ok(Soggetto { nome: nome.to_owned(), ..known.clone() })
    }
}

fn ufficio(codice: CodiceSede) -> Ufficio {
    let indirizzo = sede::find(&codice).map(|sede| sede.indirizzo.clone()).unwrap_or_default();
    Ufficio { codice, nome: sede_voce(codice).nome, indirizzo }
}

/// `None` for what only the office sees.
fn entry(thread: &Thread, voce: &Voce, vista: Vista, people: &People, precedente: Option<Protocollo>) -> Option<prova::Voce> {
    let (versione, quando) = (voce.versione, voce.quando);
    let name = |operatore: &cassetto_store::Operatore| (vista == Vista::Ufficio).then(|| operatore.nome.clone());
    Some(match &voce.contenuto {
        Contenuto::Messaggio(contenuto) => {
            let mut messaggio = message(&thread.quesito, voce, contenuto, vista, people)?;
            messaggio.collegata_a = precedente;
            prova::Voce::Messaggio(Box::new(messaggio))
        }
        Contenuto::Cambio { da, a, sede, operatore, commento, esito } => prova::Voce::Cambio {
            versione,
            quando,
            da: *da,
            a: *a,
            ufficio: sede_voce(*sede).nome,
            operatore: name(operatore),
            commento: commento.as_ref().map(|commento| commento.as_str().to_owned()),
            esito: *esito,
        },
        Contenuto::Assegnazione { operatore, a, sede } => prova::Voce::Assegnazione {
            versione,
            quando,
            ufficio: sede_voce(*sede).nome,
            operatore: Some(name(operatore)?),
            a: a.as_ref().map(|a| a.nome.clone()),
        },
        Contenuto::Trasferimento { da, a, protocollo, operatore, motivo } => prova::Voce::Trasferimento {
            versione,
            quando,
            da: sede_voce(*da).nome,
            a: sede_voce(*a).nome,
            protocollo: *protocollo,
            operatore: name(operatore),
            motivo: motivo.as_str().to_owned(),
        },
        Contenuto::Correlata { quesito, protocollo } => {
            prova::Voce::Correlata { versione, quando, quesito: *quesito, protocollo: *protocollo }
        }
    })
}

fn message(quesito: &Quesito, voce: &Voce, messaggio: &Messaggio, vista: Vista, people: &People) -> Option<prova::Messaggio> {
    let first = messaggio.protocollo == quesito.protocollo;
    let verso = match messaggio.parte {
        Parte::Cittadino if first => Verso::Presentazione,
        Parte::Cittadino => Verso::Entrata,
        Parte::Ufficio => Verso::Uscita,
    };
    let oscurato = match &messaggio.testo {
        TestoVoce::Intero(_) => None,
        TestoVoce::Oscurato(annotazione, _) => Some(nota(annotazione, vista)),
    };
    Some(prova::Messaggio {
        versione: voce.versione,
        quando: voce.quando,
        verso,
        autore: messaggio.autore.clone(),
        delegato: messaggio.delegato.as_ref().map(|delegato| people.soggetto(delegato.id, &delegato.nome)).transpose().ok()?,
        sede: ufficio(messaggio.protocollo.sede),
        protocollo: messaggio.protocollo,
        collegata_a: None,
        termine: (verso == Verso::Presentazione).then(|| promised(quesito)),
        testo: prova::Testo {
            contenuto: messaggio.testo.testo().map(|testo| testo.as_str().to_owned()),
            sha256: messaggio.testo.sha256(),
            oscurato,
        },
        allegati: messaggio.allegati.iter().map(|documento| document(documento, vista)).collect(),
        richiesta_entro: messaggio.richiesta.map(|richiesta| richiesta.entro),
        risponde_a: messaggio.risponde_a,
        annullata: messaggio.annullata.as_ref().map(|annotazione| nota(annotazione, vista)),
        ricevuta: String::new(),
    })
}

fn document(documento: &AllegatoVoce, vista: Vista) -> prova::Documento {
    let allegato = &documento.allegato;
    prova::Documento {
        id: allegato.id,
        nome: documento.oscurato.is_none().then(|| allegato.nome.as_str().to_owned()),
        tipo: allegato.tipo,
        dimensione: allegato.dimensione,
        sha256: allegato.sha256,
        file: None,
        oscurato: documento.oscurato.as_ref().map(|annotazione| nota(annotazione, vista)),
    }
}

fn nota(annotazione: &Annotazione, vista: Vista) -> Nota {
    Nota {
        quando: annotazione.quando,
        chi: (vista == Vista::Ufficio).then(|| annotazione.chi.nome.clone()),
        motivo: annotazione.motivo.as_str().to_owned(),
    }
}

fn notice(avviso: &AvvisoPartito) -> prova::Voce {
    prova::Voce::Avviso {
        quando: avviso.quando,
        canale: word(avviso.canale),
        evento: word(avviso.evento),
        contatto: avviso.contatto.clone(),
    }
}

/// The word that an enumeration travels as.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
