//! Which files are photographs, by what their sender says, and what they are called afterwards.

/// Kinds of picture that browsers open and the office does not take as they are.
pub const ALTRI_TIPI: [&str; 3] = ["image/heic", "image/heif", "image/webp"];

/// Extensions, where a system does not say the type.
const ESTENSIONI: [&str; 7] = ["jpg", "jpeg", "png", "webp", "heic", "heif", "avif"];

/// Whether it is to be opened as a photograph. TIFF stays as it is: browsers don't open it, the office does.
pub fn is_foto(mime: &str, nome: &str) -> bool {
    let mime = mime.to_ascii_lowercase();
    match mime.strip_prefix("image/") {
        Some(kind) => !kind.starts_with("tif") && !kind.starts_with("svg"),
        None if mime.is_empty() || mime == "application/octet-stream" => {
            let extension = nome.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
            extension.is_some_and(|extension| ESTENSIONI.contains(&extension.as_str()))
        }
        None => false,
    }
}

/// The same name with another extension.
pub fn with_extension(nome: &str, extension: &str) -> String {
    let stem = match nome.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => nome,
    };
    // Names are at most 120 characters long.
    let stem: String = stem.chars().take(110).collect();
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photographs() {
        for (mime, nome, expected) in [
            ("image/jpeg", "a", true),
            ("image/HEIC", "IMG.HEIC", true),
            ("", "IMG_1.HEIC", true),
            ("application/octet-stream", "a.jpeg", true),
            ("image/tiff", "a.tif", false),
            ("", "a.tif", false),
            ("image/svg+xml", "a.svg", false),
            ("application/pdf", "a.jpg", false),
            ("", "a.pdf", false),
            ("", "jpg", false),
        ] {
            assert_eq!(is_foto(mime, nome), expected, "{mime} {nome}");
        }
    }

    #[test]
    fn names() {
        assert_eq!(with_extension("IMG_1234.HEIC", "jpg"), "IMG_1234.jpg");
        assert_eq!(with_extension("busta.paga.png", "pdf"), "busta.paga.pdf");
        assert_eq!(with_extension("foto", "jpg"), "foto.jpg");
        assert_eq!(with_extension(".heic", "jpg"), ".heic.jpg");
        assert_eq!(with_extension(&"à".repeat(119), "jpg").chars().count(), 114);
    }
}
