//! Where everything goes: pages with marks on them, and the tree that says what the marks mean.
//!
//! Units are points, from the top left corner of an A4 page. A mark without a node is decoration that screen readers skip.

use krilla::tagging::TagKind;

use super::font::{Family, Fonts, Line};

pub(crate) const PAGE: (f32, f32) = (595.276, 841.89);
pub(crate) const LEFT: f32 = 56.0;
pub(crate) const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
const TOP: f32 = 46.0;
/// Nothing but the footer is below.
const BOTTOM: f32 = PAGE.1 - 62.0;
/// Of a line of text, in font sizes; and where its baseline is, from the top.
const LEADING: f32 = 1.35;
const BASELINE: f32 = 1.02;

#[derive(Clone, Copy)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

/// How text looks.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) family: Family,
    /// In points.
    pub(crate) size: f32,
    pub(crate) colour: Colour,
}

impl Style {
    pub(crate) const fn leading(self) -> f32 {
        self.size * LEADING
    }
}

/// The place of a text: its left side, and how wide it may be.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) x: f32,
    pub(crate) width: f32,
}

impl Column {
    pub(crate) const FULL: Self = Self { x: LEFT, width: WIDTH };
}

/// An element of the document's structure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct NodeId(pub(crate) usize);

pub(crate) struct Node {
    pub(crate) tag: TagKind,
    pub(crate) parent: Option<NodeId>,
}

pub(crate) enum Mark {
    Text {
        x: f32,
        /// Of the baseline.
        y: f32,
        line: Line,
        style: Style,
        node: Option<NodeId>,
        /// What is copied and read aloud in place of `line`.
        actual: Option<String>,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
}

/// An entry of the outline.
pub(crate) struct Heading {
    pub(crate) text: String,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

pub(crate) struct Layout {
    pub(crate) fonts: Fonts,
    pub(crate) pages: Vec<Vec<Mark>>,
    /// A parent comes before its children.
    pub(crate) nodes: Vec<Node>,
    pub(crate) headings: Vec<Heading>,
    y: f32,
}

impl Layout {
    pub(crate) fn new(fonts: Fonts) -> Self {
        Self { fonts, pages: vec![Vec::new()], nodes: Vec::new(), headings: Vec::new(), y: TOP }
    }

    pub(crate) fn node(&mut self, parent: Option<NodeId>, tag: impl Into<TagKind>) -> NodeId {
        self.nodes.push(Node { tag: tag.into(), parent });
        NodeId(self.nodes.len() - 1)
    }

    pub(crate) fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.fonts.get(style.family).lines(text, width / style.size)
    }

    pub(crate) fn y(&self) -> f32 {
        self.y
    }

    pub(crate) fn advance(&mut self, height: f32) {
        self.y += height;
    }

    /// Makes sure that `height` is left on this page, else begins another; tells whether it did.
    pub(crate) fn reserve(&mut self, height: f32) -> bool {
        let full = self.y + height > BOTTOM && self.y > TOP;
        if full {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        full
    }

    pub(crate) fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// A line across the text.
    pub(crate) fn rule(&mut self, thickness: f32, colour: Colour) {
        let y = self.y;
        self.mark(Mark::Box { x: LEFT, y, width: WIDTH, height: thickness, colour });
    }

    /// Text from `top` down, on this page and without moving on; its height.
    pub(crate) fn place(&mut self, node: Option<NodeId>, text: &str, style: Style, column: Column, top: f32) -> f32 {
        let lines = self.lines(text, style, column.width);
        let height = block_height(&lines, style);
        self.place_lines(node, lines, style, column.x, top);
        height
    }

    pub(crate) fn place_lines(&mut self, node: Option<NodeId>, lines: Vec<Line>, style: Style, x: f32, top: f32) {
        let mut y = top + style.size * BASELINE;
        for line in lines {
            self.mark(Mark::Text { x, y, line, style, node, actual: None });
            y += style.leading();
        }
    }

    /// Text that stands for another one, as `0123 4567` for `01234567`; one line.
    pub(crate) fn place_actual(&mut self, node: NodeId, text: &str, actual: String, style: Style, x: f32, top: f32) {
        let line = self.fonts.get(style.family).line(text);
        self.mark(Mark::Text { x, y: top + style.size * BASELINE, line, style, node: Some(node), actual: Some(actual) });
    }

    /// A text that ends at the right side of its column; one line.
    pub(crate) fn place_right(&mut self, node: Option<NodeId>, text: &str, style: Style, column: Column, top: f32) {
        let line = self.fonts.get(style.family).line(text);
        let x = column.x + column.width - line.width() * style.size;
        self.place_lines(node, vec![line], style, x, top);
    }

    /// A paragraph over the full width; it may go on to the next page, line by line.
    pub(crate) fn paragraph(&mut self, node: NodeId, text: &str, style: Style) {
        for line in self.lines(text, style, WIDTH) {
            self.reserve(style.leading());
            let top = self.y;
            self.place_lines(Some(node), vec![line], style, LEFT, top);
            self.y += style.leading();
        }
    }
}

pub(crate) fn block_height(lines: &[Line], style: Style) -> f32 {
    lines.iter().map(|_| style.leading()).sum()
}
