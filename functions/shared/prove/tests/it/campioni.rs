//! A thread with everything in it, and the registers of its days.

use std::collections::BTreeMap;

use cassetto_documenti::{Soggetto, Verso};
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{AllegatoId, QuesitoId};
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::Oggetto;
use cassetto_prove::comunicazione::{Categoria, Comunicazione, Documento, FORMATO, Messaggio, Nota, Testo, Ufficio, Voce};
use cassetto_prove::esportazione::nominata;
use cassetto_prove::registro::{Annullamento, Precedente, RegistroGiornaliero, Riga, SedeRegistro, nome_file};
use cassetto_prove::sha256;
use cassetto_prove::verifica::File;
use jiff::Timestamp;
use jiff::civil::{Date, date};

pub const TEXT: &str = "Buongiorno, perché non risulta?\nGrazie.";

pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

pub fn sede() -> CodiceSede {
    CodiceSede::parse("7000").expect("a sede")
}

pub fn protocollo(numero: u32, data: Date) -> Protocollo {
    Protocollo { sede: sede(), numero: NumeroProtocollo(numero), data }
}

fn ufficio() -> Ufficio {
    Ufficio { codice: sede(), nome: "Roma".to_owned(), indirizzo: "Via dell'Amba Aradam 5, 00184 Roma".to_owned() }
}

fn soggetto(nome: &str, codice_fiscale: &str) -> Soggetto {
    Soggetto { nome: nome.to_owned(), codice_fiscale: codice_fiscale.parse().expect("a code") }
}

pub fn nota(quando: &str) -> Nota {
    Nota { quando: at(quando), chi: None, motivo: "Documento di un'altra persona.".to_owned() }
}

fn documento(seed: u8) -> (Documento, Vec<u8>) {
    let bytes = format!("%PDF-1.7 documento {seed}").into_bytes();
    let documento = Documento {
        id: AllegatoId::from_bytes([seed; 16]),
        nome: Some(format!("busta paga {seed}.pdf")),
        tipo: TipoFile::Pdf,
        dimensione: u64::try_from(bytes.len()).expect("small"),
        sha256: sha256(&bytes),
        file: None,
        oscurato: None,
    };
    (documento, bytes)
}

fn messaggio(versione: u32, verso: Verso, quando: &str, protocollo: Protocollo, documenti: Vec<Documento>) -> Messaggio {
    Messaggio {
        versione,
        quando: at(quando),
        verso,
        autore: if verso == Verso::Uscita { "Roma" } else { "Anna Esempio" }.to_owned(),
        delegato: (verso == Verso::Entrata).then(|| soggetto("Studio Bianchi", "RSSMRA80A01H501U")),
        sede: ufficio(),
        protocollo,
        collegata_a: None,
        termine: (verso == Verso::Presentazione).then(|| date(2026, 12, 23)),
        testo: Testo { contenuto: Some(TEXT.to_owned()), sha256: sha256(TEXT.as_bytes()), oscurato: None },
        allegati: documenti,
        richiesta_entro: (verso == Verso::Uscita).then(|| date(2026, 12, 4)),
        risponde_a: None,
        annullata: None,
        ricevuta: String::new(),
    }
}

/// Three messages with three documents, one redacted; a text that is redacted; an annulment.
pub fn comunicazione() -> (Comunicazione, BTreeMap<AllegatoId, Vec<u8>>) {
    let (mut allegati, mut documenti) = (BTreeMap::new(), Vec::new());
    for seed in 1..=3 {
        let (documento, bytes) = documento(seed);
        allegati.insert(documento.id, bytes);
        documenti.push(documento);
    }
    let mut redacted = documenti.remove(2);
    allegati.remove(&redacted.id);
    redacted.nome = None;
    redacted.oscurato = Some(nota("2026-11-25T09:00:00Z"));
    let first = messaggio(1, Verso::Presentazione, "2026-11-23T11:00:00Z", protocollo(7, date(2026, 11, 23)), documenti);
    let mut answer = messaggio(3, Verso::Uscita, "2026-11-24T08:30:15.250Z", protocollo(9, date(2026, 11, 24)), vec![redacted]);
    answer.collegata_a = Some(first.protocollo);
    let mut second = messaggio(4, Verso::Entrata, "2026-11-24T10:00:00Z", protocollo(10, date(2026, 11, 24)), Vec::new());
    second.testo.contenuto = None;
    second.testo.oscurato = Some(nota("2026-11-25T10:00:00Z"));
    second.annullata = Some(nota("2026-11-25T11:00:00Z"));
    second.risponde_a = Some(3);
    let cambio = Voce::Cambio {
        versione: 2,
        quando: at("2026-11-23T12:00:00Z"),
        da: Stato::Aperta,
        a: Stato::InCarico,
        ufficio: "Roma".to_owned(),
        operatore: None,
        commento: Some("La esaminiamo.".to_owned()),
        esito: None,
    };
    let avviso = Voce::Avviso {
        quando: at("2026-11-23T11:00:02Z"),
        canale: "sms".to_owned(),
        evento: "protocollato".to_owned(),
        contatto: "+39 *** 4567".to_owned(),
    };
    let voci = vec![Voce::Messaggio(Box::new(first)), avviso, cambio, Voce::Messaggio(Box::new(answer)), Voce::Messaggio(Box::new(second))];
    let comunicazione = Comunicazione {
        formato: FORMATO.to_owned(),
        id: QuesitoId::from_bytes([9; 16]),
        gestione: Gestione::LavoroDomestico,
        datore: soggetto("Anna Esempio", "RSSMRA85T10A562S"),
        rapporto: Some("0123456789".parse().expect("a code")),
        lavoratore: Some("Olena Saggio".to_owned()),
        categoria: Categoria { codice: "contributi".to_owned(), versione: 1, nome: "Contributi".to_owned() },
        oggetto: Oggetto::parse("Contributi che non risultano").expect("a subject"),
        stato: Stato::Chiusa,
        esito: Some(Esito::Accolta),
        sede: ufficio(),
        protocollo: protocollo(7, date(2026, 11, 23)),
        presentata: at("2026-11-23T11:00:00Z"),
        aggiornata: at("2026-11-24T10:00:00Z"),
        termine: date(2026, 12, 23),
        correlata: None,
        voci,
    };
    (nominata(comunicazione), allegati)
}

/// The registers of the three days of the thread, chained.
pub fn registri() -> Vec<File> {
    let (comunicazione, _) = comunicazione();
    let mut registri: Vec<File> = Vec::new();
    let mut precedente = None;
    for day in [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)] {
        let mut righe: Vec<Riga> = comunicazione
            .messaggi()
            .filter(|messaggio| messaggio.protocollo.data == day)
            .map(|messaggio| {
                let office = messaggio.verso == Verso::Uscita;
                let names = if office { ("Roma", "Anna Esempio") } else { ("Anna Esempio", "Roma") };
                Riga {
                    segnatura: messaggio.protocollo,
                    registrata: messaggio.quando,
                    mittente: names.0.to_owned(),
                    destinatario: names.1.to_owned(),
                    tramite: messaggio.delegato.as_ref().map(|delegato| delegato.nome.clone()),
                    oggetto: comunicazione.oggetto.as_str().to_owned(),
                    documenti: std::iter::once(messaggio.testo.sha256)
                        .chain(messaggio.allegati.iter().map(|documento| documento.sha256))
                        .collect(),
                    collegata_a: messaggio.collegata_a,
                    annullata: None,
                }
            })
            .collect();
        if day == date(2026, 11, 23) {
            let other = Riga { segnatura: protocollo(8, day), oggetto: "Un altro oggetto".to_owned(), ..righe[0].clone() };
            righe.push(other);
        }
        let annullamenti = if day == date(2026, 11, 25) {
            let nota = cassetto_prove::registro::Nota {
                quando: at("2026-11-25T11:00:00Z"),
                chi: "Bruna Esempio".to_owned(),
                motivo: "Registrata due volte.".to_owned(),
            };
            vec![Annullamento { segnatura: protocollo(10, date(2026, 11, 24)), nota }]
        } else {
            Vec::new()
        };
        let sede = SedeRegistro { codice: sede(), nome: "Roma".to_owned() };
        let contenuto = RegistroGiornaliero::new(sede, day, precedente, righe, annullamenti).documento().expect("a register");
        precedente = Some(Precedente { data: day, sha256: sha256(&contenuto) });
        registri.push(File { nome: nome_file(self::sede(), day), contenuto });
    }
    registri
}

pub fn copy(file: &File) -> File {
    File { nome: file.nome.clone(), contenuto: file.contenuto.clone() }
}

/// The file with another byte at a place.
pub fn flipped(file: &File, at: usize) -> File {
    let mut file = copy(file);
    file.contenuto[at] ^= 0x01;
    file
}
