"""Trains the name tagger and writes its model. `scripts/train-names.sh` installs what it needs and calls it."""
import argparse
import json
import random
import struct
import sys
import time
import zlib

import numpy as np

import features as F
import lists
import texts

TAGS = ['B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG', 'B-ADR', 'I-ADR', 'O']
OUT = 8
INDEX = {t: i for i, t in enumerate(TAGS)}
BITS = 16
MARGIN, FALSE_MARGIN = 8, 14

EVIDENCE = F.FLAGS['first'] | F.FLAGS['city'] | F.FLAGS['country']
EXCUSE = sum(F.FLAGS[k] for k in ('common', 'known', 'tech', 'time', 'nation', 'stop', 'org', 'street'))


def byte_spans(text, spans):
    """Spans of code points as spans of bytes."""
    where = [0]
    for c in text:
        where.append(where[-1] + len(c.encode()))
    return [(where[a], where[b], l) for a, b, l in spans]


def gold_tags(tokens, first, last, spans, begins):
    tags, before = [], None
    for i in range(first, last):
        t = tokens[i]
        hit = next((s for s in spans if t.start < s[1] and t.end > s[0]), None)
        if hit is not None and hit is not before and not begins[i - first]:
            hit = None
        tags.append(OUT if hit is None else INDEX[('I-' if hit is before else 'B-') + hit[2]])
        before = hit
    return tags


def rows(tokens, first, last, data):
    return np.array(F.features(tokens, first, last, data), dtype=np.int64) & (1 << BITS) - 1


def examples(lexicon, count, seed, django):
    """Regions with their rows and tags."""
    out = []
    lost = total = 0
    for text, spans in texts.generated(seed, count):
        data = text.encode()
        spans = byte_spans(text, spans)
        tokens = F.tokenize(data, lexicon)
        met = set()
        for first, last in F.regions(tokens):
            begins = [F.is_member(tokens, i) for i in range(first, last)]
            tags = gold_tags(tokens, first, last, spans, begins)
            out.append((rows(tokens, first, last, data), tags, begins))
            met.update(s for s in spans if any(t.start < s[1] and t.end > s[0] for t in tokens[first:last]))
        lost += len(set(spans) - met)
        total += len(set(spans))
    print(f'generated: {len(out)} regions; {lost} of {total} spans outside of regions', file=sys.stderr)
    if django:
        kept = {}
        for kind, text in texts.open_texts(django):
            data = text.encode()
            tokens = F.tokenize(data, lexicon)
            for first, last in F.regions(tokens):
                part = tokens[first:last]
                if any(F.is_cap(t) and t.flags & EVIDENCE and not t.flags & EXCUSE for t in part):
                    continue
                if kept.get(kind, 0) >= LIMITS[kind]:
                    continue
                kept[kind] = kept.get(kind, 0) + 1
                out.append((rows(tokens, first, last, data), [OUT] * (last - first),
                            [F.is_member(tokens, i) for i in range(first, last)]))
        print(f'open texts: {kept}', file=sys.stderr)
    return out


LIMITS = dict(docs=60000, code=40000, prose=60000)
ALLOWED = [[p for p in range(9) if c % 2 == 0 or p in (c, c - 1)] for c in range(9)]


NEVER = -10 ** 9


def viterbi(unary, links, begins):
    """The best tags for rows of nine scores each; entities begin only at members of the region."""
    score = [u + l for u, l in zip(unary[0], links[OUT])]
    for c in (1, 3, 5, 7):
        score[c] = NEVER
    back = []
    for row, may in zip(unary[1:], begins[1:]):
        new, prev = [0] * 9, [0] * 9
        for c in range(9):
            if c < OUT and c % 2 == 0 and not may:
                new[c] = NEVER
                continue
            best, arg = -10 ** 10, 0
            for p in ALLOWED[c]:
                s = score[p] + links[p][c]
                if s > best:
                    best, arg = s, p
            new[c], prev[c] = best + row[c], arg
        back.append(prev)
        score = new
    best = max(range(9), key=lambda c: (score[c], -c))
    path = [best]
    for prev in reversed(back):
        path.append(prev[path[-1]])
    return path[::-1]


def train(data, epochs, seed):
    r = random.Random(seed)
    weights = np.zeros((1 << BITS, 8), dtype=np.int64)
    sums = np.zeros_like(weights)
    links = [[0] * 9 for _ in range(9)]
    link_sums = [[0] * 9 for _ in range(9)]
    step = 1
    order = list(range(len(data)))
    for epoch in range(epochs):
        r.shuffle(order)
        wrong = 0
        began = time.time()
        for index in order:
            idx, tags, begins = data[index]
            unary = weights[idx].sum(axis=1).tolist()
            for row, t in zip(unary, tags):
                row.append(0)
                m = FALSE_MARGIN if t == OUT else MARGIN
                for c in range(9):
                    if c != t:
                        row[c] += m
            found = viterbi(unary, links, begins)
            step += 1
            if found == tags:
                continue
            wrong += 1
            before_a = before_b = OUT
            for i, (a, b) in enumerate(zip(tags, found)):
                if a != b:
                    if a != OUT:
                        weights[idx[i], a] += 1
                        sums[idx[i], a] += step
                    if b != OUT:
                        weights[idx[i], b] -= 1
                        sums[idx[i], b] -= step
                if (before_a, a) != (before_b, b):
                    links[before_a][a] += 1
                    link_sums[before_a][a] += step
                    links[before_b][b] -= 1
                    link_sums[before_b][b] -= step
                before_a, before_b = a, b
        print(f'epoch {epoch}: {wrong} of {len(data)} regions, {time.time() - began:.0f} s', file=sys.stderr)
    # The average of all steps, times SCALE, as integers.
    average = weights * step - sums
    link_average = [[l * step - s for l, s in zip(a, b)] for a, b in zip(links, link_sums)]
    return average, link_average, step


def quantised(average, links, step):
    """Weights as bytes: the scale lets one weight in a thousand be cut."""
    magnitudes = np.sort(np.abs(average[average != 0]).ravel())
    top = int(magnitudes[int(len(magnitudes) * 0.999)]) or 1
    cut = np.sign(average) * ((np.abs(average) * 127 + top // 2) // top)
    scaled = [[(abs(x) * 127 + top // 2) // top * (1 if x >= 0 else -1) for x in row] for row in links]
    print(f'scale {127 * step / top:.2f} a step; rows {int((np.abs(cut).sum(axis=1) > 0).sum())}', file=sys.stderr)
    return np.clip(cut, -127, 127).astype(np.int8), scaled, 127 * step / top


def names_a_street(token):
    """Whether a token can be what an address is known by: a word of three letters or more."""
    return token.kind == F.WORD and token.length >= 3


class Tagger:
    """Finds names with a model, as the program does."""

    def __init__(self, weights, links, lexicon):
        self.weights, self.links, self.lexicon = weights.astype(np.int32), links, lexicon

    def tag(self, data):
        """Entities as (start, end, label, score): the score is the least of its tokens' scores beside no tag's."""
        tokens = F.tokenize(data, self.lexicon)
        out = []
        for first, last in F.regions(tokens):
            if F.is_code(data, tokens[first].start):
                continue
            idx = rows(tokens, first, last, data)
            unary = self.weights[idx].sum(axis=1).tolist()
            for row in unary:
                row.append(0)
            found = viterbi(unary, self.links, [F.is_member(tokens, i) for i in range(first, last)])
            current = None
            for i, c in enumerate(found):
                t = tokens[first + i]
                if c == OUT:
                    current = None
                elif c % 2 == 0:
                    current = [t.start, t.end, TAGS[c][2:], unary[i][c], 1, False]
                    if F.is_joined_left(tokens, first + i):
                        current[2] = None
                    current[5] = names_a_street(t)
                    out.append(current)
                elif current:
                    current[1] = t.end
                    current[3] += unary[i][c]
                    current[4] += 1
                    current[5] = current[5] or names_a_street(t)
            if current and current[1] == tokens[last - 1].end and F.is_joined_right(tokens, last - 1):
                current[2] = None
        # Towards zero, as the program divides.
        return [(a, b, l, int(s / n)) for a, b, l, s, n, street in out
                if l and (street or l != 'ADR')]


# The least scores of entities for a low, a medium and a high confidence, in steps of the perceptron.
LEAST = dict(PER=(8, 26, 32), LOC=(10, 18, 28), ORG=(12, 24, 30), ADR=(12, 18, 26))


def packed(weights, links, lexicon, scale):
    """The model file, as Sources/SluiceMatching/Names/NameModel.swift reads it."""
    entries = [e for bucket in lexicon.buckets for e in bucket]
    body = struct.pack('<III', BITS, lexicon.BITS, len(entries))
    for kind in ('PER', 'LOC', 'ORG', 'ADR'):
        body += struct.pack('<iii', *(round(x * scale) for x in LEAST[kind]))
    for row in links:
        body += struct.pack('<9i', *row)
    at = 0
    for bucket in lexicon.buckets:
        body += struct.pack('<I', at)
        at += len(bucket)
    body += struct.pack('<I', at)
    body += b''.join(struct.pack('<HH', tag, flags) for tag, flags in entries)
    body += weights.tobytes()
    return b'SLUICENT' + struct.pack('<II', 1, zlib.crc32(body)) + body


def fixture(tagger, scale, seed=90):
    """Texts with what the tagger finds in them, for the test that the program finds the same."""
    out = []
    least = {kind: round(x[0] * scale) for kind, x in LEAST.items()}
    for text, _ in texts.generated(seed, 220):
        if len(text) < 400:
            found = [[s, e, label, score] for s, e, label, score in tagger.tag(text.encode())]
            out.append(json.dumps({'text': text, 'found': found, 'least': least}))
    return '\n'.join(out) + '\n'


if __name__ == '__main__':
    p = argparse.ArgumentParser()
    p.add_argument('--django')
    p.add_argument('--count', type=int, default=60000)
    p.add_argument('--epochs', type=int, default=6)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--pickle')
    p.add_argument('--model')
    p.add_argument('--fixture')
    a = p.parse_args()
    lexicon = lists.Lexicon.build()
    began = time.time()
    data = examples(lexicon, a.count, a.seed, a.django)
    print(f'{len(data)} regions, {sum(len(t) for _, t, _ in data)} tokens, {time.time() - began:.0f} s', file=sys.stderr)
    average, links, step = train(data, a.epochs, a.seed)
    weights, links, scale = quantised(average, links, step)
    if a.pickle:
        import pickle
        pickle.dump((weights, links, lexicon.buckets, scale), open(a.pickle, 'wb'))
    if a.model:
        with open(a.model, 'wb') as f:
            f.write(packed(weights, links, lexicon, scale))
    if a.fixture:
        with open(a.fixture, 'w', encoding='utf-8') as f:
            f.write(fixture(Tagger(weights, links, lexicon), scale))
