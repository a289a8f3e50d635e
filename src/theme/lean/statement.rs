//! Fewer words between statements: declarations in a row are one, nothing parts a statement from the brace behind it.

use super::script::{Kind, Token, nesting, tokens};

/// A script without spare blanks whose declarations are all `let`, one for those that stand in a row.
pub fn joined(js: &str) -> String {
    let tokens = tokens(js);
    let mut out = String::with_capacity(js.len());
    // Of each bracket around the token at hand, whether the statement in it declares names.
    let mut declares = vec![false];
    let mut begins = true;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let next = tokens.get(at);
        // Behind a brace that closes, a declaration is surely a statement; what else stands there may go on.
        if begins || at > 1 && is_sign(&tokens[at - 2], "}") && is_declaration(token) {
            declares.last_mut().into_iter().for_each(|declares| *declares = is_declaration(token));
        }
        begins = ends_statement(token);
        match token {
            Token { kind: Kind::Sign, text: ";" } if next.is_some_and(|next| is_sign(next, "}")) => {}
            Token { kind: Kind::Sign, text: ";" }
                if declares.last() == Some(&true) && next.is_some_and(is_declaration) =>
            {
                out.push(',');
                // The word and the blank behind it; a pattern has none.
                at += if tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Blank) { 2 } else { 1 };
                begins = false;
            }
            token if is_declaration(token) => out.push_str("let"),
            token => out.push_str(token.text),
        }
        match nesting(token) {
            1 => declares.push(false),
            -1 if declares.len() > 1 => drop(declares.pop()),
            _ => {}
        }
    }
    out
}

fn is_declaration(token: &Token) -> bool {
    token.kind == Kind::Word && matches!(token.text, "const" | "let")
}

fn is_sign(token: &Token, sign: &str) -> bool {
    token.kind == Kind::Sign && token.text == sign
}

/// Whether what follows may be a statement of its own; the end of a line that is left may stand for a semicolon.
fn ends_statement(token: &Token) -> bool {
    match token.kind {
        Kind::Sign => matches!(token.text, ";" | "{"),
        Kind::Blank => token.text.contains('\n'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn declarations_in_a_row_are_one() {
        for (written, published) in [
            ("const a=1;let b=2;c();const d=3;", "let a=1,b=2;c();let d=3;"),
            ("let a=()=>{const b=1;return b;};const [c]=a();", "let a=()=>{let b=1;return b},[c]=a();"),
            ("let a=b\nc();const d=1;", "let a=b\nc();let d=1;"),
            ("for(const a of b){let c=a;d(c);}let e;", "for(let a of b){let c=a;d(c)}let e;"),
            ("if(a){b();}const c=1;const d=`;let ${'const'}`;", "if(a){b()}let c=1,d=`;let ${'const'}`;"),
            ("for(let a=0;a<3;a++)b();", "for(let a=0;a<3;a++)b();"),
            ("const{a}=b;const{c}=d;", "let{a}=b,{c}=d;"),
        ] {
            assert_eq!(joined(written), published);
        }
    }
}
