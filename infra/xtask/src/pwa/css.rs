//! A few style sheets from many, without comments and indentation.

use std::fs;
use std::path::Path;

use crate::Error;
use crate::pwa::files::walk;

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Foglio {
    /// Everything around the pages, the first page, forms: the files up to 07.
    Primi,
    /// Threads, lists, payments, what is on paper.
    Altri,
    /// Drafts and what waits to be sent.
    Scritti,
    /// Contacts and delegations.
    Personali,
    /// Of documents and photographs.
    Foto,
    /// The office's.
    Ufficio,
}

impl Foglio {
    pub const ALL: [Self; 6] = [Self::Primi, Self::Altri, Self::Scritti, Self::Personali, Self::Foto, Self::Ufficio];

    /// As its file is named.
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Primi => "app",
            Self::Altri => "altri",
            Self::Scritti => "scritti",
            Self::Personali => "personali",
            Self::Foto => "foto",
            Self::Ufficio => "ufficio",
        }
    }

    fn of(file: &str) -> Self {
        match file {
            file if file < "08" => Self::Primi,
            file if file.contains("-fascicolo") => Self::Ufficio,
            file if file.contains("-foto") => Self::Foto,
            file if file.contains("-scrivere") => Self::Scritti,
            file if file.contains("-contatti") || file.contains("-deleghe") => Self::Personali,
            _ => Self::Altri,
        }
    }
}

/// The `.css` of a folder for these sheets, in the order of their names.
pub fn bundle(folder: &Path, fogli: &[Foglio]) -> Result<String, Error> {
    let mut css = String::new();
    for (_, file) in walk(folder)?.into_iter().filter(|(path, _)| path.ends_with(".css") && fogli.contains(&Foglio::of(path))) {
        css += &minify(&fs::read_to_string(file)?);
    }
    Ok(css)
}

/// Drops comments and indentation; strings stay as they are. More is left to the compression.
fn minify(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut quote = None;
    while let Some(character) = rest.next() {
        match quote {
            Some(_) if character == '\\' => {
                kept.push(character);
                kept.extend(rest.next());
                continue;
            }
            Some(open) if character == open => quote = None,
            None if character == '"' || character == '\'' => quote = Some(character),
            None if character == '/' && rest.peek() == Some(&'*') => {
                rest.next();
                let mut last = ' ';
                for comment in rest.by_ref() {
                    if last == '*' && comment == '/' {
                        break;
                    }
                    last = comment;
                }
                continue;
            }
            _ => {}
        }
        kept.push(character);
    }
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(kept.len()), |text, line| text + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_strings_stay() {
        let css = "/* a * b */\n.a {\n  content: \"/* no \\\" */\";\n\n  margin: 0 /* x */ 1px;\n}\n";
        assert_eq!(minify(css), ".a {\ncontent: \"/* no \\\" */\";\nmargin: 0  1px;\n}\n");
    }
}
