"""Why facts hold."""

from __future__ import annotations

from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Proof:
    """Why one fact holds: the statements and sentences of texts, or the rule and the facts that it rests on."""

    fact: str
    ground: str
    """``stored``, ``rule``, ``fact`` (of the program), ``condition``, ``absence``, ``aggregate`` or ``shown`` (above)."""
    rule: str | None
    place: str | None
    """Where the rule stands."""
    sentences: list[dict[str, Any]]
    """Of a stored fact: ``document``, ``sentence`` (its number), ``text`` and ``confidence``, from 0 to 1."""
    because: list[Proof]
    """The facts that a rule rests on."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.fact = data["fact"]
        self.ground = data["ground"]
        self.rule = data.get("rule")
        self.place = data.get("place")
        self.sentences = [sentence for statement in data.get("statements", []) for sentence in statement["evidence"]]
        self.because = [Proof(child) for child in data.get("because", [])]

    @property
    def documents(self) -> list[str]:
        """The documents that it rests on, each once."""
        found = [sentence["document"] for sentence in self.sentences]
        for proof in self.because:
            found += proof.documents
        return list(dict.fromkeys(found))

    def __repr__(self) -> str:
        return f"<graphsh_kg.Proof: {self.fact}>"

    def __str__(self) -> str:
        return "\n".join(self._lines(""))

    def _lines(self, indent: str) -> list[str]:
        lines = [indent + self.fact + self._reason()]
        lines += [f"{indent}    {_place(sentence)}: “{sentence['text']}”" for sentence in self.sentences]
        for proof in self.because:
            lines += proof._lines(indent + "  ")
        return lines

    def _reason(self) -> str:
        if self.rule is not None:
            return f"   by {self.rule}"
        return {"stored": "   stated by" if self.sentences else "   in the graph", "absence": "   nothing says otherwise"}.get(
            self.ground, ""
        )

    def _repr_html_(self) -> str:
        sentences = "".join(
            f"<blockquote>{escape(sentence['text'])} <small>{escape(_place(sentence))}</small></blockquote>"
            for sentence in self.sentences
        )
        because = "".join(f"<li>{proof._repr_html_()}</li>" for proof in self.because)
        rule = f" <small>by <code>{escape(self.rule)}</code></small>" if self.rule is not None else ""
        return f"<code>{escape(self.fact)}</code>{rule}{sentences}" + (f"<ul>{because}</ul>" if because else "")


class Proofs(list):  # type: ignore[type-arg]
    """A list of Proof, one for each answer; empty where nothing proves it."""

    def __init__(self, data: Any) -> None:
        super().__init__(Proof(proof) for proof in data)

    def __str__(self) -> str:
        return "\n\n".join(map(str, self)) or "nothing proves it"

    def _repr_html_(self) -> str:
        if not self:
            return "<p>nothing proves it</p>"
        return "<ul>" + "".join(f"<li>{proof._repr_html_()}</li>" for proof in self) + "</ul>"


def _place(sentence: dict[str, Any]) -> str:
    page = f", page {sentence['page']}" if "page" in sentence else ""
    return f"{sentence['document']}{page}, sentence {sentence['sentence']}"
