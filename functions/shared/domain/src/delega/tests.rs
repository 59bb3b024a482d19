use std::fmt::Write;

use jiff::civil::date;

use super::*;

#[test]
fn matrix() {
    let mut matrix = String::new();
    for stato in StatoDelega::ALL {
        for comando in ComandoDelega::ALL {
            for chi in Lato::ALL {
                let who = if chi == Lato::Datore { "who asked" } else { "the other" };
                let result = stato.apply(comando, chi, Lato::Datore);
                assert_eq!(stato.apply(comando, chi.altro(), Lato::Intermediario), result, "the sides are alike");
                writeln!(matrix, "{stato:?} + {comando:?} by {who} = {result:?}").expect("a String");
            }
        }
    }
    assert_eq!(
        matrix,
        "\
Richiesta + Accetta by who asked = Err(AltroLato)
Richiesta + Accetta by the other = Ok(Attiva)
Richiesta + Rifiuta by who asked = Err(AltroLato)
Richiesta + Rifiuta by the other = Ok(Rifiutata)
Richiesta + Revoca by who asked = Ok(Revocata)
Richiesta + Revoca by the other = Err(NonAttiva)
Attiva + Accetta by who asked = Err(NonRichiesta)
Attiva + Accetta by the other = Err(NonRichiesta)
Attiva + Rifiuta by who asked = Err(NonRichiesta)
Attiva + Rifiuta by the other = Err(NonRichiesta)
Attiva + Revoca by who asked = Ok(Revocata)
Attiva + Revoca by the other = Ok(Revocata)
Rifiutata + Accetta by who asked = Err(Conclusa)
Rifiutata + Accetta by the other = Err(Conclusa)
Rifiutata + Rifiuta by who asked = Err(Conclusa)
Rifiutata + Rifiuta by the other = Err(Conclusa)
Rifiutata + Revoca by who asked = Err(Conclusa)
Rifiutata + Revoca by the other = Err(Conclusa)
Revocata + Accetta by who asked = Err(Conclusa)
Revocata + Accetta by the other = Err(Conclusa)
Revocata + Rifiuta by who asked = Err(Conclusa)
Revocata + Rifiuta by the other = Err(Conclusa)
Revocata + Revoca by who asked = Err(Conclusa)
Revocata + Revoca by the other = Err(Conclusa)
Scaduta + Accetta by who asked = Err(Conclusa)
Scaduta + Accetta by the other = Err(Conclusa)
Scaduta + Rifiuta by who asked = Err(Conclusa)
Scaduta + Rifiuta by the other = Err(Conclusa)
Scaduta + Revoca by who asked = Err(Conclusa)
Scaduta + Revoca by the other = Err(Conclusa)
"
    );
}

#[test]
fn time_ends_what_is_not_over() {
    let (al, dopo) = (date(2026, 12, 31), date(2027, 1, 1));
    for (stato, after) in [
        (StatoDelega::Richiesta, StatoDelega::Scaduta),
        (StatoDelega::Attiva, StatoDelega::Scaduta),
        (StatoDelega::Revocata, StatoDelega::Revocata),
        (StatoDelega::Rifiutata, StatoDelega::Rifiutata),
    ] {
        assert_eq!(stato.al_giorno(al, Some(al)), stato, "the last day belongs to it");
        assert_eq!(stato.al_giorno(dopo, Some(al)), after);
        assert_eq!(stato.al_giorno(dopo, None), stato);
    }
}

#[test]
fn last_days() {
    let oggi = date(2026, 11, 21);
    for (al, good) in
        [(oggi, true), (date(2026, 11, 20), false), (date(2036, 11, 21), true), (date(2036, 11, 22), false), (date(9999, 12, 31), false)]
    {
        assert_eq!(check_al(oggi, al).is_ok(), good, "{al}");
    }
    assert_eq!(scadenza_richiesta(oggi), date(2026, 12, 21));
}
