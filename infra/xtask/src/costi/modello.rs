//! What a year costs, and what the worst hour of it asks for.

use serde_json::Value;

use super::{Dati, entries, number};
use crate::Error;

/// A year at a scale.
#[derive(Debug, Default)]
pub(super) struct Anno {
    pub quesiti: f64,
    pub richieste: f64,
    pub invocazioni: f64,
    pub gb_secondi: f64,
    pub letture: f64,
    pub scritture: f64,
    pub email: f64,
    /// Everything but SMS: what it is, dollars.
    pub voci: Vec<(&'static str, f64)>,
    /// All at once, with two for each quesito.
    pub sms: f64,
    /// Only where push and e-mail failed.
    pub sms_di_ripiego: f64,
}

/// What one time of an operation asks for, notices included.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Uso {
    pub letture: f64,
    pub scritture: f64,
    oggetti_scritti: f64,
    oggetti_letti: f64,
    pubblicazioni: f64,
    /// GB-seconds.
    pub calcolo: f64,
    invocazioni: f64,
}

/// The share of a vCPU that Lambda gives: one whole at this many MB.
const MB_DI_UNA_CPU: f64 = 1769.0;
const MINUTI_L_ANNO: f64 = 365.0 * 24.0 * 60.0;

/// The name of the sweeper's minute among what was measured.
const RONDA: &str = "ronda";

/// The canary's ways in a year.
const SONDE_L_ANNO: f64 = MINUTI_L_ANNO / 5.0;

impl Dati {
    /// The operations of one quesito with how often each is done.
    pub(super) fn vita(&self) -> Result<Vec<(&str, f64)>, Error> {
        let entries = entries(&self.ipotesi, "/per_quesito")?;
        entries.into_iter().map(|(name, times)| Ok((name, times.as_f64().ok_or("not a number of times")?))).collect()
    }

    /// HTTP requests of one time.
    pub(super) fn richieste(&self, operazione: &str) -> f64 {
        self.ipotesi["richieste"][operazione].as_f64().unwrap_or(1.0)
    }

    pub(super) fn uso(&self, operazione: &str) -> Result<Uso, Error> {
        let misura = &self.misure["operazioni"][operazione];
        if misura.is_null() {
            return Err(format!("{operazione} was not measured").into());
        }
        let mut uso = Uso { invocazioni: self.richieste(operazione), ..Uso::default() };
        let memoria = |name: &str| self.ipotesi["memoria_mb"][name].as_f64();
        let mb = memoria(operazione).or_else(|| memoria("altre")).ok_or("no memory")?;
        self.add(&mut uso, &misura["costo"], number(misura, "/cpu_ms")?, mb)?;
        let avvisi = &misura["avvisi"];
        if avvisi["chiamate"].as_object().is_some_and(|chiamate| !chiamate.is_empty()) {
            // notify once for the record of the stream, deliver once for the topic's message.
            uso.invocazioni += 2.0;
            self.add(&mut uso, avvisi, 0.0, memoria("avvisi").ok_or("no memory of avvisi")?)?;
        }
        Ok(uso)
    }

    /// The operations of a list of the assumptions.
    fn names(&self, list: &str) -> Result<Vec<&str>, Error> {
        let list = self.ipotesi[list].as_array().ok_or_else(|| format!("no list {list}"))?;
        list.iter().map(|name| name.as_str().ok_or_else(|| "not an operation".into())).collect()
    }

    /// How long `notify` waits for the services for one ticket: a shard of the stream brings one after the other.
    fn ms_di_un_avviso(&self) -> Result<f64, Error> {
        let mut millis = 0.0;
        for (name, times) in entries(&self.misure, "/operazioni/invio con 100 KB/avvisi/chiamate")? {
            // The mail server is `deliver`'s.
            if name != "Data" {
                millis += times.as_f64().unwrap_or_default() * self.ipotesi(&format!("/ms_per_chiamata/{}", kind(name)))?;
            }
        }
        Ok(millis)
    }

    /// The highest rate of the curve at which numbers of one register are taken with little ado: nobody is told to come back, and a send
    /// takes at most so many transactions on average. None while no curve has been measured.
    pub(super) fn numeri_misurati(&self) -> Result<Option<f64>, Error> {
        let most = self.ipotesi("/transazioni_per_numero")?;
        let mut best: Option<f64> = None;
        for punto in self.punti()? {
            if number(punto, "/respinti")? < 0.5 && number(punto, "/transazioni_per_invio")? <= most {
                let rate = number(punto, "/al_secondo")?;
                best = Some(best.map_or(rate, |best| best.max(rate)));
            }
        }
        Ok(best)
    }

    /// The points of the curve.
    pub(super) fn punti(&self) -> Result<&[Value], Error> {
        Ok(self.curva["curva"].as_array().ok_or("no curve")?)
    }

    fn add(&self, uso: &mut Uso, costo: &Value, cpu_ms: f64, mb: f64) -> Result<(), Error> {
        uso.letture += number(costo, "/unita_lettura")?;
        uso.scritture += number(costo, "/unita_scrittura")?;
        let mut millis = cpu_ms * (MB_DI_UNA_CPU / mb).max(1.0);
        for (name, times) in entries(costo, "/chiamate")? {
            let times = times.as_f64().unwrap_or_default();
            match name {
                "PutObject" | "CopyObject" => uso.oggetti_scritti += times,
                "GetObject" | "HeadObject" => uso.oggetti_letti += times,
                "Publish" => uso.pubblicazioni += times,
                _ => {}
            }
            millis += times * self.ipotesi(&format!("/ms_per_chiamata/{}", kind(name)))?;
        }
        uso.calcolo += mb / 1024.0 * millis / 1000.0;
        Ok(())
    }

    pub(super) fn anno(&self, scala: f64) -> Result<Anno, Error> {
        let ipotesi = |name: &str| self.ipotesi(&format!("/{name}"));
        let quesiti = ipotesi("datori")? * ipotesi("attivi_per_trimestre")? * 4.0 * ipotesi("quesiti_per_attivo")? * scala;
        let mut anno = Anno { quesiti, ..Anno::default() };
        let (mut scritti, mut letti, mut pubblicati) = (0.0, 0.0, 0.0);
        for (operazione, times) in self.vita()? {
            let (uso, times) = (self.uso(operazione)?, times * quesiti);
            anno.richieste += times * self.richieste(operazione);
            anno.invocazioni += times * uso.invocazioni;
            anno.gb_secondi += times * uso.calcolo;
            anno.letture += times * uso.letture;
            anno.scritture += times * uso.scritture;
            scritti += times * uso.oggetti_scritti;
            letti += times * uso.oggetti_letti;
            pubblicati += times * uso.pubblicazioni;
        }
        // The canary goes its way whether anybody is there or not.
        for operazione in self.names("ogni_cinque_minuti")? {
            let uso = self.uso(operazione)?;
            anno.richieste += SONDE_L_ANNO;
            anno.invocazioni += SONDE_L_ANNO * uso.invocazioni;
            anno.gb_secondi += SONDE_L_ANNO * uso.calcolo;
            anno.letture += SONDE_L_ANNO * uso.letture;
            anno.scritture += SONDE_L_ANNO * uso.scritture;
        }
        anno.invocazioni += SONDE_L_ANNO;
        // The browser's own upload.
        scritti += quesiti;
        // The sweeper asks every minute, whether there is anything or not.
        let ronda = self.uso(RONDA)?;
        anno.letture += MINUTI_L_ANNO * ronda.letture;
        anno.scritture += MINUTI_L_ANNO * ronda.scritture;
        anno.invocazioni += MINUTI_L_ANNO;
        anno.gb_secondi += MINUTI_L_ANNO * ronda.calcolo;
        // Of two publications of a notice one is the SMS.
        anno.email = pubblicati / 2.0;
        let gb = |kb: f64| kb * quesiti / 1024.0 / 1024.0;
        let table = gb(ipotesi("kb_per_quesito_nella_tabella")?) * ipotesi("anni_conservati")?;
        let documents = gb(ipotesi("kb_per_allegato")?) * ipotesi("anni_conservati")?;
        let answers = anno.richieste * ipotesi("kb_per_risposta")? / 1024.0 / 1024.0;
        let pages = gb(ipotesi("kb_della_pwa")? * ipotesi("caricamenti_della_pwa_per_quesito")?);
        let logs = anno.invocazioni * ipotesi("kb_di_log_per_invocazione")? / 1024.0 / 1024.0;
        // X-Ray takes the first request of each second and a part of the others.
        let first = anno.richieste.min(ipotesi("secondi_con_richieste")?);
        let traces = first + (anno.richieste - first) * ipotesi("parte_tracciata_oltre")?;
        let metrics = ipotesi("metriche")? + ipotesi("sedi")? * ipotesi("metriche_per_sede")?;
        let voce = |name, what: &[(f64, &str)]| -> Result<(&'static str, f64), Error> {
            let dollars = what.iter().map(|(times, price)| Ok(times * self.prezzo(price)?)).collect::<Result<Vec<f64>, Error>>()?;
            Ok((name, dollars.iter().sum()))
        };
        anno.voci = vec![
            voce("DynamoDB, requests", &[(anno.scritture, "dynamodb_scrittura"), (anno.letture, "dynamodb_lettura")])?,
            voce("DynamoDB, storage and recovery", &[(table * 12.0, "dynamodb_gb_mese"), (table * 12.0, "dynamodb_pitr_gb_mese")])?,
            voce("Lambda", &[(anno.invocazioni, "lambda_richiesta"), (anno.gb_secondi, "lambda_gb_secondo")])?,
            voce("API Gateway", &[(anno.richieste, "api_gateway")])?,
            voce("CloudFront", &[(anno.richieste + quesiti, "cloudfront_richiesta"), (answers + pages, "cloudfront_gb")])?,
            voce("S3", &[(scritti, "s3_scrittura"), (letti, "s3_lettura"), (documents * 12.0, "s3_gb_mese")])?,
            voce("SNS topic, e-mail", &[(anno.email, "sns_pubblicazione"), (anno.email, "ses_email")])?,
            voce("Logs", &[(logs, "log_gb")])?,
            voce("Metrics, alarms", &[(metrics * 12.0, "metrica_mese"), (ipotesi("allarmi")? * 12.0, "allarme_mese")])?,
            voce("Traces", &[(traces, "traccia")])?,
            voce("Secrets", &[(ipotesi("segreti")? * 12.0, "segreto_mese")])?,
        ];
        anno.sms = quesiti * ipotesi("sms_per_quesito")? * self.prezzo("sms")?;
        anno.sms_di_ripiego = anno.sms * ipotesi("parte_che_ripiega")?;
        Ok(anno)
    }
}

/// Which time of the assumptions a call takes.
fn kind(call: &str) -> &'static str {
    match call {
        "PutObject" | "CopyObject" | "GetObject" | "HeadObject" => "oggetto",
        "Publish" | "Data" => "pubblicazione",
        "TransactWriteItems" => "transazione",
        _ => "lettura",
    }
}

/// Something that a peak asks for, each second.
pub(super) struct Richiesta {
    pub cosa: &'static str,
    pub al_secondo: f64,
    pub limite: f64,
    pub rimedio: &'static str,
}

impl Dati {
    /// What the worst hour of a quarter asks for, beside what there is of it.
    pub(super) fn punta(&self, scala: f64) -> Result<Vec<Richiesta>, Error> {
        let ipotesi = |name: &str| self.ipotesi(&format!("/{name}"));
        let limite = |name: &str| self.ipotesi(&format!("/limiti/{name}"));
        let trimestre = ipotesi("datori")? * ipotesi("attivi_per_trimestre")? * ipotesi("quesiti_per_attivo")? * scala;
        let invii = trimestre * ipotesi("giorno_di_punta")? * ipotesi("ora_di_punta")? / 3600.0;
        let (mut requests, mut writes, mut gb) = (0.0, 0.0, 0.0);
        for operazione in self.names("al_momento_dell_invio")? {
            let uso = self.uso(operazione)?;
            requests += self.richieste(operazione);
            writes += uso.scritture;
            gb += uso.calcolo;
        }
        let sede = invii * ipotesi("sede_piu_grande")?;
        let of = |cosa, al_secondo, limite, rimedio| Richiesta { cosa, al_secondo, limite, rimedio };
        Ok(vec![
            of("sign-ins (route throttle)", invii, limite("accessi_al_secondo")?, "raise the throttle of the route in the template"),
            of(
                "API requests (stage throttle)",
                invii * requests,
                limite("api_gateway_al_secondo")?,
                "raise the throttle of the stage, then API Gateway's account quota of 10,000 a second",
            ),
            of("SMS", invii, limite("sms_al_secondo")?, "ask for a higher SMS rate, or send push and e-mail first (`PoliticaSms=ripiego`)"),
            of(
                "numbers of the largest sede's register",
                sede,
                limite("numeri_al_secondo_per_sede")?,
                "give the largest sedi more than one register: the law asks for one for each homogeneous organisational area",
            ),
            of(
                "write units of that register's partition",
                sede * 4.0,
                limite("scritture_per_partizione")?,
                "as before: the counter and its registrations are one partition",
            ),
            of(
                "write units of that sede's queue (gsi2)",
                sede,
                limite("scritture_per_partizione")?,
                "cut the queue of a large sede into more partitions, as by the last digit of the quesito",
            ),
            of(
                "write units of the table",
                invii * writes,
                limite("scritture_per_tabella_nuova")?,
                "warm the table before the peak (`WarmThroughput`)",
            ),
            of(
                "tickets of the stream",
                invii,
                limite("shard_dello_stream")? * 1000.0 / self.ms_di_un_avviso()?,
                "a `ParallelizationFactor` of up to 10 in the mapping; the sweep sends meanwhile what waits",
            ),
            // A GB-second of 1 GB functions is a second of one of them.
            of("functions running at once", invii * gb, limite("concorrenza_lambda")?, "ask for more concurrent executions"),
        ])
    }
}
