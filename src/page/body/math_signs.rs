//! What the commands of TeX's formulas stand for.

/// Letters, by the commands for them.
const LETTERS: &str = "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι \
    kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ \
    varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω \
    ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ \
    infty ∞ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ degree ° prime ′ dagger † square □ Box □ blacksquare ■ \
    triangle △ ldots … dots … dotsc … cdots ⋯ dotsb ⋯ vdots ⋮ ddots ⋱ % % $ $ # # & & _ _ backslash \\";

/// Signs with their distance from what is beside them.
const OPERATORS: &str = "partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ colon : pm ± mp ∓ times × div ÷ \
    cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ diamond ⋄ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ \
    cup ∪ setminus ∖ sqcup ⊔ sqcap ⊓ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ll ≪ gg ≫ lt < gt > ne ≠ neq ≠ \
    equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ doteq ≐ triangleq ≜ coloneqq ≔ in ∈ notin ∉ ni ∋ subset ⊂ \
    subseteq ⊆ subsetneq ⊊ nsubseteq ⊈ supset ⊃ supseteq ⊇ prec ≺ preceq ⪯ succ ≻ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ perp ⊥ parallel ∥ mid ∣ \
    nmid ∤ vdash ⊢ models ⊨ vDash ⊨ therefore ∴ because ∵ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ \
    Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ longrightarrow ⟶ longleftarrow ⟵ \
    Longrightarrow ⟹ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓ Uparrow ⇑ Downarrow ⇓ nearrow ↗ \
    searrow ↘ rightleftharpoons ⇌ leadsto ⇝ int ∫ iint ∬ iiint ∭ oint ∮";

/// What grows only where it is told to.
const BRACKETS: &str = "langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | vert | lVert ‖ rVert ‖ \
    Vert ‖ | ‖ { { } } lbrace { rbrace } lbrack [ rbrack ]";

/// Large signs: what belongs to them stands over and under them.
const LARGE: &str =
    "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigsqcup ⨆";

/// Functions, which are written upright, and those of them under which something may stand.
const FUNCTIONS: &str =
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh exp log ln lg arg deg dim hom ker bmod mod";
const FUNCTIONS_OVER: &str = "det gcd inf lim max min Pr sup";

/// Blanks, in ems.
const SPACES: &str = ", .17 thinspace .17 : .22 > .22 ; .28 ! -.17 quad 1 qquad 2";

/// Signs over what follows, and under it.
const OVER: &str = "hat ^ widehat ^ check ˇ tilde ~ widetilde ~ bar ¯ vec → dot ˙ ddot ¨ acute ´ grave ` breve ˘ \
    mathring ˚ overline ¯ overrightarrow → overbrace ⏞";
const UNDER: &str = "underline _ underbrace ⏟";

/// What a command stands for by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    Letter(&'static str),
    Operator(&'static str),
    Bracket(&'static str),
    Large(&'static str),
    Function { over: bool },
    Space(&'static str),
    Over(&'static str),
    Under(&'static str),
}

impl Sign {
    pub fn of(command: &str) -> Option<Sign> {
        let known = |table: &'static str| {
            let mut words = table.split_whitespace();
            std::iter::from_fn(|| Some((words.next()?, words.next()?)))
                .find_map(|(name, sign)| (name == command).then_some(sign))
        };
        let is_one_of = |table: &str| table.split(' ').any(|name| name == command);
        if command == " " {
            return Some(Sign::Space(".33"));
        }
        known(LETTERS)
            .map(Sign::Letter)
            .or_else(|| known(OPERATORS).map(Sign::Operator))
            .or_else(|| known(BRACKETS).map(Sign::Bracket))
            .or_else(|| known(LARGE).map(Sign::Large))
            .or_else(|| is_one_of(FUNCTIONS).then_some(Sign::Function { over: false }))
            .or_else(|| is_one_of(FUNCTIONS_OVER).then_some(Sign::Function { over: true }))
            .or_else(|| known(SPACES).map(Sign::Space))
            .or_else(|| known(OVER).map(Sign::Over))
            .or_else(|| known(UNDER).map(Sign::Under))
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Alphabet {
    Upright,
    Bold,
    Italic,
    BoldItalic,
    Script,
    Fraktur,
    DoubleStruck,
    Sans,
    Typewriter,
}

impl Alphabet {
    pub fn of(command: &str) -> Option<Alphabet> {
        Some(match command {
            "mathrm" => Alphabet::Upright,
            "mathbf" => Alphabet::Bold,
            "mathit" => Alphabet::Italic,
            "boldsymbol" | "bm" => Alphabet::BoldItalic,
            "mathcal" | "mathscr" => Alphabet::Script,
            "mathfrak" => Alphabet::Fraktur,
            "mathbb" => Alphabet::DoubleStruck,
            "mathsf" => Alphabet::Sans,
            "mathtt" => Alphabet::Typewriter,
            _ => return None,
        })
    }
}

/// A letter or digit as Unicode has it in an alphabet of mathematics; itself if there is none.
pub fn letter(alphabet: Alphabet, sign: char) -> char {
    // Those that were there before the others.
    let older = match alphabet {
        Alphabet::Script => "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ",
        Alphabet::Fraktur => "CℭHℌIℑRℜZℨ",
        Alphabet::DoubleStruck => "CℂHℍNℕPℙQℚRℝZℤ",
        Alphabet::Italic => "hℎ",
        _ => "",
    };
    let pairs: Vec<char> = older.chars().collect();
    if let Some(pair) = pairs.chunks(2).find(|pair| pair[0] == sign) {
        return pair[1];
    }
    let (letters, digits) = match alphabet {
        Alphabet::Upright => (0, 0),
        Alphabet::Bold => (0x1d400, 0x1d7ce),
        Alphabet::Italic => (0x1d434, 0),
        Alphabet::BoldItalic => (0x1d468, 0x1d7ce),
        Alphabet::Script => (0x1d49c, 0),
        Alphabet::Fraktur => (0x1d504, 0),
        Alphabet::DoubleStruck => (0x1d538, 0x1d7d8),
        Alphabet::Sans => (0x1d5a0, 0x1d7e2),
        Alphabet::Typewriter => (0x1d670, 0x1d7f6),
    };
    let at = |first: u32, offset: u32| if first == 0 { None } else { char::from_u32(first + offset) };
    let styled = match sign {
        'A'..='Z' => at(letters, u32::from(sign) - u32::from('A')),
        'a'..='z' => at(letters, 26 + u32::from(sign) - u32::from('a')),
        '0'..='9' => at(digits, u32::from(sign) - u32::from('0')),
        _ => None,
    };
    styled.unwrap_or(sign)
}

/// A command that may stand behind `\left`.
pub fn bracket_of(command: &str) -> Option<&'static str> {
    match Sign::of(command)? {
        Sign::Bracket(sign) | Sign::Operator(sign @ "∣") => Some(sign),
        _ => None,
    }
}

/// A sign that may stand behind `\left`; a stop stands for nothing.
pub fn bracket(sign: char) -> Option<&'static str> {
    Some(match sign {
        '.' => "",
        '(' => "(",
        ')' => ")",
        '[' => "[",
        ']' => "]",
        '|' => "|",
        '/' => "/",
        '<' => "⟨",
        '>' => "⟩",
        _ => return None,
    })
}

/// The class of the cells in a column.
pub type Columns = fn(usize) -> &'static str;

/// What stands around a table, and how its columns are set.
pub fn environment(name: &str) -> Option<(&'static str, &'static str, Columns)> {
    let middle: Columns = |_| " class=\"ac\"";
    let start: Columns = |_| "";
    let in_turn: Columns = |column| if column.is_multiple_of(2) { " class=\"ar\"" } else { "" };
    Some(match name {
        "matrix" | "smallmatrix" | "array" | "gather" | "gathered" => ("", "", middle),
        "pmatrix" => ("(", ")", middle),
        "bmatrix" => ("[", "]", middle),
        "Bmatrix" => ("{", "}", middle),
        "vmatrix" => ("|", "|", middle),
        "Vmatrix" => ("‖", "‖", middle),
        "cases" => ("{", "", start),
        "equation" => ("", "", middle),
        "align" | "aligned" | "split" | "eqnarray" => ("", "", in_turn),
        _ => return None,
    })
}
