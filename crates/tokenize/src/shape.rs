//! The shape of a word: what an uncased vocabulary forgets about it.

/// The shape of a word. The number is the model's token type id; 0 is kept for `[CLS]` and `[SEP]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// `bought`: no capital, at least one letter.
    Lower = 1,
    /// `Moscow`: a capital, then none.
    Title = 2,
    /// `ASEAN`: capitals only, at least two.
    AllCaps = 3,
    /// `KamAZ`: capitals at other places.
    Mixed = 4,
    /// `S300`: any digit.
    Digit = 5,
    /// `--`: neither letter nor digit.
    Punctuation = 6,
    /// `A`: one capital and nothing else but full stops (`J.`).
    Capital = 7,
}

impl Shape {
    /// The number of token types of a model that reads shapes: the seven shapes and the special pieces.
    pub const TOKEN_TYPES: usize = 8;

    /// The shape of `word`.
    pub fn of(word: &str) -> Self {
        if word.chars().any(char::is_numeric) {
            return Self::Digit;
        }
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        let Some(first) = letters.next() else { return Self::Punctuation };
        let (rest, capitals) =
            letters.fold((0, 0), |(rest, capitals), letter| (rest + 1, capitals + usize::from(letter.is_uppercase())));
        match (first.is_uppercase(), capitals) {
            (true, _) if rest == 0 => Self::Capital,
            (true, 0) => Self::Title,
            (true, _) if capitals == rest => Self::AllCaps,
            (false, 0) => Self::Lower,
            _ => Self::Mixed,
        }
    }

    /// The model's token type id.
    pub const fn token_type(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn shapes() {
        let cases = [
            ("bought", Shape::Lower),
            ("n’t", Shape::Lower),
            ("Moscow", Shape::Title),
            ("Émile", Shape::Title),
            ("ASEAN", Shape::AllCaps),
            ("U.S.", Shape::AllCaps),
            ("KamAZ", Shape::Mixed),
            ("iPhone", Shape::Mixed),
            ("S300", Shape::Digit),
            ("½", Shape::Digit),
            ("--", Shape::Punctuation),
            ("👩‍🚀", Shape::Punctuation),
            ("", Shape::Punctuation),
            ("A", Shape::Capital),
            ("J.", Shape::Capital),
            ("北京", Shape::Lower),
        ];
        for (word, shape) in cases {
            assert_eq!(Shape::of(word), shape, "{word:?}");
        }
    }
}
