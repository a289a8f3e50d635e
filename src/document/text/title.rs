//! The title of a text, and what stands about it: who wrote it, what kind of text it is.

use super::chunk::{Chunk, Form, Role};
use super::role::{is_broken_name, is_centred, is_labelled, is_short_labelled};
use super::sheet::{Sheet, starts_upper};
use super::{caption, heading, level, masthead};

/// The first line of the text, if it is like a title.
pub fn title(sheet: &Sheet, chunks: &mut [Chunk]) {
    let Some(first) = chunks.iter().position(|chunk| chunk.role != Role::Rule) else { return };
    // The two columns over a standard come before its title.
    let over = chunks[first].form == Form::Code && chunks[first].lines.len() <= 16;
    let under = chunks.get(first + 1).is_some_and(|next| is_centred(sheet, next) && next.lines.len() <= 3);
    let first = first + usize::from(over && under);
    let chunk = &chunks[first];
    let text = &sheet.text[chunk.from..sheet.span(&chunk.lines).end];
    // Names and colons three times in a row are a dialogue, and its first line is no title.
    let labelled = chunks[first..].iter().take(3).filter(|chunk| is_labelled(sheet, chunk)).count() == 3;
    let single = !labelled
        && !masthead::is_letterhead(sheet, chunk)
        && chunk.lines.len() <= 3
        && chunk.quote == 0
        && chunks.len() > first + 1;
    let counted = chunk.marker.is_some() || heading::division(text).is_some() || heading::names_version(text);
    let named = chunk.role == Role::Heading && !(counted && has_equal(sheet, chunks, first));
    // The first of many questions heads its answer and no more.
    let asked = |chunk: &Chunk| sheet.words(chunk.lines.end - 1).ends_with(['?', '？']);
    let heads = || chunks[first + 1..].iter().filter(|chunk| chunk.role == Role::Heading);
    // `10 Would it be stable?` holds 10.1 and all the others.
    let holds = text.split_once([' ', '.']).is_some_and(|(number, _)| {
        let under = |head: &Chunk| {
            sheet.words(head.lines.start).strip_prefix(number).is_some_and(|rest| rest.starts_with('.'))
        };
        number.bytes().all(|byte| byte.is_ascii_digit()) && heads().all(under)
    });
    if asked(chunk) && heads().count() > 2 && heads().all(asked) && !holds {
        chunks[first].decide(Role::Heading, "the first of many questions", 0.8);
        return;
    }
    let like = chunk.role == Role::Paragraph
        && !masthead::is_date(text)
        && !caption::is_rights(text)
        && chunk.marker.is_none()
        && chunk.speaker == 0
        && (heading::is_short_name(text) || sheet.set_in && is_broken_name(sheet, chunk, text))
        && (starts_upper(text) || text.split(' ').count() <= 6)
        && chunks[first + 1..].first().is_some_and(|next| {
            let tells = is_short_labelled(sheet, next) && !is_labelled(sheet, chunk);
            next.before > 0 || sheet.is_copied() || tells
        });
    let declared = sheet.title == Some(sheet.lines[chunk.lines.start].from);
    // A writer's name may stand over the title: `A. P. Lodge`, and under it `WATER`.
    let below =
        chunks.get(first + 1).filter(|next| next.is_single() && next.is_prose() && next.marker.is_none());
    let titled = below.is_some_and(|next| heading::is_capitals(sheet.words(next.lines.start)));
    if single && !declared && titled && is_initialed(text) && chunks.len() > first + 2 {
        chunks[first].decide(Role::Paragraph, "a name over the title", 0.7);
        chunks[first + 1].decide(Role::Title, "a line in capitals under the name of who wrote it", 0.8);
        chunks[first + 1].level = 1;
        return;
    }
    if single && (named || like || declared) && (declared || !sheet.declares(chunk.lines.start)) {
        chunks[first].decide(Role::Title, "the first line of the text", 0.85);
        chunks[first].level = 1;
    }
}

/// `A. P. Lodge`, `А. П. Лодочников`: initials and a name.
fn is_initialed(words: &str) -> bool {
    let initial = |word: &str| word.chars().count() == 2 && word.ends_with('.') && starts_upper(word);
    let mut tokens = words.split(' ');
    let initials = tokens.clone().take_while(|word| initial(word)).count();
    let names = tokens.clone().count().saturating_sub(initials);
    (1..=3).contains(&initials)
        && (1..=2).contains(&names)
        && tokens.all(|word| word.starts_with(char::is_uppercase))
        && !heading::is_capitals(words.rsplit(' ').next().unwrap_or(""))
}

/// A family name and one or two more characters: `王小明`.
fn is_han_name(words: &str) -> bool {
    const FAMILIES: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉余潘杜戴夏钟鍾汪田任姜范方姚谭譚廖邹鄒熊陆陸郝孔崔康毛邱秦顾顧侯邵孟龚";
    words.starts_with(|c| FAMILIES.contains(c))
        && (2..=3).contains(&words.chars().count())
        && words.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// A line that stands between the title and a heading of another kind, and heads nothing: what kind of text it is.
pub fn subtitle(sheet: &Sheet, chunks: &mut [Chunk]) {
    let Some(title) = chunks.iter().take(4).position(|chunk| chunk.role == Role::Title) else { return };
    let under = chunks.get(title + 1).filter(|chunk| chunk.role == Role::Heading && chunk.marker.is_none());
    if under.is_some_and(|under| is_han_name(sheet.words(under.lines.start))) {
        chunks[title + 1].decide(Role::Paragraph, "a name under the title", 0.6);
        return;
    }
    let bare = |look| matches!(look, level::Look::Bare { .. });
    let look = |at: usize| {
        chunks.get(at).filter(|chunk| chunk.role == Role::Heading).map(|chunk| level::look(sheet, chunk))
    };
    let (Some(first), Some(next)) = (look(title + 1), look(title + 2)) else { return };
    let short = sheet.words(chunks[title + 1].lines.start).split(' ').count() <= 7;
    if bare(first) && !bare(next) && short && !sheet.declares(chunks[title + 1].lines.start) {
        chunks[title + 1].decide(Role::Paragraph, "a line under the title that heads nothing", 0.7);
    }
}

/// Whether a later heading looks the same as the first: then the first is one of them and no title.
fn has_equal(sheet: &Sheet, chunks: &[Chunk], first: usize) -> bool {
    let look = level::look(sheet, &chunks[first]);
    chunks[first + 1..].iter().any(|chunk| chunk.role == Role::Heading && level::look(sheet, chunk) == look)
}
