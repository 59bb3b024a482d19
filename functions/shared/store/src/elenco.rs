//! The quesiti of an employer: all of them by date, or those where it is somebody's turn.

use cassetto_domain::calendario;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::PersonaId;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::stato::Stato;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::connessione::Store;
use crate::cursore;
use crate::error::StoreError;
use crate::keys::{self, AFTER};
use crate::piega::words;
use crate::quesito::Quesito;
use crate::scorri::{Indice, Pagina, Scorri, Verso};
use crate::thread::Parte;

/// Which of them; all conditions together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FiltroQuesiti {
    pub stato: Option<Stato>,
    /// One of these; all when there is none.
    pub gestioni: Vec<Gestione>,
    /// Who wrote first.
    pub origine: Option<Parte>,
    pub mittente: Option<Mittente>,
    /// A category's code, of whatever version.
    pub categoria: Option<String>,
    pub rapporto: Option<CodiceRapporto>,
    /// What words of the oggetto begin with, whatever the case and the accents, or the number of its protocol: alone, with or without its
    /// zeros, or printed in full.
    pub oggetto: Option<String>,
    /// First day of presentation, in Europe/Rome.
    pub dal: Option<Date>,
    /// Last day of presentation, in Europe/Rome.
    pub al: Option<Date>,
    /// First day of the last change, in Europe/Rome.
    pub aggiornato_dal: Option<Date>,
    /// Last day of the last change, in Europe/Rome.
    pub aggiornato_al: Option<Date>,
    pub ordine: Ordine,
}

/// Who sent the first message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mittente {
    /// The employer themselves.
    Datore,
    /// Somebody for them.
    Delegato,
    Ufficio,
}

/// By the instant of presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ordine {
    #[default]
    PiuRecenti,
    MenoRecenti,
}

impl FiltroQuesiti {
    /// Whether rows must be looked at one by one; order and dates of presentation alone are part of the key.
    fn is_by_row(&self) -> bool {
        *self != Self { dal: self.dal, al: self.al, ordine: self.ordine, ..Self::default() }
    }

    fn matches(&self, cercato: Option<&Cercato>, quesito: &Quesito) -> bool {
        let changed = calendario::oggi(quesito.aggiornato);
        self.stato.is_none_or(|stato| quesito.stato == stato)
            && (self.gestioni.is_empty() || self.gestioni.contains(&quesito.gestione))
            && self.origine.is_none_or(|origine| quesito.origine == origine)
            && self.mittente.is_none_or(|mittente| Mittente::of(quesito) == mittente)
            && self.categoria.as_ref().is_none_or(|categoria| quesito.categoria == *categoria)
            && self.rapporto.as_ref().is_none_or(|rapporto| quesito.rapporto == *rapporto)
            && self.aggiornato_dal.is_none_or(|dal| dal <= changed)
            && self.aggiornato_al.is_none_or(|al| changed <= al)
            && cercato.is_none_or(|cercato| cercato.is_in(quesito.oggetto.as_str(), quesito.protocollo))
    }
}

impl Mittente {
    const fn of(quesito: &Quesito) -> Self {
        match (quesito.origine, &quesito.inviato_da) {
            (Parte::Ufficio, _) => Self::Ufficio,
            (Parte::Cittadino, Some(_)) => Self::Delegato,
            (Parte::Cittadino, None) => Self::Datore,
        }
    }
}

/// What somebody looks for.
enum Cercato {
    Protocollo(Protocollo),
    /// All of them; none when the text has no letter or digit, and then nothing is found. Or a number as a page shows it, in groups.
    Parole {
        parole: Vec<String>,
        numero: Option<u32>,
    },
}

impl Cercato {
    fn new(testo: &str) -> Self {
        let digits: String = testo.split_whitespace().collect();
        let parole = || Self::Parole { parole: words(testo), numero: digits.parse().ok() };
        Protocollo::parse(testo).map_or_else(|_| parole(), Self::Protocollo)
    }

    fn is_in(&self, oggetto: &str, protocollo: Protocollo) -> bool {
        let (parole, numero) = match self {
            Self::Protocollo(cercato) => return *cercato == protocollo,
            Self::Parole { parole, numero } => (parole, numero),
        };
        let present = words(oggetto);
        let found =
            |wanted: &String| present.iter().any(|word| word.starts_with(wanted.as_str())) || wanted.parse() == Ok(protocollo.numero.0);
        *numero == Some(protocollo.numero.0) || (!parole.is_empty() && parole.iter().all(found))
    }
}

impl Store {
    /// One page. Without conditions on the rows it is one Query, 0.5 read units for every 4 KB; with them at most 10 Queries, those after
    /// the first of 100 rows; then the page may be short, even empty, and its cursor goes on.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_quesiti(
        &self,
        datore: PersonaId,
        filtro: &FiltroQuesiti,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Quesito>, StoreError> {
        let mut scorri = Scorri {
            indice: Indice::G1,
            partizione: keys::quesiti_del_datore(datore),
            dal: filtro.dal.map_or_else(|| "0".to_owned(), |dal| keys::millisecondi(midnight(dal))),
            al: match filtro.al.map(|al| al.tomorrow()) {
                Some(Ok(after)) => keys::millisecondi(midnight(after)),
                _ => AFTER.to_string(),
            },
            verso: match filtro.ordine {
                Ordine::PiuRecenti => Verso::Decrescente,
                Ordine::MenoRecenti => Verso::Crescente,
            },
            limit,
            filtered: filtro.is_by_row(),
        };
        if let Some(cursor) = cursor {
            scorri.after(&cursore::quesito(cursor)?);
        }
        let cercato = filtro.oggetto.as_deref().map(Cercato::new);
        self.scorri(
            scorri,
            |item| Quesito::from_item(item).map(|quesito| Some(quesito).filter(|quesito| filtro.matches(cercato.as_ref(), quesito))),
            |sk| Some(cursore::write(sk)),
        )
        .await
    }
}

impl Store {
    /// All quesiti of an employer where it is their turn, or their intermediary's, the first due first. One Query for each MB, 0.5
    /// read units for every 4 KB of what there is: it doesn't grow with what has been read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn tocca_al_datore(&self, datore: PersonaId) -> Result<Vec<Quesito>, StoreError> {
        let scorri = Scorri {
            indice: Indice::G5,
            partizione: keys::tocca_al_datore(datore),
            dal: "0".to_owned(),
            al: AFTER.to_string(),
            verso: Verso::Crescente,
            limit: MOST_IN_TURN,
            filtered: false,
        };
        let pagina = self.scorri(scorri, |item| Quesito::from_item(item).map(Some), |_| None).await?;
        Ok(pagina.voci)
    }
}

/// Far more than anybody has; what is beyond shows up as the first ones are read.
const MOST_IN_TURN: usize = 1_000;

/// The instant at which a day begins in Rome: at 22:00 UTC of the day before in summer, at 23:00 in winter.
pub(crate) fn midnight(day: Date) -> Timestamp {
    // Only the calendar's first and last days are not instants.
    let Ok(utc) = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)) else {
        return if day.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
    };
    let summer = utc - SignedDuration::from_hours(2);
    if calendario::oggi(summer) == day { summer } else { utc - SignedDuration::from_hours(1) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_begin_at_midnight_in_rome() {
        for (day, instant) in [
            (date(2026, 1, 15), "2026-01-14T23:00:00Z"),
            (date(2026, 7, 15), "2026-07-14T22:00:00Z"),
            // The days on which the clocks change begin with the old time, those after with the new one.
            (date(2026, 3, 29), "2026-03-28T23:00:00Z"),
            (date(2026, 3, 30), "2026-03-29T22:00:00Z"),
            (date(2026, 10, 25), "2026-10-24T22:00:00Z"),
            (date(2026, 10, 26), "2026-10-25T23:00:00Z"),
            (date(9999, 12, 31), "9999-12-30T22:00:00.999999999Z"),
            (date(-9999, 1, 1), "-009999-01-02T01:59:59Z"),
        ] {
            assert_eq!(midnight(day).to_string(), instant, "{day}");
        }
    }

    #[test]
    fn the_beginning_of_each_word_is_enough_or_the_whole_number() {
        let protocollo = "INPS.7000.06/07/2018.0012345".parse().expect("a protocol");
        for (wanted, found) in [
            ("GIA", true),
            ("perche pagato", true),
            ("rich", true),
            ("ichiesta", false),
            ("altra 2026", false),
            ("0012345", true),
            (" 12345 ", true),
            ("0 012 345", true),
            ("0 012 346", false),
            ("richiesta 12345", true),
            ("1234", false),
            ("2018", false),
            ("INPS", false),
            ("INPS.7000.06/07/2018.0012345", true),
            ("INPS.7001.06/07/2018.0012345", false),
            ("\u{1F389}", false),
        ] {
            assert_eq!(Cercato::new(wanted).is_in("Avviso già pagato: perché un'altra richiesta?", protocollo), found, "{wanted}");
        }
    }
}
