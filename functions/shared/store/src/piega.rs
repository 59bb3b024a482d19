//! Folding: lower case and no accents, so that "perché" is found by "PERCHE".

/// The text in lower case, with Latin letters without their marks. Anything else stays as it is.
pub(crate) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|&c| !is_mark(c)).flat_map(|c| plain(c).chars().chain(same(c))).collect()
}

/// The words of a text, folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A name as a sort key: folded, ASCII letters, digits and single spaces only.
pub(crate) fn sort_name(name: &str) -> String {
    let ascii: String = fold(name).chars().filter(|c| c.is_ascii_alphanumeric() || c.is_whitespace()).collect();
    ascii.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Combining marks: an accent typed as a character of its own.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// What replaces a letter with a mark, or nothing when it stays.
const fn plain(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ĝ' | 'ġ' => "g",
        'ħ' | 'ĥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ĺ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' | 'ŗ' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => "s",
        'ß' => "ss",
        'ţ' | 'ț' | 'ť' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        _ => "",
    }
}

fn same(c: char) -> Option<char> {
    plain(c).is_empty().then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("PERCHÉ è così, Straße?"), "perche e cosi, strasse?");
        assert_eq!(fold("perche\u{301}"), "perche");
        assert_eq!(words("Avviso n. 3: l'importo"), ["avviso", "n", "3", "l", "importo"]);
    }

    #[test]
    fn a_sort_name_is_ascii() {
        assert_eq!(sort_name("D'Amico  Niccolò"), "damico niccolo");
        assert_eq!(sort_name("Ștefănescu#~ Ioana"), "stefanescu ioana");
        assert_eq!(sort_name("李"), "");
    }
}
