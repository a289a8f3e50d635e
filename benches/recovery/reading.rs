//! What a reader understood of a text, in the one form that all readers are compared in; and pandoc's tree as such a form.

use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Title,
    Heading,
    Paragraph,
    Item,
    Quote,
    Code,
    Table,
    Note,
    /// What the truth never holds.
    Verse,
}

/// A passage. A whole table is one.
#[derive(Clone, Debug)]
pub struct Unit {
    pub kind: Kind,
    /// Of a heading its level, of an item its depth.
    pub level: u8,
    pub text: String,
}

/// A mark of a note that a reader resolved.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The words before the mark, to the beginning of its passage.
    pub before: String,
    /// The words of the note.
    pub note: String,
}

#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// In reading order, the notes last.
    pub units: Vec<Unit>,
    pub references: Vec<Reference>,
    /// What the reader set apart with a reason: a byline, boilerplate, the numbers of a list.
    pub apart: String,
}

impl Reading {
    pub fn push(&mut self, kind: Kind, level: u8, text: String) {
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        match self.units.last_mut() {
            Some(last) if kind == Kind::Table && last.kind == Kind::Table => {
                last.text.push(' ');
                last.text.push_str(&text);
            }
            _ => self.units.push(Unit { kind, level, text }),
        }
    }

    /// Numbers the levels of headings as they nest: under the title from 2, none skipped.
    pub fn nest_levels(&mut self) {
        let mut open: Vec<u8> = Vec::new();
        for unit in self.units.iter_mut().filter(|unit| unit.kind == Kind::Heading) {
            open.retain(|level| *level < unit.level);
            open.push(unit.level);
            unit.level = u8::try_from(open.len() + 1).unwrap_or(6).min(6);
        }
    }
}

/// Whether a note to which several marks lead stands once in the text or once for each mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    Once,
    Each,
    /// The style does not show them.
    None,
}

/// Reads pandoc's tree.
pub fn of_pandoc(tree: &Value, notes: Notes) -> Reading {
    let mut walk = Walk { reading: Reading::default(), found: Vec::new() };
    walk.blocks(&tree["blocks"], 0, 0);
    let mut shown: Vec<String> = Vec::new();
    for (before, blocks) in std::mem::take(&mut walk.found) {
        let mut own = Walk { reading: Reading::default(), found: Vec::new() };
        own.blocks(blocks, 0, 0);
        let parts: Vec<String> = own.reading.units.into_iter().map(|unit| unit.text).collect();
        let note = parts.join(" ");
        walk.reading.references.push(Reference { before, note: note.clone() });
        if notes == Notes::Each || !shown.contains(&note) {
            shown.push(note);
            parts.into_iter().for_each(|part| walk.reading.push(Kind::Note, 0, part));
        }
    }
    if notes == Notes::None {
        walk.reading.references.clear();
        walk.reading.units.retain(|unit| unit.kind != Kind::Note);
    }
    walk.reading
}

/// The truth of a document: its first heading is the title.
pub fn truth(tree: &Value, notes: Notes) -> Reading {
    let mut reading = of_pandoc(tree, notes);
    if let Some(first) = reading.units.first_mut() {
        first.kind = Kind::Title;
    }
    reading.nest_levels();
    reading
}

struct Walk<'v> {
    reading: Reading,
    /// Notes in the order of their marks: the words before, the blocks.
    found: Vec<(String, &'v Value)>,
}

impl<'v> Walk<'v> {
    fn blocks(&mut self, blocks: &'v Value, lists: u8, quotes: u8) {
        for block in blocks.as_array().into_iter().flatten() {
            self.block(block, lists, quotes);
        }
    }

    fn block(&mut self, block: &'v Value, lists: u8, quotes: u8) {
        let content = &block["c"];
        match block["t"].as_str().unwrap_or("") {
            "Header" => {
                let level = content[0].as_u64().and_then(|level| u8::try_from(level).ok()).unwrap_or(6);
                let text = self.inlines(&content[2]);
                self.reading.push(Kind::Heading, level, text);
            }
            "Para" | "Plain" => {
                let text = self.inlines(content);
                let kind = if quotes > 0 { Kind::Quote } else { Kind::Paragraph };
                self.reading.push(kind, 0, text);
            }
            "LineBlock" => {
                let lines: Vec<String> =
                    content.as_array().into_iter().flatten().map(|line| self.inlines(line)).collect();
                self.reading.push(Kind::Verse, 0, lines.join("\n"));
            }
            "CodeBlock" => self.reading.push(Kind::Code, 0, string(&content[1])),
            "RawBlock" => {}
            "BlockQuote" => self.blocks(content, lists, quotes + 1),
            "BulletList" => self.items(content, lists + 1, quotes),
            "OrderedList" => self.items(&content[1], lists + 1, quotes),
            "DefinitionList" => {
                for definition in content.as_array().into_iter().flatten() {
                    let term = self.inlines(&definition[0]);
                    self.reading.push(Kind::Paragraph, 0, term);
                    for blocks in definition[1].as_array().into_iter().flatten() {
                        self.blocks(blocks, lists, quotes);
                    }
                }
            }
            "Div" => self.blocks(&content[1], lists, quotes),
            "Table" => self.table(content),
            _ => {}
        }
    }

    fn items(&mut self, items: &'v Value, depth: u8, quotes: u8) {
        for item in items.as_array().into_iter().flatten() {
            let blocks = item.as_array().map(Vec::as_slice).unwrap_or_default();
            for (at, block) in blocks.iter().enumerate() {
                let opens = at == 0 && matches!(block["t"].as_str(), Some("Para" | "Plain"));
                if opens {
                    let text = self.inlines(&block["c"]);
                    self.reading.push(Kind::Item, depth, text);
                } else {
                    self.block(block, depth, quotes);
                }
            }
        }
    }

    /// All cells as one passage.
    fn table(&mut self, content: &'v Value) {
        let mut inner = Walk { reading: Reading::default(), found: Vec::new() };
        let mut rows: Vec<&Value> = content[3][1].as_array().into_iter().flatten().collect();
        for body in content[4].as_array().into_iter().flatten() {
            rows.extend(body[2].as_array().into_iter().flatten());
            rows.extend(body[3].as_array().into_iter().flatten());
        }
        rows.extend(content[5][1].as_array().into_iter().flatten());
        for cell in rows.into_iter().flat_map(|row| row[1].as_array().into_iter().flatten()) {
            inner.blocks(&cell[4], 0, 0);
        }
        let text: Vec<String> = inner.reading.units.into_iter().map(|unit| unit.text).collect();
        self.found.append(&mut inner.found);
        self.reading.push(Kind::Table, 0, text.join(" "));
    }

    fn inlines(&mut self, inlines: &'v Value) -> String {
        let mut text = String::new();
        self.write(inlines, &mut text);
        text
    }

    fn write(&mut self, inlines: &'v Value, text: &mut String) {
        for inline in inlines.as_array().into_iter().flatten() {
            let content = &inline["c"];
            match inline["t"].as_str().unwrap_or("") {
                "Str" => text.push_str(content.as_str().unwrap_or("")),
                "Space" | "SoftBreak" => text.push(' '),
                "LineBreak" => text.push('\n'),
                "Code" | "Math" => text.push_str(content[1].as_str().unwrap_or("")),
                "Quoted" | "Cite" | "Link" | "Image" | "Span" => self.write(&content[1], text),
                "Note" => self.found.push((text.clone(), content)),
                "RawInline" => {}
                _ => self.write(content, text),
            }
        }
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}
