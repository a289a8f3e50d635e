//! Lines become chunks: where one passage ends and the next begins.

use super::chunk::{Chunk, Form, Role};
use super::line::Line;
use super::marker::{self, Marker, Sign};
use super::sheet::{Sheet, starts_upper};
use super::wrap::Wrapping;
use super::{amount, counted, definition, diary, hanging, heading, hung, outline, table, verse};
use std::collections::HashSet;
use std::ops::Range;

mod heads;
mod joint;
mod opening;
mod verbatim;

pub fn chunks(sheet: &Sheet) -> Vec<Chunk> {
    let heads = hung::heads(sheet);
    let mut cutter = Cutter {
        sheet,
        chunks: Vec::new(),
        columns: Vec::new(),
        before: 0,
        run: 0..0,
        run_wrapping: Wrapping::None,
        unclosed: Vec::new(),
        agenda: false,
        terms: definition::terms(sheet, &heads),
        tags: hanging::tags(sheet, &heads),
        days: diary::days(sheet),
        heads,
        tables: table::Finder::default(),
        ornate: sheet
            .lines
            .iter()
            .filter(|line| heading::ornaments(line.words(sheet.text)).is_some())
            .nth(1)
            .is_some(),
        shouts: opening::shouts(sheet),
        parted: (0..sheet.lines.len()).filter(|at| is_percent(sheet.words(*at))).nth(2).is_some(),
        outlined: outline::is_outlined(sheet),
        plain: sheet.lines.iter().all(|line| line.glance.likeness < 3 && line.width <= 70)
            && sheet.wrapping == Wrapping::None,
        listed: None,
        set_in: None,
    };
    let mut at = 0;
    while at < sheet.lines.len() {
        if sheet.lines[at].is_blank() {
            cutter.before += 1;
            at += 1;
        } else {
            cutter.enter(at);
            at = cutter.cut(at);
        }
    }
    neighbours(&mut cutter.chunks);
    cutter.chunks
}

/// Tells chunks whether they stand among others with the same bullet.
fn neighbours(chunks: &mut [Chunk]) {
    for at in 1..chunks.len() {
        let same =
            chunks[at].marker.map(|marker| marker.sign) == chunks[at - 1].marker.map(|marker| marker.sign);
        if same && chunks[at].marker.is_some() {
            chunks[at].alone = false;
            chunks[at - 1].alone = false;
        }
    }
}

struct Cutter<'s, 't> {
    sheet: &'s Sheet<'t>,
    chunks: Vec<Chunk>,
    /// The columns where the words of the open list items begin, outermost first.
    columns: Vec<u32>,
    /// Blank lines seen since the last chunk.
    before: u32,
    /// The lines around the present one with no blank line between, found once for all of them.
    run: Range<usize>,
    run_wrapping: Wrapping,
    /// Fences that no later line closes.
    unclosed: Vec<&'static str>,
    /// Whether the present run is an agenda: numbers, wide blanks, and a few words.
    agenda: bool,
    /// Lines that are terms over their descriptions.
    terms: HashSet<usize>,
    /// Lines that are heads close over text set in under them.
    heads: HashSet<usize>,
    /// Lines that are days over what was written on them.
    days: HashSet<usize>,
    /// Lines that open with a term beside what is said of it.
    tags: HashSet<usize>,
    tables: table::Finder,
    /// Several lines stand between ornaments, however short these are.
    ornate: bool,
    /// Several lines in capitals stand close over what they head, each but once.
    shouts: bool,
    /// Lines of nothing but `%` part the text.
    parted: bool,
    /// Stars open its headings, as many as these are deep: `** Systems`.
    outlined: bool,
    /// Short lines and nothing else, of which none looks like code.
    plain: bool,
    /// Whether some of the first lines of the present run end as those of a list do.
    listed: Option<bool>,
    /// The last lines seen that are set in like code.
    set_in: Option<verbatim::SetIn>,
}

/// A fence of code.
fn fence(words: &str) -> Option<&'static str> {
    const FENCES: [(&str, &str); 6] = [
        ("```", "```"),
        ("~~~", "~~~"),
        ("#+BEGIN_SRC", "#+END_SRC"),
        ("#+begin_src", "#+end_src"),
        ("#+BEGIN_EXAMPLE", "#+END_EXAMPLE"),
        ("#+begin_example", "#+end_example"),
    ];
    let opened = words.starts_with(['`', '~', '#']);
    FENCES.iter().find(|(open, _)| opened && words.starts_with(open)).map(|(_, close)| *close)
}

/// A line of nothing but a few kinds of strokes.
fn is_rule(words: &str) -> bool {
    let stroke = |c: char| c.is_whitespace() || "*-_=~–—―#+·•⁂═━─".contains(c);
    if words.starts_with(|c: char| c.is_ascii_alphanumeric()) || !words.chars().all(stroke) {
        return false;
    }
    // Crosses among dashes draw a box.
    if words.contains('+') && words.contains('-') {
        return false;
    }
    let strokes = words.chars().filter(|c| !c.is_whitespace()).count();
    strokes >= 3 && words.len() < 400 || words == "⁂" || words == "--"
}

/// Signs of percent and nothing else, with which collections part their pieces.
fn is_percent(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte == b'%')
}

impl Cutter<'_, '_> {
    /// A line of strokes, or of signs that part this text.
    fn is_stroke(&self, words: &str) -> bool {
        is_rule(words) || self.parted && is_percent(words)
    }

    fn line(&self, at: usize) -> &Line {
        &self.sheet.lines[at]
    }

    /// Cuts what begins at a line and says where the next begins.
    fn cut(&mut self, at: usize) -> usize {
        let words = self.sheet.words(at);
        if self.line(at).head {
            let head = self.sheet.lines[at..self.run.end].iter().take_while(|line| line.head).count();
            let end = self.push(at..at + head, None, Form::Prose);
            let chunk = self.chunks.last_mut().expect("a chunk was pushed just now");
            chunk.broken = true;
            return end;
        }
        if let Some(framed) = self.sheet.framed(at) {
            return self.framed(at, framed);
        }
        if let Some(form) = self.head(at, words) {
            let end = at + 1 + usize::from(self.heads_two(at));
            return self.push(at..end, None, form);
        }
        if self.sheet.is_cue(at) {
            let end = self.run.end;
            return self.push(at..end, None, Form::Prose);
        }
        if let Some(end) = self.fenced(at, words) {
            return self.push(at..end, None, Form::Fenced);
        }
        if let Some(end) = self.defined(at) {
            return end;
        }
        let tagged = self.tags.contains(&at);
        if at == self.run.start && (tagged || hanging::entries(self.sheet, self.run.clone()).is_some()) {
            return self.push(self.run.clone(), None, Form::Options);
        }
        if self.agenda {
            return self.prose(at);
        }
        if let Some(from) =
            (at == self.run.start).then(|| amount::begin(self.sheet, self.run.clone())).flatten()
        {
            return self.amounts(at, from);
        }
        if let Some(end) = self.fields(at) {
            return end;
        }
        if let Some(end) = self.columns(at) {
            return self.push(at..end, None, Form::Table);
        }
        if let Some(end) =
            self.copied_code(at).or_else(|| self.outdented_code(at)).or_else(|| self.indented_code(at))
        {
            return self.push(at..end, None, Form::Code);
        }
        if let Some(end) = self.tables.end(self.sheet, at) {
            return self.push(at..end, None, Form::Table);
        }
        if self.is_stroke(words) {
            return self.push(at..at + 1, None, Form::Rule);
        }
        // A copied page shows no marks but in code.
        if let Some(level) = hashes(words).filter(|_| self.is_apart(at) && !self.sheet.is_copied()) {
            return self.push(at..at + 1, None, Form::Hashed(level));
        }
        if let Some(stroke) = self.underline(at) {
            return self.push(at..at + 2, None, Form::Underlined(stroke));
        }
        if self.sheet.is_copied() {
            return self.prose(at);
        }
        if let Some(end) = self.flush_code(at).or_else(|| self.spaced_out(at)) {
            return self.push(at..end, None, Form::Code);
        }
        self.prose(at)
    }

    fn push(&mut self, lines: Range<usize>, marker: Option<Marker>, form: Form) -> usize {
        let line = *self.line(lines.start);
        self.close_items(line.indent);
        if let Some(marker) = &marker {
            self.columns.push(marker.column);
        }
        let end = lines.end;
        self.chunks.push(Chunk {
            lines,
            tail: None,
            from: line.from,
            indent: line.indent,
            before: self.before,
            marker,
            form,
            quote: line.quote,
            broken: false,
            role: Role::Paragraph,
            alone: true,
            goes_on: false,
            leads: false,
            speaker: 0,
            level: 0,
            rule: "",
            confidence: 0.5,
            runner_up: None,
        });
        self.before = 0;
        end
    }

    /// Items whose words begin further right than a line are over.
    fn close_items(&mut self, indent: u32) {
        while self.columns.last().is_some_and(|column| *column > indent) {
            self.columns.pop();
        }
    }

    /// A line with blank lines around it, no further in than the prose of the file.
    fn is_apart(&self, at: usize) -> bool {
        let blank = |line: Option<&Line>| line.is_none_or(Line::is_blank);
        let before = at.checked_sub(1).and_then(|before| self.sheet.lines.get(before));
        blank(before) && blank(self.sheet.lines.get(at + 1)) && self.line(at).indent <= self.sheet.base + 1
    }

    /// A fence that is never closed would swallow the text: it must close.
    fn fenced(&mut self, at: usize, words: &str) -> Option<usize> {
        let fence = fence(words).filter(|fence| !self.unclosed.contains(fence))?;
        let rest = &self.sheet.lines[at + 1..];
        let Some(close) = rest.iter().position(|line| line.words(self.sheet.text) == fence) else {
            self.unclosed.push(fence);
            return None;
        };
        Some(at + 1 + close + 1)
    }

    /// A term and the description set in under it.
    fn defined(&mut self, at: usize) -> Option<usize> {
        // Where prose is set in, a run may end between a term and what is set in under it.
        let end = Some(self.run.end).filter(|end| *end > at + 1 && self.terms.contains(&at))?;
        self.push(at..at + 1, None, Form::Prose);
        let term = self.chunks.last_mut().expect("a chunk was pushed just now");
        term.decide(Role::Term, "a term over lines set in, several times", 0.8);
        let column = self.line(at + 1).indent;
        self.columns.push(column);
        Some(self.push(at + 1..end, None, Form::Prose))
    }

    /// A list of amounts, and the line that leads to it.
    fn amounts(&mut self, at: usize, from: usize) -> usize {
        if from > at {
            self.push(at..from, None, Form::Prose);
        }
        for item in from..self.run.end {
            self.push(item..item + 1, Some(Marker::unwritten(self.line(item))), Form::Prose);
        }
        self.run.end
    }

    /// Lines that columns hold together, from their first on.
    fn columns(&mut self, at: usize) -> Option<usize> {
        let first = at == self.run.start && !self.sheet.is_copied();
        first.then(|| self.tables.spaced(self.sheet, at)).flatten()
    }

    fn prose(&mut self, at: usize) -> usize {
        let run = at..self.run.end;
        let wrapping = self.run_wrapping;
        let fresh = at <= self.run.start + 1;
        let verse = fresh && (!self.sheet.is_copied() || self.commas(&run));
        if let Some(end) = verse.then(|| verse::end(self.sheet, run.clone(), wrapping)).flatten() {
            self.push(at..end, None, Form::Prose);
            let chunk = self.chunks.last_mut().expect("a chunk was pushed just now");
            chunk.broken = true;
            chunk.decide(Role::Verse, "short lines that break where the writer wanted", 0.7);
            return end;
        }
        let marker = self.accepted(at);
        let mut end = at + 1;
        let mut broken = false;
        while end < run.end {
            match self.joint(at, end, marker.as_ref(), wrapping) {
                Joint::New => break,
                Joint::Soft => {}
                Joint::Wanted => broken = true,
            }
            end += 1;
        }
        self.push(at..end, marker, Form::Prose);
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.broken = broken;
        }
        end
    }

    /// Whether many lines of a run end in the middle of a sentence, as those of verse do and names do not.
    fn commas(&self, run: &Range<usize>) -> bool {
        let open = run
            .clone()
            .filter(|at| self.sheet.words(*at).ends_with([',', ';', ':', '-', '—', '，', '；']))
            .count();
        run.len() >= 4 && open * 4 >= run.len()
    }

    /// Finds the run that a line stands in, unless it is the present one.
    fn enter(&mut self, at: usize) {
        if !self.run.contains(&at) {
            self.run = at..self.run_end(at);
            self.run_wrapping = self.wrapping(&self.run);
            self.agenda = counted::is_agenda(self.sheet, self.run.clone());
            self.listed = None;
        }
    }

    fn run_end(&self, at: usize) -> usize {
        let quote = self.line(at).quote;
        let rest = &self.sheet.lines[at..];
        let out = self.sheet.stands_out(&rest[0]);
        // Where prose is set in, code stands out of it, and goes on until an item or a blank line.
        let turns = |line: &Line| match out {
            _ if !self.sheet.set_in => false,
            false => self.sheet.stands_out(line),
            true => {
                !self.sheet.stands_out(line)
                    && (marker::of(self.sheet.text, line).is_some()
                        || starts_upper(line.words(self.sheet.text)))
                    && line.glance.likeness < 0
            }
        };
        let parts = |line: &Line| self.parted && is_percent(line.words(self.sheet.text));
        if parts(&rest[0]) {
            return at + 1;
        }
        let ends = |line: &Line| line.is_blank() || line.quote != quote || turns(line) || parts(line);
        let end = rest.iter().position(ends);
        match end {
            Some(1) if out && self.is_under_middle(at + 1) => at + 2,
            end => at + end.unwrap_or(rest.len()),
        }
    }

    /// How a run is wrapped: as its file, or by itself.
    fn wrapping(&self, run: &Range<usize>) -> Wrapping {
        match self.sheet.wrapping {
            Wrapping::None if run.len() < 2000 => {
                Wrapping::of_run(self.sheet.text, &self.sheet.lines[run.clone()])
            }
            wrapping => wrapping,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A new chunk begins.
    New,
    /// The break is the margin's.
    Soft,
    /// The break is the writer's, within one chunk.
    Wanted,
}

/// Whether an enumerator is the next after another.
fn continues(open: &Marker, next: &Marker) -> bool {
    match (open.sign, next.sign) {
        (
            Sign::Number { numbering, delimiter, value, depth },
            Sign::Number {
                numbering: next_numbering,
                delimiter: next_delimiter,
                value: next_value,
                depth: next_depth,
            },
        ) => {
            delimiter == next_delimiter
                && (numbering == next_numbering && next_value == value + 1 && depth == next_depth
                    || ambiguous(numbering, next_numbering))
        }
        _ => false,
    }
}

/// `-- Benjamin Franklin`: a name after a dash.
fn is_attribution(words: &str) -> bool {
    let name = words.trim_start_matches(['-', '—', '–', '―', '~']);
    let dash = words.len() - name.len();
    let dashed = dash > 1 || dash == 1 && name.starts_with(' ');
    let name = name.trim_start();
    dashed && starts_upper(name) && name.starts_with(char::is_alphabetic) && name.split(' ').count() <= 10
}

/// Letters that are also Roman digits: `h)` then `i)`, `iv.` then `v.`
fn ambiguous(a: marker::Numbering, b: marker::Numbering) -> bool {
    use marker::Numbering::{LowerAlpha, LowerRoman, UpperAlpha, UpperRoman};
    matches!(
        (a, b),
        (LowerAlpha, LowerRoman)
            | (LowerRoman, LowerAlpha)
            | (UpperAlpha, UpperRoman)
            | (UpperRoman, UpperAlpha)
    )
}

/// `## Heading`: the number of `#`, if words follow.
fn hashes(words: &str) -> Option<u8> {
    let level = words.len() - words.trim_start_matches('#').len();
    let rest = words.get(level..)?;
    let title = rest.strip_prefix(' ').is_some_and(|title| !title.trim().is_empty());
    ((1..=6).contains(&level) && title).then(|| u8::try_from(level).unwrap_or(6))
}
