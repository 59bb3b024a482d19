//! Figures as a table whose rows have a bar: the numbers say what the bar shows, to everybody.

use crate::format;
use crate::i18n::K;
use crate::vista::prelude::*;

/// What one part of every bar is: its name and its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Serie {
    pub nome: &'static str,
    pub class: &'static str,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barra {
    pub nome: String,
    /// One for each series.
    pub valori: Vec<u32>,
    /// Further columns, after the numbers.
    pub altro: Vec<String>,
}

#[component]
pub fn Barre(
    didascalia: &'static str,
    /// Of the column of names.
    prima: &'static str,
    totale: &'static str,
    serie: Vec<Serie>,
    /// Of the further columns.
    #[prop(optional)]
    altre: Vec<&'static str>,
    righe: Vec<Barra>,
) -> Nodo {
    let largest = righe.iter().map(|riga| riga.valori.iter().sum::<u32>()).max().unwrap_or_default().max(1);
    let keys = serie
        .iter()
        .map(|serie| {
            view! {
                <li>
                    <svg aria-hidden="true" focusable="false">
                        <rect class=serie.class width="100%" height="100%"></rect>
                    </svg>
                    {serie.nome}
                </li>
            }
        })
        .collect_view();
    let number = |testo: &'static str| view! { <th scope="col" class="number">{testo}</th> };
    let heads = serie.iter().map(|serie| number(serie.nome)).collect_view();
    let more = altre.iter().copied().map(number).collect_view();
    let rows = righe.into_iter().map(|riga| row(riga, totale, &serie, &altre, largest)).collect_view();
    view! {
        <ul class="legend" aria-hidden="true">{keys}</ul>
        <div class="table-scroll" role="group" tabindex="0" aria-label=didascalia>
            <table class="table table-cards">
                <caption class="visually-hidden">{didascalia}</caption>
                <thead>
                    <tr>
                        <th scope="col">{prima}</th>
                        <th scope="col">
                            <span class="visually-hidden">{K::CruscottoGrafico}</span>
                        </th>
                        {number(totale)}
                        {heads}
                        {more}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Each cell has the name of its column, for where there are no columns.
fn row(riga: Barra, totale: &'static str, serie: &[Serie], altre: &[&'static str], largest: u32) -> Nodo {
    let total: u32 = riga.valori.iter().sum();
    let mut start = 0;
    let parts = riga
        .valori
        .iter()
        .zip(serie)
        .map(|(valore, serie)| {
            let from = start;
            start += valore;
            view! { <rect class=serie.class x=percent(from, largest) width=percent(*valore, largest) height="100%"></rect> }
        })
        .collect_view();
    let cell = |nome: &'static str, testo: String| view! { <td class="number" data-nome=nome>{testo}</td> };
    let numbers = riga.valori.iter().zip(serie).map(|(valore, serie)| cell(serie.nome, quantity(*valore))).collect_view();
    let more = riga.altro.into_iter().zip(altre).map(|(testo, nome)| cell(nome, testo)).collect_view();
    view! {
        <tr>
            <th scope="row" class="bar-name">
                {riga.nome}
            </th>
            <td class="bar-cell">
                <svg class="bar" aria-hidden="true" focusable="false">{parts}</svg>
            </td>
            <td class="number" data-nome=totale>
                <strong>{quantity(total)}</strong>
            </td>
            {numbers}
            {more}
        </tr>
    }
}

fn quantity(n: u32) -> String {
    format::numero(usize::try_from(n).unwrap_or(usize::MAX))
}

/// `12.5%` of the widest bar.
fn percent(part: u32, whole: u32) -> String {
    let thousandths = u64::from(part) * 1000 / u64::from(whole.max(1));
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares() {
        assert_eq!(percent(1, 8), "12.5%");
        assert_eq!(percent(8, 8), "100.0%");
        assert_eq!(percent(3, 0), "300.0%");
    }
}
