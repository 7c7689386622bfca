"""Who a speaker phrase means within the article: its full name, what kind of speaker, and its affiliation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.identity import Identity, Register
from extraction.kinds import ends_like_an_organisation, is_member, is_outlet, is_person_noun, plain, state_of
from extraction.label_speakers import Labels
from extraction.mention import Mention
from extraction.people import POSSESSIVE, People, Person, shown_by, title_before
from extraction.phrases import noun_phrase
from extraction.pronouns import Pronouns, is_acronym
from extraction.speakers import is_age
from extraction.subjects import names_joined
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.reading import SpeakerType
    from extraction.word import Word

LINKING = frozenset({"of", "for", "to", "by", "with", "from", "at", "in", "on", "about"})
DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "two", "three", "four", "five", "many"}
)
PLURAL = frozenset({"NNS", "NNPS"})
LEADING = DEFINITE | {"a", "an", "one", "another", "some"}
TYPES: dict[str, SpeakerType] = {
    "person": "person",
    "organisation": "organisation",
    "state": "state",
    "place": "place",
    "outlet": "outlet",
    "group": "group",
}


class Resolver:
    """Resolves the speakers of one article, in text order."""

    def __init__(
        self, article: Article, people: People, names: list[Mention], known: Mapping[str, str]
    ) -> None:
        self._article, self._people = article, people
        self._names = {m.a: m for m in names}
        self._known = {plain(name): kind for name, kind in known.items()}
        self._identities: dict[Person, Identity] = {}
        self.register = Register()
        self._pronouns = Pronouns(article, people, self.register, self.person)
        self._labels = Labels(article, people, self.register, self.person)

    def person(self, person: Person) -> Identity:
        """The identity of somebody named, spoken of just now."""
        identity = self._identities.get(person)
        if identity is None:
            identity = self._identities[person] = Identity(
                person.name, "person", person.affiliation, person.pronoun, heads=set(person.roles)
            )
        return self.register.meet(identity)

    def speaker(self, draft: Draft, told: bytearray) -> Identity | None:
        """Who speaks in this draft; `told` marks the words that are somebody's content."""
        if draft.phrase is None:
            return None
        if draft.how == "turn":
            return self._labels.speaker(draft)
        head = self._article.words[draft.head]
        pronoun = head.pos == "PRON" or head.lower in ("who", "which", "that", "it", "his", "her", "their")
        if pronoun and not is_acronym(self._article.words, head):
            met = self._pronouns.antecedent(draft, head, told)
            return met or self._clause_s_noun(head)
        met = self._by_a_trait(*draft.phrase, head, told) or self.phrase(*draft.phrase, head)
        if met is not None:
            met.place = draft.phrase[0]
        return met

    def _by_a_trait(self, a: int, b: int, head: Word, told: bytearray) -> Identity | None:
        """Whom "the 58-year-old", "the Dane" and "the Democrat" mean: somebody just spoken of, told by age, people or party."""
        words = self._article.words
        if words[a].lower != "the" or head.i != b - 1 or head.tag in PLURAL or self._people.within(a, b):
            return None
        if is_age(words, head) or is_member(head.text):
            return self._pronouns.described(head, told)
        return None

    def _clause_s_noun(self, head: Word) -> Identity | None:
        """Whom "who" means in "a clerk of the bank, who asked ...": the noun that its clause hangs on."""
        verb = head.head
        if head.lower not in ("who", "which", "that") or verb.dep != "acl:relcl" or verb.is_root:
            return None
        noun = verb.head
        a, b = noun_phrase(self._article, noun, None, head.i)
        return self.phrase(a, b, noun) if noun.i < head.i and a < b else None

    def phrase(self, a: int, b: int, head: Word) -> Identity | None:
        """Who the noun phrase from word a up to b means."""
        words = self._article.words
        people = self._people_named(a, b, head)
        if people:
            return people
        while b - 1 > a and words[b - 1].lower in POSSESSIVE:
            b -= 1
        behind = self._name_behind(a, b)
        if behind:
            return behind
        text = self._text(a, b)
        known = self._known.get(plain(text))
        if known in TYPES:
            return self._called(text, TYPES[known], head)
        if state_of(text):
            return self.register.organisation(text, "state", set())
        outlet = self._outlet(a, b, head, text)
        if outlet:
            return self.register.organisation(outlet, "outlet", {head.lower})
        return self._described(a, b, head, text)

    def _people_named(self, a: int, b: int, head: Word) -> Identity | None:
        """The person named in the phrase, or several who speak as one."""
        together = self._together(a, b, head)
        person = None if together else self._named(a, b, head)
        return self.person(person) if person else together

    def _called(self, text: str, type_: SpeakerType, head: Word) -> Identity:
        if type_ == "person":
            return self.register.meet(Identity(text, "person"))
        return self.register.organisation(text, type_, {head.lower})

    def _text(self, a: int, b: int) -> str:
        """The phrase without its article."""
        words = self._article.words
        while a < b - 1 and words[a].lower in ("the", "a", "an"):
            a += 1
        return " ".join(self._article.source(a, b).split())

    def _named(self, a: int, b: int, head: Word) -> Person | None:
        """The person named in the phrase, unless only as an owner or after a preposition."""
        named = self._all_named(a, b, head)
        return named[0][1] if named else self._missed(a, b, head)

    def _all_named(self, a: int, b: int, head: Word) -> list[tuple[Mention, Person]]:
        words = self._article.words
        out: list[tuple[Mention, Person]] = []
        for mention, person in self._people.within(a, b):
            inside = mention.a <= head.i < mention.b
            owner = mention.b < b and words[mention.b].lower in POSSESSIVE
            linked = self._linked(a, mention)
            joined = mention.a > head.i and words[mention.a - 1].lower in ("and", "&") and not out
            if inside or not (owner or linked or joined or self._tells_of(mention, head)):
                out.append((mention, person))
        return out

    def _linked(self, a: int, mention: Mention) -> bool:
        """ "an aide to Governor Stone" is not the governor: a preposition stands before the name or its title."""
        words = self._article.words
        if mention.a > a and words[mention.a - 1].lower in LINKING:
            return True
        title = title_before(self._article, mention.a)
        first = title[0] if title else mention.a
        while first > a and words[first - 1].lower in word_set("honorifics") | LEADING:
            first -= 1
        return first > a and words[first - 1].lower in LINKING

    def _tells_of(self, mention: Mention, head: Word) -> bool:
        """ "a Stone adviser" is not Stone: the name only says whose the noun behind it is."""
        between = self._article.words[mention.b : head.i + 1]
        return (
            bool(between)
            and any(is_person_noun(w.lower) for w in between)
            and not any(w.punct for w in between)
        )

    def _together(self, a: int, b: int, head: Word) -> Identity | None:
        """Two or more people who speak as one: "Ann Roe and Bo Lund"."""
        named = self._all_named(a, b, head)
        if not names_joined(self._article.words, [(m.a, m.b) for m, _ in named]):
            return None
        people = [self.person(person).name for _, person in named]
        name = ", ".join(people[:-1]) + " and " + people[-1]
        return self.register.meet(Identity(name, "group"))

    def _missed(self, a: int, b: int, head: Word) -> Person | None:
        """Somebody the pipeline did not see: capitals after a title, or a known surname."""
        words = self._article.words
        roles = [
            i
            for i in range(a, b)
            if is_person_noun(words[i].lower) or words[i].lower in word_set("honorifics")
        ]
        if roles and roles[-1] < b - 1:
            first = end = roles[-1] + 1
            while end < b and words[end].pos == "PROPN" and words[end].capital:
                end += 1
            text = self._article.source(first, end) if end > first else ""
            if (
                0 < end - first <= 4
                and not state_of(text)
                and not is_outlet(text)
                and first not in self._names
            ):
                return self._people.add(Mention(first, end, text, "person"))
        if b - a == 1 and head.pos == "PROPN":
            return self._people.named(head.text)
        return None

    def _outlet(self, a: int, b: int, head: Word, text: str) -> str | None:
        """The outlet that speaks here: the phrase itself, or one named in "a report by Reuters"."""
        if is_outlet(text):
            return text
        inner = [self._names[i] for i in range(a, b) if i in self._names and self._names[i].kind == "outlet"]
        if not inner:
            return None
        carried = (
            any(head.lower in word_set(name) for name in ("carriers", "text_nouns")) or head.lower == "agency"
        )
        here = next((m for m in inner if m.a <= head.i < m.b), None)
        return (here or inner[0]).text if here or carried else None

    def _described(self, a: int, b: int, head: Word, text: str) -> Identity | None:
        words = self._article.words
        lowers = {w.lower for w in words[a:b]}
        noun = head.lemma if head.tag in PLURAL else head.lower
        sources = word_set("source_words")
        if noun in word_set("mass_bodies"):
            return self._organisation(a, b, noun, text)
        if is_person_noun(noun) or lowers & sources or is_age(words, head) or is_member(head.text):
            return self._role(a, b, head, noun)
        if noun in word_set("org_nouns") and head.tag not in PLURAL:
            return self._organisation(a, b, noun, text)
        author = (
            self._author(b, head) if noun in word_set("carriers") or noun in word_set("text_nouns") else None
        )
        if author is not None:
            return author
        if noun in word_set("carriers") or head.lower in word_set("carriers"):
            return self.register.organisation(text, "outlet", {noun})
        return self._plain(a, b, head, noun, text)

    def _author(self, b: int, head: Word) -> Identity | None:
        """Whose a document is: "a report by Human Rights Watch"."""
        words = self._article.words
        by = next((i for i in range(head.i + 1, b - 1) if words[i].lower in ("by", "from")), None)
        name = next((self._names[i] for i in range((by or b) + 1, b) if i in self._names), None)
        if by is None or name is None or name.kind not in ("organisation", "outlet", "person"):
            return None
        return self.phrase(name.a, name.b, words[name.b - 1])

    def _plain(self, a: int, b: int, head: Word, noun: str, text: str) -> Identity:
        """Somebody told by none of our lists: a name the pipeline found, several people, or a mere noun."""
        name = next(
            (self._names[i] for i in range(a, b) if i in self._names and self._names[i].b > head.i >= i), None
        )
        if name is not None and self._and_others(name.b, b, head):
            return self.register.meet(Identity(text, "group", heads={noun}))
        if name is not None:
            return self.register.organisation(text, TYPES.get(name.kind, "organisation"), {noun})
        if is_acronym(self._article.words, head) or (head.capital and ends_like_an_organisation(text)):
            return self.register.organisation(text, "organisation", {noun})
        if head.tag in PLURAL or any(c.dep == "conj" for c in head.children):
            return self.register.meet(Identity(text, "group", heads={noun}))
        if head.capital and (head.pos == "PROPN" or head.i > head.begins):
            return self._proper(a, b, text)
        return Identity(text, None)

    def _proper(self, a: int, b: int, text: str) -> Identity:
        """A capitalised phrase the pipeline did not know: two or three plain words make a person."""
        words = self._article.words[a:b]
        if 2 <= len(words) <= 3 and all(w.capital and w.pos == "PROPN" for w in words):
            return self.person(self._people.add(Mention(a, b, self._article.source(a, b), "person")))
        return self.register.organisation(text, "organisation", set())

    def _organisation(self, a: int, b: int, noun: str, text: str) -> Identity:
        """ "the ministry" is the one met last; with an owner or a name it is its own."""
        first = self._article.words[a].lower
        if first in DEFINITE and b - a <= 2:
            met = self.register.latest("organisation", "state", "outlet", head=noun) or self._named_company(
                noun
            )
            if met:
                return self.register.meet(met)
        heads = {w.lower for w in self._article.words[a:b] if w.lower in word_set("org_nouns")}
        return self.register.organisation(text, "organisation", heads | {noun})

    def _name_behind(self, a: int, b: int) -> Identity | None:
        """Who "the ferry's operator, Atlantic Lines" is: the name, called by the noun before it from then on."""
        words = self._article.words
        comma = next((i for i in range(b - 2, a, -1) if words[i].text == ","), None)
        if comma is None or words[comma - 1].capital or not all(w.capital for w in words[comma + 1 : b]):
            return None
        met = self.phrase(comma + 1, b, words[b - 1])
        if met is not None:
            met.heads.add(words[comma - 1].lower)
            met.type = "organisation" if met.type == "place" else met.type
        return met

    def _named_company(self, noun: str) -> Identity | None:
        """Whom "the company" means when no one met was called so: the named organisation of no other sort met last."""
        if noun not in word_set("company_nouns"):
            return None
        return self.register.latest("organisation", unlike=word_set("org_nouns") - word_set("company_nouns"))

    def _role(self, a: int, b: int, head: Word, noun: str) -> Identity:
        words = self._article.words
        lowers = [w.lower for w in words[a:b]]
        plural = head.tag in PLURAL or self._and_others(a, b, head)
        if lowers[0] in DEFINITE and not plural:
            met = self._met_role(a, b, noun)
            if met:
                return self.register.meet(met)
        if lowers[0] in DEFINITE and head.tag in PLURAL:
            met = self._met_several(a, b, head)
            if met:
                return self.register.meet(met)
        withheld = bool(set(lowers) & word_set("source_words")) or self._knows(b, head)
        if plural and not withheld and not (set(lowers) & INDEFINITE) and words[a].tag != "CD":
            return self.register.meet(Identity(self._text(a, b), "group", heads={noun, head.lower}))
        while (
            a < b - 1
            and (words[a].lower in LEADING or words[a].lower in word_set("source_words"))
            and a != head.i
        ):
            a += 1
        number = ""
        if words[a].pos == "NUM" and a < b - 1 and not is_age(words, head):
            number, a = f"{words[a].lower} ", a + 1
            while a < b - 1 and words[a].lower in word_set("source_words") and a != head.i:
                a += 1
        text = number + "unnamed " + " ".join(self._article.source(a, b).split())
        name = text.replace("unnamed ", "", 1) if head.lower in word_set("source_words") and plural else text
        who = self.register.unnamed(name, {noun, head.lower})
        who.several = plural
        who.pronoun = shown_by({noun, head.lower})
        return who

    def _and_others(self, a: int, b: int, head: Word) -> bool:
        """Is the head joined by others who speak with it: "the mayor and councillors"?"""
        return any(
            c.dep == "conj" and a <= c.i < b and (c.tag in PLURAL or is_person_noun(c.lower))
            for c in head.children
        )

    def _knows(self, b: int, head: Word) -> bool:
        """ "people familiar with the matter": told by what they know instead of by name."""
        return any(w.lower in word_set("knowing_words") for w in self._article.words[head.i + 1 : b])

    def _met_several(self, a: int, b: int, head: Word) -> Identity | None:
        """Who "the officials" are: those last spoken of by that noun, as far as what else is said of them fits."""
        words = self._article.words[a:b]
        told = {w.lower for w in words if w.pos in ("ADJ", "PROPN", "NOUN", "NUM") and w is not head}
        return self.register.latest("unnamed", "group", head=head.lower, told=told)

    def _met_role(self, a: int, b: int, noun: str) -> Identity | None:
        """Who "the minister" is: the person last spoken of with that title, or the unnamed one described so.

        What else the phrase says ("the French minister") must fit: somebody described otherwise is another.
        """
        first = any(w.lower == "first" for w in self._article.words[a:b])
        told = {
            w.lower
            for w in self._article.words[a:b]
            if w.pos in ("ADJ", "PROPN", "NOUN")
            and w.lower not in (noun, "first", "second", "senior", "same")
        }
        unnamed = self.register.latest("unnamed", head=noun, first=first, told=told)
        for _, person in self._people.before(a):
            if noun in person.roles and told <= person.roles:
                return self.person(person)
        if unnamed:
            return unnamed
        if noun in word_set("definite_roles"):
            met = self.register.latest("person")
            known = set((met.affiliation or "").lower().split()) if met else set()
            nation = word_set("nationalities")
            if met and known and (told & nation <= known or not known & nation):
                return met
        return None
