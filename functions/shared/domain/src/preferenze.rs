//! By which channels a person wants to be told what, and in which language.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::avviso::{Canale, Genere, Lingua};
use crate::contatto::Contatti;
use crate::ruolo::Ruolo;

/// What a person chose; what they didn't choose is as [`predefiniti`] says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferenze {
    pub canali: BTreeMap<Genere, BTreeSet<Canale>>,
    pub lingua: Lingua,
}

/// Why channels can't be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PreferenzeError {
    #[error("no channel")]
    NessunCanale,
    #[error("a channel without its contact")]
    SenzaContatto(Canale),
}

/// Whether some browser of a person takes push messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispositivi {
    Nessuno,
    Qualcuno,
}

/// When an SMS is sent to who agreed to get them: an SMS costs as much as some hundred quesiti's worth of everything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PoliticaSms {
    /// At once, with the other channels.
    #[default]
    Subito,
    /// When nothing else that the person chose has worked; never to who did not choose it, unless nothing else reaches them.
    Ripiego,
}

/// Not the name of a [`PoliticaSms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither subito nor ripiego")]
pub struct PoliticaSconosciuta;

impl FromStr for PoliticaSms {
    type Err = PoliticaSconosciuta;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "subito" => Ok(Self::Subito),
            "ripiego" => Ok(Self::Ripiego),
            _ => Err(PoliticaSconosciuta),
        }
    }
}

/// The order in which channels stand in for one that fails. Push does not: a notice that nobody may see is no replacement.
const RISERVE: [Canale; 3] = [Canale::Email, Canale::Sms, Canale::Pec];

/// Whether a notice can go that way at all; push always can be tried.
#[must_use]
pub const fn raggiungibile(canale: Canale, contatti: &Contatti) -> bool {
    match canale {
        Canale::Sms => contatti.cellulare.is_some(),
        Canale::Email => contatti.email.is_some(),
        Canale::Pec => contatti.pec.is_some(),
        Canale::Push => true,
    }
}

/// The channels of who chose nothing: SMS and e-mail for an employer, one e-mail a slot for an intermediary.
#[must_use]
pub const fn predefiniti(ruolo: Ruolo) -> &'static [Canale] {
    match ruolo {
        Ruolo::Intermediario => &[Canale::Email],
        Ruolo::Datore | Ruolo::Operatore | Ruolo::Responsabile => &[Canale::Sms, Canale::Email],
    }
}

impl Preferenze {
    /// The channels that were chosen, or those of who chose nothing.
    #[must_use]
    pub fn scelti(&self, genere: Genere, ruolo: Ruolo) -> Vec<Canale> {
        match self.canali.get(&genere) {
            Some(canali) => canali.iter().copied().collect(),
            None => predefiniti(ruolo).to_vec(),
        }
    }

    /// The channels to use at once, and those that stand in for them, in order. Only what can be reached; a person whose chosen
    /// channels can't be is told by the first that can.
    #[must_use]
    pub fn canali(&self, genere: Genere, ruolo: Ruolo, contatti: &Contatti, politica: PoliticaSms) -> (Vec<Canale>, Vec<Canale>) {
        let mut subito = self.scelti(genere, ruolo);
        subito.retain(|canale| raggiungibile(*canale, contatti));
        let mut riserve: Vec<Canale> =
            RISERVE.into_iter().filter(|canale| !subito.contains(canale) && raggiungibile(*canale, contatti)).collect();
        if politica == PoliticaSms::Ripiego {
            let agreed = subito.contains(&Canale::Sms);
            // Who chose nothing else gets it at once, and so does who can't be told otherwise.
            if agreed && subito.len() > 1 {
                subito.retain(|canale| *canale != Canale::Sms);
                riserve.push(Canale::Sms);
            } else if !agreed && (!subito.is_empty() || riserve.len() > 1) {
                riserve.retain(|canale| *canale != Canale::Sms);
            }
        }
        if subito.is_empty() && !riserve.is_empty() {
            subito.push(riserve.remove(0));
        }
        (subito, riserve)
    }

    /// Whether channels may be chosen.
    ///
    /// # Errors
    /// None at all, or one that has no contact.
    pub fn check(canali: &BTreeSet<Canale>, contatti: &Contatti, dispositivi: Dispositivi) -> Result<(), PreferenzeError> {
        if canali.is_empty() {
            return Err(PreferenzeError::NessunCanale);
        }
        let missing = canali.iter().find(|canale| match canale {
            Canale::Push => dispositivi == Dispositivi::Nessuno,
            other => !raggiungibile(**other, contatti),
        });
        missing.map_or(Ok(()), |canale| Err(PreferenzeError::SenzaContatto(*canale)))
    }

    /// The same without a channel that lost its contact; a kind that is left with none goes back to what nobody chose.
    #[must_use]
    pub fn without(mut self, canale: Canale) -> Self {
        for canali in self.canali.values_mut() {
            canali.remove(&canale);
        }
        self.canali.retain(|_, canali| !canali.is_empty());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contatto::TipoContatto;

    fn contatti(tipi: &[TipoContatto]) -> Contatti {
        tipi.iter().fold(Contatti::default(), |contatti, tipo| {
            let text = if *tipo == TipoContatto::Cellulare { "3331234567" } else { "maria@esempio.it" };
            contatti.with(*tipo, Some(text)).expect("a contact")
        })
    }

    #[test]
    fn channels_to_use_and_those_that_stand_in() {
        use Canale::{Email, Pec, Push, Sms};
        use TipoContatto as T;
        type Row<'a> = (&'a [T], Option<&'a [Canale]>, Ruolo, &'a [Canale], &'a [Canale]);
        let table: [Row; 9] = [
            (&[T::Cellulare, T::Email], None, Ruolo::Datore, &[Sms, Email], &[]),
            (&[T::Cellulare, T::Email, T::Pec], None, Ruolo::Datore, &[Sms, Email], &[Pec]),
            (&[T::Cellulare], None, Ruolo::Datore, &[Sms], &[]),
            (&[T::Pec], None, Ruolo::Datore, &[Pec], &[]),
            (&[], None, Ruolo::Datore, &[], &[]),
            (&[T::Cellulare, T::Email], None, Ruolo::Intermediario, &[Email], &[Sms]),
            (&[T::Cellulare, T::Email], Some(&[Push]), Ruolo::Datore, &[Push], &[Email, Sms]),
            (&[T::Cellulare, T::Email, T::Pec], Some(&[Sms]), Ruolo::Datore, &[Sms], &[Email, Pec]),
            // What was chosen has lost its contact since.
            (&[T::Cellulare, T::Pec], Some(&[Email]), Ruolo::Datore, &[Sms], &[Pec]),
        ];
        for (tipi, scelti, ruolo, subito, riserve) in table {
            let canali = scelti.map(|canali| (Genere::Messaggi, canali.iter().copied().collect())).into_iter().collect();
            let preferenze = Preferenze { canali, ..Preferenze::default() };
            let expected = (subito.to_vec(), riserve.to_vec());
            let canali = preferenze.canali(Genere::Messaggi, ruolo, &contatti(tipi), PoliticaSms::Subito);
            assert_eq!(canali, expected, "{tipi:?} {scelti:?}");
        }
    }

    #[test]
    fn an_sms_as_fallback_is_for_who_agreed() {
        use Canale::{Email, Pec, Push, Sms};
        use TipoContatto as T;
        type Row<'a> = (&'a [T], Option<&'a [Canale]>, Ruolo, &'a [Canale], &'a [Canale]);
        let table: [Row; 9] = [
            // Those who chose nothing have SMS and e-mail.
            (&[T::Cellulare, T::Email], None, Ruolo::Datore, &[Email], &[Sms]),
            (&[T::Cellulare, T::Email, T::Pec], None, Ruolo::Datore, &[Email], &[Pec, Sms]),
            (&[T::Cellulare, T::Email], Some(&[Sms, Push]), Ruolo::Datore, &[Push], &[Email, Sms]),
            (&[T::Cellulare, T::Email], Some(&[Sms, Email, Push]), Ruolo::Datore, &[Email, Push], &[Sms]),
            // Nothing else was chosen, or nothing else is there.
            (&[T::Cellulare, T::Email], Some(&[Sms]), Ruolo::Datore, &[Sms], &[Email]),
            (&[T::Cellulare], None, Ruolo::Datore, &[Sms], &[]),
            // Who did not agree gets none, as long as there is another way.
            (&[T::Cellulare, T::Email], Some(&[Push]), Ruolo::Datore, &[Push], &[Email]),
            (&[T::Cellulare, T::Email], None, Ruolo::Intermediario, &[Email], &[]),
            (&[T::Cellulare], Some(&[Email]), Ruolo::Datore, &[Sms], &[]),
        ];
        for (tipi, scelti, ruolo, subito, riserve) in table {
            let canali = scelti.map(|canali| (Genere::Messaggi, canali.iter().copied().collect())).into_iter().collect();
            let preferenze = Preferenze { canali, ..Preferenze::default() };
            let canali = preferenze.canali(Genere::Messaggi, ruolo, &contatti(tipi), PoliticaSms::Ripiego);
            assert_eq!(canali, (subito.to_vec(), riserve.to_vec()), "{tipi:?} {scelti:?}");
        }
    }

    #[test]
    fn a_policy_is_one_of_two_words() {
        assert_eq!(["subito", "ripiego"].map(str::parse), [Ok(PoliticaSms::Subito), Ok(PoliticaSms::Ripiego)]);
        assert_eq!("".parse::<PoliticaSms>(), Err(PoliticaSconosciuta));
    }

    #[test]
    fn a_choice_needs_its_contacts() {
        let all = contatti(&[TipoContatto::Cellulare, TipoContatto::Email]);
        let check = |canali: &[Canale], dispositivi| Preferenze::check(&canali.iter().copied().collect(), &all, dispositivi);
        assert_eq!(check(&[Canale::Sms, Canale::Email], Dispositivi::Nessuno), Ok(()));
        assert_eq!(check(&[], Dispositivi::Qualcuno), Err(PreferenzeError::NessunCanale));
        assert_eq!(check(&[Canale::Pec], Dispositivi::Qualcuno), Err(PreferenzeError::SenzaContatto(Canale::Pec)));
        assert_eq!(check(&[Canale::Push], Dispositivi::Nessuno), Err(PreferenzeError::SenzaContatto(Canale::Push)));
        assert_eq!(check(&[Canale::Push], Dispositivi::Qualcuno), Ok(()));
    }

    #[test]
    fn a_channel_that_is_lost_leaves_no_kind_without_any() {
        let canali = [(Genere::Messaggi, [Canale::Sms].into()), (Genere::Deleghe, [Canale::Sms, Canale::Email].into())];
        let preferenze = Preferenze { canali: canali.into(), lingua: Lingua::En }.without(Canale::Sms);
        assert_eq!(preferenze.canali, [(Genere::Deleghe, [Canale::Email].into())].into());
        assert_eq!(preferenze.lingua, Lingua::En);
    }
}
