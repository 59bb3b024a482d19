use cassetto_domain::allegato::TipoFile;
use cassetto_domain::id::AllegatoId;
use cassetto_domain::testo::NomeFile;
use jiff::civil::{date, datetime};
use lopdf::Document;
use proptest::prelude::*;

use super::*;

fn soggetto(nome: &str, codice_fiscale: &str) -> Soggetto {
    Soggetto { nome: nome.to_owned(), codice_fiscale: codice_fiscale.parse().expect("a valid code") }
}

fn allegato(seed: u8, nome: &str, tipo: TipoFile, dimensione: u64) -> DocumentoRegistrato {
    let sha256 = Sha256(std::array::from_fn(|index| seed.wrapping_mul(37).wrapping_add(u8::try_from(index).expect("32 bytes"))));
    let nome = NomeFile::parse(nome).expect("a name");
    let id = AllegatoId::from_bytes([seed; 16]);
    (&Allegato { id, caricato: id, nome, tipo, dimensione, sha256 }).into()
}

fn dati(oggetto: &str) -> Ricevuta {
    Ricevuta {
        protocollo: "INPS.7000.06/07/2026.0123456".parse().expect("a protocol"),
        presentata: datetime(2026, 7, 6, 9, 5, 7, 0),
        nome_sede: "Roma".to_owned(),
        indirizzo_sede: "Via dell'Amba Aradam 5, 00184 Roma".to_owned(),
        verso: Verso::Presentazione,
        datore: soggetto("Maria Rossi", "RSSMRA85T10A562S"),
        delegato: None,
        rapporto: Some("0123456789".parse().expect("a code")),
        lavoratore: Some("Oksana Kovalenko".to_owned()),
        categoria: "Contributi".to_owned(),
        oggetto: Oggetto::parse(oggetto).expect("a subject"),
        collegata_a: None,
        termine: Some(date(2026, 8, 5)),
        testo: TestoRegistrato { dimensione: Some(412), sha256: Sha256([0xA7; 32]) },
        allegati: Vec::new(),
    }
}

fn with_allegati(nomi: &[&str]) -> Ricevuta {
    let allegati = nomi
        .iter()
        .zip(1..)
        .map(|(nome, seed)| allegato(seed, nome, TipoFile::ALL[usize::from(seed) % 4], 1_048_576 - u64::from(seed)))
        .collect();
    Ricevuta { allegati, ..dati("Contributi versati e non risultanti") }
}

/// What is left of a message when all of it has been redacted.
fn oscurata() -> Ricevuta {
    let mut dati = with_allegati(&["persona sbagliata.pdf"]);
    dati.testo.dimensione = None;
    dati.allegati[0].nome = None;
    dati
}

/// The hardest that can come in.
fn worst() -> Ricevuta {
    let wide = "W".repeat(116);
    Ricevuta {
        delegato: Some(soggetto(&"Associazione ".repeat(9), "02342520158")),
        lavoratore: Some("Ștefania-Țăranu Їжакевич Łukasiewicz 👩\u{200D}🍳 ".repeat(3)),
        categoria: "Avviso bonario / Accertamento".to_owned(),
        indirizzo_sede: "Piazza ".repeat(30),
        allegati: vec![
            allegato(1, &format!("{wide}.pdf"), TipoFile::Pdf, 3_145_728),
            allegato(2, &"busta_paga-2026.07_".repeat(7)[..120], TipoFile::Jpeg, 1),
            allegato(3, &"договір про працю ".repeat(7).chars().take(120).collect::<String>(), TipoFile::Tiff, 99_999),
        ],
        ..dati(&"W".repeat(120))
    }
}

fn parsed(dati: &Ricevuta) -> (Document, String) {
    let bytes = ricevuta(dati).expect("a receipt");
    let document = Document::load_mem(&bytes).expect("a valid PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("its text");
    (document, text.split_whitespace().collect())
}

fn cases() -> Vec<(&'static str, Ricevuta)> {
    vec![
        ("semplice", dati("Non ho ricevuto l'avviso pagoPA")),
        ("tre_allegati", with_allegati(&["busta paga giugno.pdf", "perche\u{301}.jpg", "ricevuta ș ț ґ.png"])),
        ("delegato", Ricevuta { delegato: Some(soggetto("Anna Bianchi", "RSSMRA80A01H501U")), ..with_allegati(&["contratto.pdf"]) }),
        ("peggiore", worst()),
        ("emoji", dati("Aiuto 😀 👩\u{200D}👩\u{200D}👧 ❤\u{FE0F} 日本 però più → €")),
        ("molti", with_allegati(&["a.pdf"; 40])),
        ("uscita", Ricevuta { verso: Verso::Uscita, termine: None, ..with_allegati(&["risposta.pdf"]) }),
        ("oscurata", oscurata()),
    ]
}

/// With `RICEVUTE` set to a folder, leaves the documents there to be looked at.
#[test]
fn same_data_same_bytes() {
    for (name, dati) in cases() {
        let bytes = ricevuta(&dati).expect(name);
        assert_eq!(bytes, ricevuta(&dati).expect(name), "{name}");
        assert!(bytes.len() < 100_000, "{name}: {}", bytes.len());
        if let Some(folder) = std::env::var_os("RICEVUTE") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), bytes).expect("a writable folder");
        }
    }
}

#[test]
fn says_what_is_registered() {
    let dati = with_allegati(&["busta paga giugno.pdf", "perche\u{301}.jpg", "ricevuta ș ț ґ.png"]);
    let (_, text) = parsed(&dati);
    for expected in [
        "Ricevutadipresentazione",
        "SedediRoma",
        "INPS.7000.06/07/2026.0123456",
        "0123456",
        "6luglio2026",
        "09:05:07(oraitaliana)",
        "MariaRossi",
        "RSSMRA85T10A562S",
        "0123456789",
        "OksanaKovalenko",
        "Contributi",
        "Entroil5agosto2026",
        "entro30giorni",
        "articoli2e18-bis",
        "bustapagagiugno.pdf",
        "perché.jpg",
        "ricevutașțґ.png",
        "1.048.575",
        "sha256sum",
        "412",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    for sha256 in dati.allegati.iter().map(|allegato| allegato.sha256).chain([dati.testo.sha256]) {
        assert!(text.contains(&sha256.to_string()), "{sha256}");
    }
    assert!(!text.contains("Presentatada"));
}

#[test]
fn the_data_travels_inside() {
    for (name, dati) in cases() {
        let bytes = ricevuta(&dati).expect(name);
        let found = dati_in_ricevuta(&bytes);
        // In the document information and in the XMP packet.
        assert_eq!(found.len(), 2, "{name}");
        assert!(found.iter().all(|found| *found == dati), "{name}");
    }
    assert!(dati_in_ricevuta(b"%PDF-1.7 nothing").is_empty());
}

#[test]
fn what_is_redacted_is_not_named() {
    let dati = oscurata();
    let (_, text) = parsed(&dati);
    assert!(text.contains("Documentooscurato") && !text.contains("sbagliata"));
    assert!(text.contains(&dati.testo.sha256.to_string()));
}

#[test]
fn an_answer_has_the_office_as_its_sender_and_no_term() {
    let dati = Ricevuta { verso: Verso::Uscita, termine: None, ..dati("Un oggetto") };
    let (_, text) = parsed(&dati);
    assert!(text.contains("Attestazionediregistrazione") && text.contains("INPS,sedediRoma") && text.contains("Destinatario"));
    assert!(!text.contains("Entroil"));
}

#[test]
fn a_delegate_is_named_besides_the_sender() {
    let dati = Ricevuta { delegato: Some(soggetto("Anna Bianchi", "RSSMRA80A01H501U")), ..dati("Un oggetto") };
    let (_, text) = parsed(&dati);
    for expected in ["MariaRossi", "RSSMRA85T10A562S", "AnnaBianchi,codicefiscaleRSSMRA80A01H501U,percontodelmittente"] {
        assert!(text.contains(expected), "{expected}");
    }
}

#[test]
fn every_page_is_numbered() {
    for (name, dati) in cases() {
        let (document, text) = parsed(&dati);
        let pages = document.get_pages().len();
        assert_eq!(text.matches("Pagina").count(), pages, "{name}");
        for page in 1..=pages {
            assert!(text.contains(&format!("Pagina{page}di{pages}")), "{name}: {page}");
        }
        for allegato in &dati.allegati {
            assert!(text.contains(&allegato.sha256.to_string()), "{name}");
        }
        match name {
            "semplice" => assert_eq!(pages, 1),
            "molti" => assert!(pages >= 3),
            _ => assert!(pages <= 2, "{name}"),
        }
    }
}

#[test]
fn readers_are_told_title_language_and_structure() {
    let (document, _) = parsed(&dati("Un oggetto"));
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"Lang").and_then(|lang| lang.as_str()).expect("a language"), b"it-IT");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines") && catalog.has(b"OutputIntents"));
    let info = document.trailer.get(b"Info").and_then(|info| info.as_reference()).expect("document information");
    let info = document.get_dictionary(info).expect("document information");
    let date = info.get(b"CreationDate").and_then(|date| date.as_str()).expect("a date");
    assert!(date.starts_with(b"D:20260706090507"));
    assert!(info.has(b"Title"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_makes_it_fail(name in any::<String>(), subject in "\\PC{1,120}", worker in "[\u{0}-\u{10FFFF}]{0,60}") {
        let mut dati = dati("Un oggetto");
        dati.datore.nome = name;
        dati.lavoratore = Some(worker);
        if let Ok(oggetto) = Oggetto::parse(&subject) {
            dati.oggetto = oggetto;
        }
        let bytes = ricevuta(&dati).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(Document::load_mem(&bytes).is_ok());
    }
}
