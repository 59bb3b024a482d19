//! Pages to bytes: PDF/A-2a (long-term preservation) and PDF/UA-1 (accessibility), checked while it is written.

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node as TagNode, SpanTag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::font::Fonts;
use super::layout::{Colour, Layout, Mark, Node, NodeId, PAGE};
use crate::DocumentoError;

/// The language of everything in the document.
pub(crate) const LANGUAGE: &str = "it-IT";

pub(crate) fn print(layout: Layout, metadata: Metadata) -> Result<Vec<u8>, DocumentoError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| DocumentoError::Pdf("no such configuration".to_owned()))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(metadata.language(LANGUAGE.to_owned()));

    let Layout { fonts, pages, nodes, headings, .. } = layout;
    let mut children: Vec<Vec<TagNode>> = nodes.iter().map(|_| Vec::new()).collect();
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).unwrap_or_default();
    for marks in pages {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, &fonts, mark, &mut children);
        }
        surface.finish();
        page.finish();
    }

    let mut outline = Outline::new();
    for heading in headings {
        let destination = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
        outline.push_child(OutlineNode::new(heading.text, destination));
    }
    document.set_outline(outline);
    document.set_tag_tree(tree(nodes, children));
    // Its Debug would show pieces of the text; Display counts the errors.
    document.finish().map_err(|error| DocumentoError::Pdf(error.to_string()))
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: Mark, children: &mut [Vec<TagNode>]) {
    match mark {
        Mark::Text { x, y, line, style, node, actual } => {
            let tag = match node {
                Some(_) => ContentTag::Span(SpanTag::empty().with_actual_text(actual.as_deref())),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
            };
            let identifier = surface.start_tagged(tag);
            surface.set_fill(Some(fill(style.colour)));
            let font = fonts.get(style.family).font.clone();
            surface.draw_glyphs(Point::from_xy(x, y), &line.glyphs, font, &line.text, style.size, false);
            surface.end_tagged();
            if let Some(siblings) = node.and_then(|NodeId(index)| children.get_mut(index)) {
                siblings.push(identifier.into());
            }
        }
        Mark::Box { x, y, width, height, colour } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(x, y, width, height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                surface.set_fill(Some(fill(colour)));
                surface.draw_path(&path);
                surface.end_tagged();
            }
        }
    }
}

fn fill(Colour(red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// Folds the nodes into a tree, from the last: children come after their parents.
fn tree(nodes: Vec<Node>, mut children: Vec<Vec<TagNode>>) -> TagTree {
    let mut roots = Vec::new();
    for Node { tag, parent } in nodes.into_iter().rev() {
        let group = TagGroup::with_children(tag, children.pop().unwrap_or_default());
        match parent.and_then(|NodeId(index)| children.get_mut(index)) {
            // An element has either text or elements, so these are in order among themselves.
            Some(siblings) => siblings.insert(0, group.into()),
            None => roots.push(group.into()),
        }
    }
    roots.reverse();
    TagTree::from(roots).with_lang(Some(LANGUAGE.to_owned()))
}
