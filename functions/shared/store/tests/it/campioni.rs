//! Invented people and quesiti.

use cassetto_domain::allegato::{Allegato, TipoFile};
use cassetto_domain::avviso::Evento;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::{Cellulare, Contatti, Email};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{AllegatoId, PersonaId, QuesitoId};
use cassetto_domain::preferenze::Preferenze;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::rapporto::{Mansione, StatoRapporto, TipoContratto};
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::{Cap, CodiceSede};
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::{Commento, NomeFile, Oggetto, Testo};
use cassetto_store::{
    Annuncio, ChiaveUso, Contenuto, EsitoInvio, NuovoInvio, NuovoMessaggio, Operatore, Parte, Passo, PassoRegistrato, Persona, Quesito,
    Rapporto, Ricevuta, Store, VoceRegistrata, casuale,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

pub fn now() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

pub fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

pub fn persona_id(number: u8) -> PersonaId {
    PersonaId::from_bytes([number; 16])
}

pub fn sede() -> CodiceSede {
    CodiceSede::parse("7000").unwrap()
}

pub fn cf() -> CodiceFiscale {
    CodiceFiscale::parse("RSSMRA85T10A562S").unwrap()
}

pub fn contatti() -> Contatti {
    Contatti {
        cellulare: Some(Cellulare::parse("+393331234567").unwrap()),
        email: Some(Email::parse("mario.rossi@esempio.it").unwrap()),
        ..Contatti::default()
    }
}

pub fn datore() -> Persona {
    Persona {
        id: persona_id(1),
        nome: "Mario".to_owned(),
        cognome: "Rossi".to_owned(),
        codice_fiscale: cf(),
        ruolo: Ruolo::Datore,
        sede: None,
        cap: Some(Cap::parse("00185").unwrap()),
        contatti: contatti(),
        preferenze: Preferenze::default(),
        posizioni: Vec::new(),
        tipo_delega: None,
    }
}

pub fn rapporto(codice: &str) -> Rapporto {
    Rapporto {
        codice: CodiceRapporto::parse(codice).unwrap(),
        lavoratore: "Olena Shevchenko".to_owned(),
        mansione: Mansione::Badante,
        stato: StatoRapporto::Attivo,
        contratto: TipoContratto::Tin,
        inizio: date(2024, 3, 1),
        fine: None,
        ore: 25,
    }
}

pub fn operatore(number: u8) -> Operatore {
    Operatore { id: persona_id(number), nome: "Giulia Bianchi".to_owned() }
}

pub fn allegato(number: u8) -> Allegato {
    Allegato {
        id: AllegatoId::from_bytes([number; 16]),
        caricato: AllegatoId::from_bytes([number + 100; 16]),
        nome: NomeFile::parse(&format!("busta paga ottobre {number}.pdf")).unwrap(),
        tipo: TipoFile::Pdf,
        dimensione: 1_048_576,
        sha256: Sha256([number; 32]),
    }
}

/// Of the employer's own, with the fingerprint of a body.
pub fn uso(chiave: &str) -> ChiaveUso {
    ChiaveUso { persona: persona_id(1), chiave: chiave.to_owned(), impronta: Sha256([9; 32]) }
}

/// Told of to the employer, with three attachments and a text of 500 characters.
pub fn invio(chiave: &str) -> NuovoInvio {
    NuovoInvio {
        chiave: uso(chiave),
        gestione: Gestione::LavoroDomestico,
        datore: persona_id(1),
        nome_datore: "Mario Rossi".to_owned(),
        delegato: None,
        rapporto: CodiceRapporto::parse("1234567890").unwrap(),
        lavoratore: "Olena Shevchenko".to_owned(),
        categoria: "contributi".to_owned(),
        versione_categorie: 1,
        oggetto: Oggetto::parse("Contributi versati a luglio che non risultano nell'estratto conto").unwrap(),
        messaggio: NuovoMessaggio {
            parte: Parte::Cittadino,
            autore: "Mario Rossi".to_owned(),
            operatore: None,
            delegato: None,
            testo: Testo::parse(&"Buongiorno, perché? ".repeat(25)).unwrap(),
            allegati: vec![allegato(1), allegato(2), allegato(3)],
            richiesta: None,
            risponde_a: None,
        },
        sede: sede(),
        termine: date(2026, 12, 20),
        email_aggiuntiva: None,
        correlata: None,
        annunci: vec![Annuncio { persona: persona_id(1), evento: Evento::Protocollato }],
    }
}

/// The same without attachments, told of to nobody.
pub fn quieto(invio: NuovoInvio) -> NuovoInvio {
    NuovoInvio { messaggio: NuovoMessaggio { allegati: Vec::new(), ..invio.messaggio }, annunci: Vec::new(), ..invio }
}

/// An answer of operator 50 with one document.
pub fn risposta(quesito: &Quesito, number: u32) -> (ChiaveUso, PassoRegistrato) {
    let messaggio = NuovoMessaggio {
        parte: Parte::Ufficio,
        autore: "Sede".to_owned(),
        operatore: Some(operatore(50)),
        delegato: None,
        testo: Testo::parse("Abbiamo ritrovato il versamento.").unwrap(),
        allegati: vec![allegato(8)],
        richiesta: None,
        risponde_a: None,
    };
    let passo = PassoRegistrato {
        prima: quesito.clone(),
        dopo: quesito.clone(),
        registro: quesito.sede,
        voce: VoceRegistrata::Messaggio(messaggio),
        precedente: quesito.protocollo,
        annunci: vec![Annuncio { persona: quesito.datore, evento: Evento::Risposta }],
    };
    (ChiaveUso { persona: persona_id(50), chiave: chiave(number), impronta: Sha256([7; 32]) }, passo)
}

/// A key of 32 characters.
pub fn chiave(number: u32) -> String {
    format!("chiave-di-prova-{number:016}")
}

pub fn ricevuta(esito: EsitoInvio) -> Ricevuta {
    match esito {
        EsitoInvio::Protocollato(ricevuta) => ricevuta,
        other => panic!("{other:?}"),
    }
}

/// Writes the employer and one quesito of theirs.
pub async fn inviato(store: &Store) -> Quesito {
    store.put_persona(&datore()).await.unwrap();
    let ricevuta = ricevuta(store.submit(&invio(&chiave(1)), now()).await.unwrap());
    quesito(store, ricevuta.quesito).await
}

pub async fn quesito(store: &Store, id: QuesitoId) -> Quesito {
    store.quesito(id).await.unwrap().unwrap()
}

pub fn commento(text: &str) -> Option<Commento> {
    Some(Commento::parse(text).unwrap())
}

/// A change of state by an operator, told of to the employer unless it is a comment.
pub fn cambio(quesito: &Quesito, a: Stato, esito: Option<Esito>, commento: Option<Commento>, operatore: Operatore) -> Passo {
    let evento = if a == Stato::Chiusa { Evento::Chiuso } else { Evento::PresoInCarico };
    let takes = a == Stato::InCarico && quesito.stato != a;
    let contenuto = Contenuto::Cambio { da: quesito.stato, a, sede: quesito.sede, operatore: operatore.clone(), commento, esito };
    Passo {
        dopo: Quesito {
            stato: a,
            esito: esito.or(quesito.esito),
            operatore: if takes { Some(operatore) } else { quesito.operatore.clone() },
            ..quesito.clone()
        },
        contenuto,
        annunci: if a == quesito.stato { Vec::new() } else { vec![Annuncio { persona: quesito.datore, evento }] },
        prima: quesito.clone(),
    }
}

pub fn presa(quesito: &Quesito) -> Passo {
    presa_da(quesito, 50)
}

pub fn presa_da(quesito: &Quesito, number: u8) -> Passo {
    cambio(quesito, Stato::InCarico, None, None, operatore(number))
}

pub fn chiusura(quesito: &Quesito) -> Passo {
    cambio(quesito, Stato::Chiusa, Some(Esito::Accolta), commento("Versamento ritrovato e attribuito."), operatore(50))
}

pub fn nuovo_id() -> QuesitoId {
    casuale::id(QuesitoId::from_bytes).unwrap()
}

pub fn numero(protocollo: &Protocollo) -> u32 {
    protocollo.numero.0
}
