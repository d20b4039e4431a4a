"""Words that stand twice. Documented beside, in doubled_words.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from mtqa.annotate.annotated import Annotated
from mtqa.annotate.clauses import SUBJECTS, TENSED
from mtqa.annotate.register import is_talk
from mtqa.detect.grammar._negations import negations
from mtqa.detect.grammar._prose import is_prose, is_time
from mtqa.detect.grammar._said_again import said_again
from mtqa.detect.overlap import outside
from mtqa.detect.rule import Hit
from mtqa.knowledge.sexes import means_person
from mtqa.knowledge.verbs import words
from mtqa.knowledge.words import is_english

# not "that", "had", "is", "in" and others that good sentences do have twice
_WORD = re.compile(
    r"(?<![\w'’-])(?P<word>[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Tt]o|[Ff]or|[Ff]rom|[Ww]ith|[Bb]y|[Oo]r|be"
    r"|have|has|"
    r"[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Hh]is|[Tt]heir|[Ii]ts|[Oo]ur|[Tt]his|[Aa]s|would|should|could"
    r"|[Bb]ut|"
    r"[Bb]ecause|than|into|[Ww]hen|also|if|[Ii]t|must|can|not|him|them|which|whose|while|until"
    r"|during|against|between|through|who|whom|where|after|before|under|since|did|my|your)"
    r" (?=(?P<again>[a-z]+)(?![\w'’-]))"
)
# "came in in June", "the year he was born in in Rome", "held on on Monday"
_PARTICLE = re.compile(r"(?<![\w’'-])(?P<word>[Ii]n|[Oo]n|[Aa]t) (?P<again>in|on|at)(?![\w’'-])")
_BACK = 6  # tokens in which the verb of a particle stands, or the word that strands a preposition
_STRANDS = {"who", "whom", "which", "that", "what", "where", "how", "whatever", "to"}
# "from then on in the town", "the lights on in the hall"
_PLACED = {"light", "lights", "way", "television", "radio", "party", "war", "game", "show"}
_VERBAL = {"VERB", "AUX"}
# both are verbs only behind a clause that is a subject: "what it is is a shame"
_COPULA = re.compile(r"(?<![\w'’-])(?P<word>is|are|was|were) (?P<again>is|are|was|were)(?![\w'’-])")
_CLEFT = re.compile(
    r"\b(?:what\w*|who\w*|all|how|where|when|why|way|thing|problem|point|one|I|whether"
    r"|truth|issue|fact|question|reality|that)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:–—]\s?|\s-\s")
# "said that that it would": the second "that" is no subject, for a subject follows
_THAT = re.compile(
    r"(?<![\w'’-])(?<!to )(?<!of )(?<!for )(?<!with )(?<!by )(?<!from )"
    r"(?P<word>that) that (?=(?:it|he|she|they|we|there|the|a|an|his|their|its) [a-z])"
)
_HER = re.compile(r"(?<![\w'’-])(?P<word>her) her (?=the|a|an|his|their|this|that|some)\b")
_CONTENT = re.compile(r"(?<![\w'’-])(?P<word>[a-z]{3,}) (?P=word)(?![\w'’-])")
# "gave her the keys her to the city": the receiver stands before and behind what is given
_AROUND = re.compile(
    r"(?<![\w'’-])(?P<word>him|them|us|me|her)"
    r" (?:(?:the|an?|his|her|their|its|this|that|these|those|some|two|three|no|every|all) )"
    r"(?:[a-z-]+ ){1,3}?(?P<again>(?P=word))(?![\w'’-])(?= (?!and\b|or\b)[a-z]+|[.,;:])"
)
# "the letter which he wrote it": the object is in the relative already
_RESUMED = re.compile(
    # the word first and what may not stand before it behind: so it is found fast
    r"which(?<=\bwhich)(?<!in which)(?<!by which)(?<!for which)(?<!on which)(?<!to which)"
    r"(?<!at which)(?<!with which)(?<!from which)(?<!of which)"
    r" (?:he|she|they|we|it|(?:the|his|her|their) [a-z]+)"
    r"(?: had| has| have| will| would| could| never| also)*"
    r" (?:wrote|written|signed|bought|sold|built|painted|published|rejected|opened|closed|found"
    r"|lost|stole|stolen|founded|won|composed|designed|filmed|repaired|ordered|made|took|taken"
    r"|received|used|visited|called|broke|broken|produced|developed|planned|caused|ate|drank"
    r"|destroyed|burned|burnt|sent|left|carried|brought|forgot|forgotten|invented|drew|drawn|saw)"
    r" it"
    r"(?: (?:in|on|at|with|from|for|during|since) (?:the|an?|his|her|[A-Z0-9]\w*)\b"
    r"| (?:yesterday|last)\b|(?=[.,]))"
)
# two words of which one is wanted: "who which", "are be", "from of"
_BOTH = re.compile(
    r"(?<![\w’'-])(?:at (?:in|on|of|to|by|for|from) (?:least|first|once|last)"
    r"|of (?:in|on|to|by|at|for) course|for (?:of|in|on|to|by|at) (?:example|instance)"
    r"|in (?:of|to|on|by) (?:addition|fact|particular)|who which|which who"
    r"|(?P<verb>(?:are|was|were|am) be|(?:are|is|was|were) (?:has|have)"
    r"|(?:has|have) (?:is|was|were))"
    r"|(?:will|would|can|could|must|should) (?:will|would|can|could|must|should|may|shall)"
    r"|because since|since because|although though|though although|while whereas"
    r"|(?P<relative>(?:which|who) that (?:is|are|was|were|has|had|have|will|would|can)"
    r"|(?:of|by) from(?! (?:about|around|[a-z]+ to)\b))"
    r"|(?P<stranded>(?:from|to|with|by|for|into) of(?= [A-Za-z])|(?:from|by|into) to"
    r"|(?:to|for|from|of|by) with"
    r"|(?:with|to|from) by|(?:of|with|to|by) for)|(?:he|she|they|we) (?:he|she|they|we|it)"
    r"|but however|and but|or and|and or)(?![\w’'-])(?= [a-z])"
)
_WISHED = re.compile(r"\bto [a-z]+ ")  # "someone to play with for an hour"
# "to the to", "and also and": a word that stands on both sides of what it leads to
_TWICE_OVER = re.compile(
    r"(?<![\w’'-])(?:(?P<word>to|of|in|from|with|for|at|by) (?:the|an?|its|their|his|out"
    r"|also|up|into|from|with|of|for|to|by|at|on|in) (?P=word)|as like as"
    r"|and (?:also|then) and(?! there))(?![\w’'-])"
    r"(?= (?!(?:least|most|first|last|once)\b)[\w“\"])"
)
# "They the citizens wait", "said he the": a pronoun beside what it stands for
_BESIDE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:They|He|She) the [a-z]+(?= (?!and\b|or\b)[a-z])"
    r"|(?<=[a-z] )(?:called|says|said|told|calls) (?:he|she|they) (?:the|an?) [a-z]+",
    re.MULTILINE,
)
# without one of these it is in no text
_BESIDES = (
    *(
        f"{verb} {who} "
        for verb in ("called", "says", "said", "told", "calls")
        for who in ("he", "she", "they")
    ),
    *("They the ", "He the ", "She the "),
)
# what people say twice for weight
_WEIGHTY = {
    "very", "really", "many", "much", "long", "never", "more", "such", "that", "well", "there",
    "know", "quite", "only", "please", "years", "hush", "yeah", "always", "blah", "knock", "high",
    "sapiens",
    "little", "hear", "stop", "help", "news", "over", "night", "down", "chow", "woof", "boom",
    "bang", "ding", "tick", "tock", "click", "tuk", "pompom", "same", "huge", "deep", "slow",
    "slowly", "bit", "done", "then", "here", "come", "away", "round", "step", "girl", "good",
    "deeply", "extremely", "super", "have", "been", "with", "would", "should", "could", "because",
    "than", "into", "when", "also", "from", "they", "this", "their", "between", "through", "after",
    "before", "under", "since", "while", "until", "during", "against", "which", "whose", "where",
    "bye", "yes", "now", "far", "had", "was", "can", "who", "the", "and", "win", "too", "old",
    "boo", "she", "his", "her", "him", "its", "our", "you", "for", "not", "but", "are", "has",
    "out", "off", "did", "non", "tut", "zip", "aye", "nah", "new", "two", "one", "big", "day",
    "any", "all", "cha", "tap", "rah", "sad", "bad", "hot", "wee", "low", "may", "way", "will",
    "mid", "dum", "tom", "lit", "ago", "moo", "baa", "chi", "hee", "pom", "dub", "job", "dog",
    "fun", "hum", "yum", "red", "hip",
    "whom", "them", "ylang", "must", "your", "were", "does",
}  # fmt: skip
# nobody receives, meets or arrests anybody something
_MET = {
    "receive", "meet", "greet", "welcome", "arrest", "visit", "accompany", "await", "attack",
    "rescue", "question", "convict", "release", "suspend", "congratulate", "support", "criticise",
    "criticize", "defend", "condemn", "surround", "accuse", "join", "follow", "interview", "detain",
    "honour", "honor", "inform", "invite", "thank", "blame", "protect", "praise", "replace",
    "examine", "operate", "evacuate", "transport", "treat", "persuade", "warn", "insult",
    "threaten",
    "shoot", "kill", "beat", "injure", "discover", "notice", "admire", "remember", "reject",
}  # fmt: skip
# nor sees, has, needs somebody something
_SEEN = _MET | {
    "see", "know", "have", "hear", "watch", "love", "hate", "like", "need", "want", "use", "close",
    "sicken", "open", "carry", "catch", "change", "clean", "collect", "count", "cover", "cross",
    "delay", "destroy", "discuss", "describe", "end", "enter", "expect", "fear", "fight", "fill",
    "hit", "hold", "include", "increase", "lift", "mention", "move", "own", "produce", "publish",
    "raise", "reach", "reduce", "repair", "report", "sign", "solve", "start", "stop", "study",
    "understand", "face", "celebrate", "oppose", "prevent", "limit", "ban", "avoid", "believe",
    "damage", "monitor", "organise", "organize", "plan", "consider", "approve", "announce", "hurt",
    "launch", "manage", "miss", "observe", "pursue", "remove", "test", "touch", "trust", "urge",
    "worry", "harm", "affect", "employ", "host", "represent", "control", "confirm", "deny",
}  # fmt: skip
_VERBS = {"VBD", "VBZ", "VBP", "VB"}
_OBJECTS = {"him", "them", "us", "me"}
_PRONOUNS = {"he", "she", "it", "they"}
_OPENING = {"the", "a", "an", "this", "his", "her", "their", "its"}
_IN_SUBJECT = {"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "POS", "HYPH"}
_OF = {"of", "from", "in"}
_NAMED = {"PERSON", "ORG", "NORP"}
_FULL = {"dobj", "xcomp", "ccomp", "acomp", "attr", "auxpass"}
_JOINED = {"conj", "relcl", "ccomp", "advcl", "acl", "aux", "auxpass"}
_DETERMINED = {"the", "his", "her", "their", "a", "an", "its"}
_PHRASE = re.compile(r"(?<![\w'’-])(?P<once>[\w’'-]+(?: [\w’'-]+){1,6}) (?P=once)(?![\w'’-])")
_LEAST = 6  # letters of a phrase
_JOINING = {"and", "or", "to", "by", "after", "upon", "for"}


def _is_meant(phrase: str) -> bool:
    """Return whether good sentences have the phrase twice: "again and again and"."""
    parts = phrase.split(" ")
    return (
        sum(map(str.isalpha, phrase)) < _LEAST
        or len(set(parts)) == 1
        or (len(parts) == 2 and (phrase.istitle() or not _JOINING.isdisjoint(parts)))
    )


def _phrases(text: Annotated) -> Iterator[Hit]:
    for match in _PHRASE.finditer(text.text):
        if _is_meant(match["once"]) or text.in_quotation(match.start()):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"“{match['once']}” stands twice in a row.",
            confidence=0.85,
            suggestion=match["once"],
        )


def _strands(first: Token) -> bool:
    """Return whether the word may end a phrase, so that the next one opens another."""
    if not first.i:
        return True
    if first.nbor(-1).is_punct:
        return False
    near = list(first.doc[max(first.sent.start, first.i - _BACK) : first.i])
    verbs = [token for token in near if token.pos_ in _VERBAL]
    phrasal = words(f"ends-in-{first.lower_}")
    if any(t.lemma_.lower() in phrasal and not _adpositions(t, first) for t in verbs):
        return True
    if first.lower_ != "in" and first.nbor(-1).lemma_ == "be":
        return True  # "the party is on on Monday"
    # "the room that he slept in": a verb stands between the pronoun and the preposition
    opened = next((token.i for token in near if token.lower_ in _STRANDS), first.i)
    return any(t.i > opened or t.dep_ == "relcl" for t in verbs)


def _adpositions(verb: Token, particle: Token) -> bool:
    """Return whether a preposition stands between: then the verb has ended before it."""
    return any(token.pos_ == "ADP" for token in verb.doc[verb.i + 1 : particle.i])


def _particles(text: Annotated) -> Iterator[Hit]:
    for match in _PARTICLE.finditer(text.text):
        span = text.doc.char_span(*match.span("word"))
        if match["word"].lower() == match["again"] and span and not _strands(span[0]):
            yield Hit(
                *match.span(),
                f"“{match['word']}” stands twice in a row.",
                confidence=0.8,
                suggestion=match["word"],
            )


def _two_prepositions(text: Annotated) -> Iterator[Hit]:
    """Yield "attention on in this issue": a preposition that leads to another one."""
    for match in _PARTICLE.finditer(text.text):
        span = text.doc.char_span(*match.span("word"))
        if match["word"].lower() == match["again"] or not span or text.in_quotation(match.start()):
            continue
        if _serves_noun(span[0]) and not _strands(span[0]):
            yield Hit(*match.span(), "Two words stand here for one.", confidence=0.7)


def _serves_noun(first: Token) -> bool:
    """Return whether two prepositions stand between nouns: "attention on in this issue"."""
    if first.i + 2 >= len(first.doc) or not first.i:
        return False
    before, behind = first.nbor(-1), first.nbor(2)
    noun = before.tag_ in ("NN", "NNS") and not is_time(before) and before.lower_ not in _PLACED
    return noun and behind.tag_ in ("DT", "PRP$") and first.tag_ == "IN"


def _words_of_content(text: Annotated) -> Iterator[Hit]:
    """Yield "the ministry ministry", "that that it", "paid her her the sum"."""
    for pattern in (_THAT, _HER, _CONTENT):
        for match in pattern.finditer(text.text):
            word = match["word"]
            if text.in_quotation(match.start()) or (
                pattern is _CONTENT and (word in _WEIGHTY or not is_english(word))
            ):
                continue
            end = match.start() + 2 * len(word) + 1
            message = f"“{word}” stands twice in a row."
            yield Hit(match.start(), end, message, confidence=0.85, suggestion=word)


def _both(text: Annotated) -> Iterator[Hit]:
    """Yield "who which", "are be", "to the to": words of which one is wanted."""
    beside = any(words in text.text for words in _BESIDES)
    for pattern in (_BOTH, _TWICE_OVER, *([_BESIDE] if beside else [])):
        for match in pattern.finditer(text.text):
            clause = _CLAUSE_END.split(text.text[max(0, match.start() - 60) : match.start()])[-1]
            groups = match.groupdict()
            asked = _CLEFT.search(clause) or _WISHED.search(clause)
            ends = (
                groups.get("verb") or groups.get("stranded") or groups.get("relative")
            ) and asked
            if not ends and not text.in_quotation(match.start()):
                message = "Two words stand here for one."
                yield Hit(*match.span(), message, confidence=0.75)


def _around(text: Annotated) -> Iterator[Hit]:
    """Yield "her the keys her": a receiver that is named on both sides of what is given."""
    for match in _AROUND.finditer(text.text):
        again = text.doc.char_span(*match.span("again"))
        first = text.doc.char_span(*match.span("word"))
        if again is None or first is None or text.in_quotation(match.start()):
            continue
        token, given = again[0], first[0]
        # "told her the man her mother knew": a noun follows a possessive
        if token.tag_ == "PRP$" or given.tag_ == "PRP$" or given.nbor(-1).pos_ != "VERB":
            continue
        between = text.doc[given.i + 1 : token.i]
        if any(t.pos_ in ("VERB", "AUX", "SCONJ", "ADP", "CCONJ", "ADV") for t in between):
            continue
        message = f"“{match['word']}” stands before and behind what is given."
        yield Hit(*match.span(), message, confidence=0.8)


def _resumed(text: Annotated) -> Iterator[Hit]:
    """Yield "which he wrote it": a relative that the pronoun says again."""
    for match in _RESUMED.finditer(text.text):
        if not text.in_quotation(match.start()):
            end = match.start() + match.group().rindex(" it") + 3
            message = "“It” says again what “which” stands for."
            yield Hit(match.start(), end, message, confidence=0.75)


def _objects(text: Annotated) -> Iterator[Hit]:
    """Yield "received them the prime minister": the verb has an object, and a subject behind it."""
    for pronoun in text.doc[1:-2]:
        if pronoun.lower_ not in _OBJECTS or pronoun.nbor().lower_ not in _DETERMINED:
            continue
        verb, noun = pronoun.nbor(-1), _noun_behind(pronoun.nbor())
        if verb.tag_ not in _VERBS or noun is None or is_time(noun) or text.in_quotation(verb.idx):
            continue
        if verb.lemma_ in _SEEN and noun.pos_ == "NOUN" and _ends_clause(noun):
            message = f"“{verb}” has two objects, “{pronoun}” and “{noun}”."
            yield Hit(verb.idx, noun.idx + len(noun), message, confidence=0.75)
            continue
        if verb.lemma_ not in _MET or verb.tag_ not in TENSED:
            continue
        if any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children):
            continue
        message = f"“{verb}” has its object, “{pronoun}”, and “{noun}” can't be another."
        yield Hit(verb.idx, noun.idx + len(noun), message, confidence=0.8)


def _ends_clause(noun: Token) -> bool:
    """Return whether the noun is no subject: a preposition or the end of the clause follows."""
    behind = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    return behind is None or behind.text in {".", ",", "!", ";"} or behind.tag_ == "IN"


def _noun_behind(article: Token) -> Token | None:
    """Return the last noun of the phrase that the article opens."""
    doc = article.doc
    found = None
    for token in doc[article.i + 1 : article.i + 6]:
        if token.pos_ in ("NOUN", "PROPN"):
            found = token
        elif found is not None or token.pos_ != "ADJ":
            break
    return found


def _subjects(text: Annotated) -> Iterator[Hit]:
    """Yield "the government it decided": a subject that a pronoun says again."""
    for sentence in text.sentences:
        named = sentence[0].tag_ == "NNP" and sentence[0].ent_type_ not in ("DATE", "TIME")
        if not named and sentence[0].lower_ not in _OPENING:
            continue
        for pronoun in sentence[2 - named : 9]:
            if pronoun.lower_ in _PRONOUNS and _is_said_again(text, pronoun):
                words = text.doc[sentence.start : pronoun.i]
                message = f"The subject is said twice: “{words}” and “{pronoun}”."
                end = pronoun.idx + len(pronoun)
                yield Hit(words.start_char, end, message, confidence=0.75)


def _is_said_again(text: Annotated, pronoun: Token) -> bool:
    """Return whether the words before the pronoun are no more than the same subject."""
    noun, verb, sentence = pronoun.nbor(-1), pronoun.head, pronoun.sent
    if pronoun.dep_ not in SUBJECTS or text.in_quotation(pronoun.idx):
        return False
    before = text.doc[sentence.start : pronoun.i]
    if any(t.tag_ not in _IN_SUBJECT and t.lower_ not in _OF for t in before):
        return False
    link = next((t for t in before if t.lower_ in _OF), pronoun)
    head = link.nbor(-1) if link.i > before.start else noun
    if is_time(noun) or is_time(head) or not is_prose(sentence):
        return False
    if link is not pronoun and (link.i + 1 == pronoun.i or head.tag_ not in ("NN", "NNS")):
        return False
    noun = head
    if verb.pos_ not in ("VERB", "AUX") or verb.i < pronoun.i:
        return False
    # "the car it bought was red", "this book he never read": the noun is what the verb wants
    full = any(
        child.dep_ in _FULL or (verb.lemma_ == "be" and child.dep_ == "prep" and child.n_rights)
        for child in verb.children
        if child.i > verb.i
    )
    after = text.doc[verb.i + 1 : sentence.end]
    joined = all(t.dep_ in _JOINED for t in after if t.tag_ in (*TENSED, "MD"))
    return full and joined and _agrees(noun, pronoun.lower_)


def _agrees(noun: Token, pronoun: str) -> bool:
    if pronoun == "they":
        return noun.tag_ == "NNS"
    if noun.ent_type_ in ("GPE", "LOC", "FAC"):
        return pronoun == "it"
    if noun.ent_type_ in _NAMED and noun.tag_ == "NNP":
        return (noun.ent_type_ == "PERSON") == (pronoun != "it")
    person = means_person(noun.lemma_.lower())
    return noun.tag_ == "NN" and (not person if pronoun == "it" else person)


def _copulas(text: Annotated) -> Iterator[Hit]:
    for match in _COPULA.finditer(text.text):
        span = text.doc.char_span(*match.span())
        if match["word"] != match["again"] or span is None:
            continue
        clause = _CLAUSE_END.split(text.text[span.sent.start_char : match.start()])[-1]
        if not _CLEFT.search(clause):
            message = f"“{match['word']}” stands twice in a row."
            yield Hit(*match.span(), message, confidence=0.85, suggestion=match["word"])


def _repeats(text: str) -> bool:
    """Return whether any two neighbouring words are the same."""
    found = text.lower().replace("\n", " ").split(" ")
    return any(one == two.rstrip('.,;:!?)"”') for one, two in pairwise(found) if one)


def find(text: Annotated) -> Iterator[Hit]:
    """Yield what is repeated at once: a word, a phrase, a subject or an object."""
    if is_talk(text):
        return
    yield from _objects(text)
    subjects = list(_subjects(text))
    yield from subjects
    around = list(_around(text))
    yield from around
    yield from _resumed(text)
    yield from _both(text)
    yield from _two_prepositions(text)
    yield from negations(text)
    yield from outside(said_again(text), [*subjects, *around])
    found = list(_phrases(text))
    if _repeats(text.text):
        found += [*_particles(text), *_copulas(text), *_words_of_content(text)]
        found += list(_function_words(text, found))
    yield from found


def _function_words(text: Annotated, found: Sequence[Hit]) -> Iterator[Hit]:
    end = 0
    for match in _WORD.finditer(text.text):
        if match["word"].lower() != match["again"] or match.start() < end:
            continue
        end = match.end("again")
        if not any(hit.start <= match.start() < hit.end for hit in found):
            yield Hit(
                match.start(),
                match.end("again"),
                f"“{match['word']}” stands twice in a row.",
                confidence=0.9,
                suggestion=match["word"],
            )
