"""Find which rules hold for what was said, and the words that make them hold."""

from shared.domain.triage.concepts import Concept
from shared.domain.triage.decision import Evidence, Finding, Reason
from shared.domain.triage.mentions import Mention, Sense
from shared.domain.triage.rules import EVER, RULES, SAID, TOLD, Rule

# For each concept the first mention in each sentence that speaks of it.
Index = dict[Concept, dict[int, Mention]]


def ruled(spoken: list[Mention], *, concerns_a_child: bool) -> list[Finding]:
    """A finding for every rule that holds; a life at risk counts whatever the age."""
    by_senses = {senses: _index(spoken, senses) for senses in (SAID, TOLD, EVER)}
    return [
        Finding(rule.level, Reason(rule.code, "rule", evidence))
        for rule in RULES
        if (concerns_a_child or rule.at_any_age)
        and (evidence := _holds(rule, by_senses[rule.senses], by_senses[EVER]))
    ]


def _index(spoken: list[Mention], senses: frozenset[Sense]) -> Index:
    index: Index = {concept: {} for concept in Concept}
    for mention in spoken:
        if mention.sense in senses:
            index[mention.concept].setdefault(mention.sentence, mention)
    return index


def _holds(rule: Rule, said: Index, ever: Index) -> tuple[Evidence, ...]:
    """The words that make a rule hold, or nothing."""
    context = next((m for concept in rule.any_of for m in ever[concept].values()), None)
    if rule.any_of and context is None:
        return ()
    for sentence, first in said[rule.all_of[0]].items():
        if any(sentence in ever[concept] for concept in rule.unless):
            continue
        others = [_beside(said[concept], sentence, rule.window) for concept in rule.all_of[1:]]
        chosen = [mention.evidence for mention in (first, *others, context) if mention]
        if all(others):
            return tuple(dict.fromkeys(chosen))
    return ()


def _beside(sentences: dict[int, Mention], sentence: int, window: int) -> Mention | None:
    """The mention nearest to a sentence, the one after before the one before."""
    for distance in range(window + 1):
        for number in (sentence + distance, sentence - distance):
            if number in sentences:
                return sentences[number]
    return None
