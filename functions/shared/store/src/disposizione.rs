//! `Content-Disposition`: a file is saved, never shown, under the name that its owner gave it (RFC 6266, RFC 8187).

use std::fmt::Write;

/// An attachment called `nome`: in ASCII for old browsers, then as it is.
pub(crate) fn attachment(nome: &str) -> String {
    let ascii: String = nome.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in nome.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

/// Whether it can stand in a quoted string as it is; `%` can't, because some browsers decode it.
const fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~') && !matches!(c, '"' | '\\' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_safe() {
        for (nome, expected) in [
            ("busta paga.pdf", r#"attachment; filename="busta paga.pdf"; filename*=UTF-8''busta%20paga.pdf"#),
            ("perché.png", r#"attachment; filename="perch_.png"; filename*=UTF-8''perch%C3%A9.png"#),
            ("a\"b\\c;%41\r\n.pdf", r#"attachment; filename="a_b_c;_41__.pdf"; filename*=UTF-8''a%22b%5Cc%3B%2541%0D%0A.pdf"#),
            ("📎'(*).pdf", r#"attachment; filename="_'(*).pdf"; filename*=UTF-8''%F0%9F%93%8E%27%28%2A%29.pdf"#),
        ] {
            assert_eq!(attachment(nome), expected);
        }
    }
}
