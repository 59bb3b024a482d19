//! A protocol number: in groups for the eye, digit by digit for a screen reader.

use cassetto_api::modello::ProtocolloVoce;

use crate::vista::prelude::*;

#[component]
pub fn ProtocolNumber(protocollo: ProtocolloVoce) -> Nodo {
    let numero = protocollo.numero;
    let spoken = numero.chars().map(String::from).collect::<Vec<_>>().join(" ");
    view! {
        <span class="protocol-number" data-testid="numero-protocollo" data-numero=numero.clone()>
            <span class="visually-hidden">{spoken}</span>
            <span aria-hidden="true">{groups(&numero).into_iter().map(|group| view! { <span>{group}</span> }).collect_view()}</span>
        </span>
    }
}

/// Threes from the right: `0123456` is `0 123 456`.
fn groups(numero: &str) -> Vec<String> {
    let digits: Vec<char> = numero.chars().collect();
    digits.rchunks(3).rev().map(|group| group.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn threes_from_the_right() {
        assert_eq!(groups("0123456"), ["0", "123", "456"]);
        assert_eq!(groups("12345678"), ["12", "345", "678"]);
    }
}
