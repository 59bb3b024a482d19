//! One style sheet from several, without comments and indentation.

use std::fs;
use std::path::Path;

use crate::Error;
use crate::pwa::files::walk;

/// All `.css` of a folder in the order of their names.
pub fn bundle(folder: &Path) -> Result<String, Error> {
    let mut css = String::new();
    for (_, file) in walk(folder)?.into_iter().filter(|(path, _)| path.ends_with(".css")) {
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
