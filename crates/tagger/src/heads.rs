//! The heads on top of the encoder: linear layers and the biaffine parser (Dozat and Manning, 2017).

use std::ops::Range;

use dateline_encoder::{Error, Precision, Weights};
use dateline_kernels::{self as kernels, Isa, Scratch, Then, product};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

/// Length of the vectors in which arcs are scored.
const ARC: usize = 192;
/// Length of the vectors in which relations are scored.
const RELATION: usize = 96;

/// A linear layer.
pub(crate) struct Linear(kernels::Linear);

impl Linear {
    pub(crate) fn load(
        weights: &Weights,
        name: &str,
        [inputs, outputs]: [usize; 2],
        precision: Precision,
    ) -> Result<Self, Error> {
        let weight = weights.matrix(&format!("{name}.weight"), outputs, inputs)?;
        let bias = weights.vector(&format!("{name}.bias"), outputs)?.to_vec();
        Ok(Self(kernels::Linear::new(Isa::best(), precision.into(), weight.view(), &bias)))
    }

    fn without_bias(precision: Precision, weight: ArrayView2<'_, f32>) -> Self {
        Self(kernels::Linear::new(Isa::best(), precision.into(), weight, &vec![0.0; weight.nrows()]))
    }

    /// [words, inputs] to [words, outputs].
    pub(crate) fn run(&self, input: ArrayView2<'_, f32>) -> Array2<f32> {
        self.run_then(input, Then::Store)
    }

    fn run_gelu(&self, input: ArrayView2<'_, f32>) -> Array2<f32> {
        self.run_then(input, Then::Gelu)
    }

    fn run_then(&self, input: ArrayView2<'_, f32>, then: Then) -> Array2<f32> {
        let mut output = Array2::zeros((input.nrows(), self.0.outputs()));
        self.run_into(input, output.as_slice_mut().expect("a new array is in standard layout"), then);
        output
    }

    fn run_into(&self, input: ArrayView2<'_, f32>, out: &mut [f32], then: Then) {
        let input = input.as_standard_layout();
        let rows = input.as_slice().expect("it is in standard layout now");
        self.0.run(rows, out, then, &mut Scratch::default());
    }
}

/// Scores of dependency arcs and of their relations.
pub(crate) struct Parser {
    arc_dependent: Linear,
    arc_head: Linear,
    arc_root: Array1<f32>,
    /// [ARC + 1, ARC]; the last row is the bias.
    arc_weight: Array2<f32>,
    relation_dependent: Linear,
    relation_head: Linear,
    /// RELATION + 1 inputs, relations * (RELATION + 1) outputs: most of the parser's work.
    relation_weight: Linear,
    relations: usize,
    /// Index of the relation `root`.
    root: usize,
}

/// The words of consecutive sentences, as the parser compares them: a row for each.
pub(crate) struct Projected {
    arc_dependents: Array2<f32>,
    arc_heads: Array2<f32>,
    relation_dependents: Array2<f32>,
    relation_heads: Array2<f32>,
}

impl Parser {
    pub(crate) fn load(
        weights: &Weights,
        hidden: usize,
        relations: usize,
        root: usize,
        precision: Precision,
    ) -> Result<Self, Error> {
        let linear =
            |name: &str, outputs| Linear::load(weights, &format!("parser.{name}"), [hidden, outputs], precision);
        let side = RELATION + 1;
        let stored = weights.block("parser.relation_weight", [relations, side, side])?;
        // The same products as those of a layer whose outputs are all pairs of a relation and a part of the head.
        let turned = stored.permuted_axes([0, 2, 1]).as_standard_layout().into_owned();
        let turned = turned.into_shape_with_order((relations * side, side));
        let relation_weight = turned.expect("a matrix in standard layout takes any shape of its size");
        Ok(Self {
            arc_dependent: linear("arc_dependent", ARC)?,
            arc_head: linear("arc_head", ARC)?,
            arc_root: weights.vector("parser.arc_root", ARC)?,
            arc_weight: weights.matrix("parser.arc_weight", ARC + 1, ARC)?,
            relation_dependent: linear("relation_dependent", RELATION)?,
            relation_head: linear("relation_head", RELATION)?,
            relation_weight: Linear::without_bias(precision, relation_weight.view()),
            relations,
            root,
        })
    }

    /// What [`Parser::arcs`] and [`Parser::relations`] read, for the words of any sentences at once.
    pub(crate) fn project(&self, states: ArrayView2<'_, f32>) -> Projected {
        let dependents = with_one(self.arc_dependent.run_gelu(states));
        let mut turned = Array2::zeros((dependents.nrows(), ARC));
        product(dependents.view(), self.arc_weight.view(), turned.view_mut());
        Projected {
            arc_dependents: turned,
            arc_heads: self.arc_head.run_gelu(states),
            relation_dependents: with_one(self.relation_dependent.run_gelu(states)),
            relation_heads: with_one(self.relation_head.run_gelu(states)),
        }
    }

    /// Log-probabilities of arcs, shape [words, words + 1]: row is the dependent, column 0 the root, column `h + 1`
    /// the head `h`. `words` are the rows of one sentence.
    pub(crate) fn arcs(&self, projected: &Projected, words: Range<usize>) -> Array2<f32> {
        let root = self.arc_root.view().insert_axis(Axis(0));
        let heads = projected.arc_heads.slice(s![words.clone(), ..]);
        let heads = concatenate(Axis(0), &[root, heads]).expect("the root is as long as a head");
        let mut scores = Array2::zeros((words.len(), heads.nrows()));
        product(projected.arc_dependents.slice(s![words, ..]), heads.t(), scores.view_mut());
        scores.rows_mut().into_iter().for_each(|row| log_softmax(row));
        scores
    }

    /// The best relation of each word to its head: `heads[row]` is the row of another word, or `None` for the root of a
    /// sentence, whose relation is `root` and nobody else's.
    pub(crate) fn relations(&self, projected: &Projected, heads: &[Option<usize>]) -> Vec<usize> {
        /// So many rows at a time stay in the cache between the two products.
        const ROWS: usize = 12;
        let side = RELATION + 1;
        let mut turned = vec![0.0; ROWS * self.relations * side];
        let mut relations = Vec::with_capacity(heads.len());
        for (dependents, heads) in projected.relation_dependents.axis_chunks_iter(Axis(0), ROWS).zip(heads.chunks(ROWS))
        {
            let turned = &mut turned[..heads.len() * self.relations * side];
            self.relation_weight.run_into(dependents, turned, Then::Store);
            let best = |(vectors, head): (&[f32], &Option<usize>)| {
                let Some(head) = *head else { return self.root };
                let vectors = ArrayView2::from_shape((self.relations, side), vectors);
                let vectors = vectors.expect("a row holds a vector for each relation");
                let mut scores = vectors.dot(&projected.relation_heads.row(head));
                scores[self.root] = f32::NEG_INFINITY;
                argmax(scores.view())
            };
            relations.extend(turned.chunks_exact(self.relations * side).zip(heads).map(best));
        }
        relations
    }
}

/// Each row extended by a one.
fn with_one(vectors: Array2<f32>) -> Array2<f32> {
    let mut extended = Array2::ones((vectors.nrows(), vectors.ncols() + 1));
    extended.slice_mut(s![.., ..vectors.ncols()]).assign(&vectors);
    extended
}

fn log_softmax(mut row: ndarray::ArrayViewMut1<'_, f32>) {
    let largest = row.iter().copied().fold(f32::MIN, f32::max);
    let total = row.iter().map(|score| (score - largest).exp()).sum::<f32>().ln();
    row.mapv_inplace(|score| score - largest - total);
}

/// The index of the largest element; the first of equals.
pub(crate) fn argmax(values: ArrayView1<'_, f32>) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if value.total_cmp(&values[best]).is_gt() {
            best = index;
        }
    }
    best
}
