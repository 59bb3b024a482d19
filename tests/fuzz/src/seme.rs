//! What each target begins from: small, made here, by the same builders as the tests use.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cassetto_allegati::TipoFile;
use cassetto_allegati::campioni as file;
use serde_json::{Map, Value, json};

use crate::verifica::{FALSO, FALSO_ACCANTO, FILE, INTERI, MODIFICHE};

/// The committed document of the API: its paths, fields and values are the words of requests.
const OPENAPI: &str = include_str!("../../../infra/openapi.json");

const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

/// Writes the seeds of a target, and the words of requests (`richieste.dict`), to the folder that `CASSETTO_SEMI` names, if it does.
///
/// # Panics
/// When it can't.
pub fn write(bersaglio: &str) {
    let Some(folder) = std::env::var_os("CASSETTO_SEMI").map(PathBuf::from) else { return };
    fs::create_dir_all(folder.join(bersaglio)).expect("a folder");
    for (number, seme) in semi(bersaglio).into_iter().enumerate() {
        fs::write(folder.join(bersaglio).join(format!("{number:03}")), seme).expect("a seed");
    }
    let words = parole().into_iter().map(|word| format!("\"{}\"\n", word.replace('\\', "\\\\").replace('"', "\\\"")));
    fs::write(folder.join("richieste.dict"), words.collect::<String>()).expect("words");
}

fn semi(bersaglio: &str) -> Vec<Vec<u8>> {
    match bersaglio {
        "allegati" => allegati(),
        "richieste" => richieste(),
        "verifica" => verifica(),
        _ => identificativi(),
    }
}

fn allegati() -> Vec<Vec<u8>> {
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Annots[<</A<</S/URI/URI(https://inps.example)>>>>]>>".to_vec(),
        b"<</Filter/ASCIIHexDecode/Length 3>>stream\n41>\nendstream".to_vec(),
    ];
    let mut semi = vec![
        file::pdf("Prova (1)"),
        file::pdf_con_javascript(),
        file::pdf_cifrato(),
        file::pdf_of(&objects),
        file::jpeg(),
        file::png(3, 2),
        file::png_con_coda(),
        file::tiff(),
        file::heic(),
        file::zip(),
        file::eseguibile(),
        [b"II\x2b\0\x08\0\0\0".as_slice(), &[0; 8]].concat(),
    ];
    for tipo in TipoFile::ALL {
        let whole = file::padded(tipo, 8000);
        semi.push([whole.as_slice(), &[0; 100]].concat());
        semi.push(whole);
    }
    semi
}

fn richieste() -> Vec<Vec<u8>> {
    let document: Value = serde_json::from_str(OPENAPI).expect("the document");
    let mut semi = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        let path: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { ID } else { part }).collect();
        for (method, operation) in item.as_object().into_iter().flatten() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let query: Vec<String> = parameters
                .filter(|parameter| parameter["in"] == "query")
                .map(|parameter| {
                    let value = example(&document, &parameter["schema"], 0);
                    let name = parameter["name"].as_str().unwrap_or_default();
                    format!("{name}={}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                })
                .collect();
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let body = if schema.is_null() { String::new() } else { example(&document, schema, 0).to_string() };
            let cookie = format!("cookie: {ID}.{}", "A".repeat(43));
            let line = format!("{} {}?{}", method.to_uppercase(), path.join("/"), query.join("&"));
            semi.push(format!("{line}\n{cookie}\n\n{body}").into_bytes());
        }
    }
    let record = |pk: &str, sk: &str| json!({"eventName": "INSERT", "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}});
    let events = [
        record("OUT#3", ID),
        record("LAV#2", "1700000000000#x"),
        json!({"tipo": "sms", "messaggio": "m-1", "esito": "consegnato", "quando": "2026-11-23T10:00:00Z"}),
        json!({"tipo": "pec", "intestazioni": {"X-Ricevuta": "accettazione", "X-Riferimento-Message-ID": "<m>"}}),
        json!({"mail": {"messageId": "m"}, "eventType": "Bounce", "bounce": {"bounceType": "Permanent", "feedbackId": "f"}}),
        json!({"notification": {"messageId": "m", "timestamp": "2026-11-23 10:59:00.084"}, "delivery": {}, "status": "SUCCESS"}),
        json!({"awslogs": {"data": "H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA=="}}),
    ];
    let trace = format!("traceparent: 00-{}-{}-01", "ab".repeat(16), "cd".repeat(8));
    semi.extend(events.iter().map(|event| format!("EVENT\n{trace}\n\n{event}").into_bytes()));
    // Cursors: `1700000000000#<quesito>` and the like, in base64.
    for cursor in ["MTcwMDAwMDAwMDAwMCNhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh", "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE"] {
        semi.push(format!("GET /api/quesiti?cursor={cursor}\n\n").into_bytes());
    }
    semi
}

/// The smallest value of a schema, with its optional fields too.
fn example(document: &Value, schema: &Value, depth: u32) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        return example(document, &document["components"]["schemas"][last(name)], depth + 1);
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        if let Some(first) = schema[choice].as_array().and_then(|all| all.first()) {
            return example(document, first, depth + 1);
        }
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("object") if depth < 8 => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            Value::Object(fields.map(|(name, field)| (name.clone(), example(document, field, depth + 1))).collect::<Map<_, _>>())
        }
        Some("array") if depth < 8 => json!([example(document, &schema["items"], depth + 1)]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("string") => json!(ID),
        _ => Value::Null,
    }
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

fn verifica() -> Vec<Vec<u8>> {
    // An export takes long, and is among what is changed.
    let whole = INTERI.iter().filter(|file| !file.contenuto.starts_with(b"PK")).map(|file| [&[FILE], file.contenuto.as_slice()].concat());
    let changes = (0..6).map(|how| vec![MODIFICHE, how, how, 0x40, 0x00, 0x01]);
    let values = ["null", "[]", "\"x\"", "7", "{\"quando\":\"2026-11-23T12:00:00Z\",\"chi\":\"x\",\"motivo\":\"y\"}"];
    let forged = values
        .into_iter()
        .zip(0..)
        .flat_map(|(value, n)| [FALSO, FALSO_ACCANTO].map(|what| [&[what, n % 2, 10 + n], value.as_bytes()].concat()));
    // Everything that was registered on the second day goes; the first day's, one subject.
    let more = [[&[FALSO_ACCANTO, 0, 13], "\"Altro\"".as_bytes()].concat(), [&[FALSO, 1, 0], "{}".as_bytes()].concat()];
    whole.chain(changes).chain(forged).chain(more).collect()
}

fn identificativi() -> Vec<Vec<u8>> {
    let texts = [
        "SMPNNA68D52H501Q",
        "12345678903",
        "7000123456",
        "INPS.7000.23/11/2026.0000007",
        "anna.esempio@esempio.example",
        "+39 300 123-4567",
        "0039 06 1234567",
        "301 1234 5678 9012 34",
        "123 456",
        "Anna2026",
        "busta paga.pdf",
        "image/jpeg; q=1",
        "Perché non risulta?\r\nGrazie.",
        "\u{202e}fdp.exe",
        "👩\u{200d}🔧",
        ID,
        "04",
        "00184",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Names of fields, values of lists, segments of paths.
fn parole() -> Vec<String> {
    let document: Value = serde_json::from_str(OPENAPI).expect("the document");
    let mut words = BTreeSet::new();
    collect(&document, &mut words);
    words.extend(document["paths"].as_object().into_iter().flatten().map(|(path, _)| path.clone()));
    words.into_iter().filter(|word| word.is_ascii() && word.len() < 60).collect()
}

fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            words.extend(map.get("properties").and_then(Value::as_object).into_iter().flatten().map(|(name, _)| format!("\"{name}\":")));
            words.extend(map.get("enum").and_then(Value::as_array).into_iter().flatten().map(Value::to_string));
            map.values().for_each(|value| collect(value, words));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, words)),
        _ => {}
    }
}
