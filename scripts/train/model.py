"""The joint model: one encoder, linear heads for entities and parts of speech, biaffine heads for dependencies.

Tensor names are those of Hugging Face's `BertForTokenClassification` (`bert.*`, `classifier.*`); the further heads
add `upos.*` and `parser.*`, which other runtimes ignore.
"""

import torch
from torch import nn
from transformers import BertConfig, BertModel

ARC, RELATION = 192, 96
TOKEN_TYPES = 8


class Parser(nn.Module):
    """Biaffine arcs and relations (Dozat and Manning, 2017). The root is one more head, with vectors of its own."""

    def __init__(self, hidden, relations):
        super().__init__()
        self.arc_dependent, self.arc_head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.relation_dependent, self.relation_head = nn.Linear(hidden, RELATION), nn.Linear(hidden, RELATION)
        self.arc_root = nn.Parameter(torch.randn(ARC) * 0.05)
        # Bilinear with bias: the dependent's vector is extended by a one, so that some words are likelier heads.
        self.arc_weight = nn.Parameter(torch.randn(ARC + 1, ARC) * ARC**-0.5)
        self.relation_weight = nn.Parameter(torch.randn(relations, RELATION + 1, RELATION + 1) * RELATION**-0.5 * 0.3)
        self.dropout = nn.Dropout(0.2)

    def project(self, layer, hidden):
        return self.dropout(nn.functional.gelu(layer(hidden)))

    def arcs(self, dependents, heads):
        """Scores [batch, dependent, head + 1]; head 0 is the root."""
        dependent = with_one(self.project(self.arc_dependent, dependents))
        head = self.project(self.arc_head, heads)
        root = self.arc_root.expand(head.shape[0], 1, -1)
        return dependent @ self.arc_weight @ torch.cat([root.to(head.dtype), head], 1).transpose(1, 2)

    def relations(self, dependents, heads):
        """Scores [words, relations] of words with their heads, row by row."""
        dependent = with_one(self.project(self.relation_dependent, dependents))
        head = with_one(self.project(self.relation_head, heads))
        return torch.einsum("wi,rij,wj->wr", dependent, self.relation_weight, head)


def with_one(vectors):
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, config, tags, upos, relations):
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(config.hidden_size, tags)
        self.upos = nn.Linear(config.hidden_size, upos)
        self.parser = Parser(config.hidden_size, relations)

    def forward(self, ids, types, mask):
        """Hidden states [batch, pieces, hidden]."""
        return self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state


def pretrained(folder, tags, upos, relations):
    """A reader that starts from the encoder in `folder`, with word shapes as token types."""
    config = BertConfig.from_pretrained(folder)
    state = BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    key = "embeddings.token_type_embeddings.weight"
    state[key] = state[key][:1].repeat(TOKEN_TYPES, 1)
    config.type_vocab_size = TOKEN_TYPES
    reader = Reader(config, tags, upos, relations)
    reader.bert.load_state_dict(state)
    return reader, config
