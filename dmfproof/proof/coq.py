"""Write a certificate as a file for Coq (core library only), whose last theorem speaks of real powers.

The file has three parts: the sequences as fixpoints, with the theorem that they are powers and sums; the facts of the
certificate in their order, each closed by its own identity (`ring` or `field`); the theorem in the powers x^(N-1), and,
for an iteration, the theorem for all steps k and every sequence of real numbers that obeys the update.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from dmfproof.proof.coq_terms import Terms

__all__ = ["coq_text"]

_PRELUDE = (Path(__file__).parent / "coq" / "prelude.txt").read_text(encoding="utf-8")
# Indices of the depth: N0 itself, the theorem's, and a bound one; no variable has a prime in its name.
_ZERO, _OUTER, _INNER = "0%nat", "n'", "m'"


def coq_text(content: Mapping[str, Any]) -> str:
    """Return the Coq file of a checked certificate; raises `Unsupported` for a sequence that is no power and no sum."""
    return _Export(content).text()


class _Export(Terms):
    """One certificate being written, part after part."""

    def text(self) -> str:
        parts = [f"(* Made by `dmfproof export {self.content['id']} --to coq`; do not edit. *)\n", _PRELUDE]
        parts += [self.sequences(), self.one_step(), self.in_powers()]
        if self.renamed:
            parts.append(self.all_steps())
        last = f"{self.content['id']}{'_all_steps' if self.renamed else ''}"
        return "\n".join([*parts, f"Print Assumptions {last}.\n"])

    def sequences(self) -> str:
        lines = [
            f"Definition depth (n : nat) : R := INR n + {self.first}.",
            f"Lemma depth_0 : depth 0 = {self.first}. Proof. unfold depth; simpl; ring. Qed.",
            "Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; "
            "ring. Qed.",
        ]
        for name, recursion in self.recursions.items():
            if name in self.old:
                continue
            variables = "".join(f"({v} : R) " for v in self.arguments(name))
            here = self.at(_OUTER)
            call = f"seq_{name} {' '.join(self.arguments(name))}"
            base, step = self.read(recursion["base"], here), self.read(recursion["step"], here)
            every = f"forall {variables.strip()}" if variables else ""
            lines += [
                "",
                f"Fixpoint seq_{name} {variables}(n' : nat) : R := match n' with O => {base} | S n' => {step} end.",
                f"Lemma seq_{name}_0 : {every}, {call} 0 = {base}. Proof. reflexivity. Qed.",
                f"Lemma seq_{name}_S : {every} (n' : nat), {call} (S n') = {step}. Proof. reflexivity. Qed.",
            ]
        wanted = set(self.mentioned())
        wanted |= {
            other for name in wanted for other in self.recursions if other in self.certificate.step[name].names()
        }
        for name in self.recursions:
            if name in self.old or name not in wanted:
                continue
            a, b, e = self.closed(name)
            names = {v: v for v in self.variables}
            shift = self.first - e
            variables = " ".join(self.arguments(name))
            form = f"({self.read(b, names)}) ^ (n' + {shift})"
            if a:
                form = f"power_sum ({self.read(a, names)}) ({self.read(b, names)}) (n' + {shift})"
            needed = [other for other in self.recursions if other in self.certificate.step[name].names() - {name}]
            others = "".join(f", seq_{other}_is" for other in needed)
            sums = "rewrite power_sum_S; " if a else ""
            lines += [
                f"Lemma seq_{name}_is : forall ({variables} : R) (n' : nat), seq_{name} {variables} n' = {form}.",
                f"Proof. induction n' as [|n' IH]; [rewrite seq_{name}_0; unfold power_sum; simpl; ring|]. rewrite "
                f"seq_{name}_S, IH{others}; "
                f"replace (S n' + {shift})%nat with (S (n' + {shift})) by lia; {sums}"
                f"replace (S (n' + {shift})) with (n' + {shift + 1})%nat by lia; rewrite ?pow_add; simpl; ring. Qed.",
            ]
        return "\n".join(lines) + "\n"

    def one_step(self) -> str:
        names = self.at(_OUTER)
        wanted = [*self.content["conclusions"], *(self.again(name) for name in self.invariants)]
        lines = [
            f"Theorem {self.content['id']}_sequences : forall ({' '.join(self.variables)} : R) (n' : nat),",
            *(f"  {self.says(name, names)} ->" for name in self.assumed),
            "  " + " /\\\n  ".join(self.says(name, names) for name in wanted) + ".",
            "Proof.",
            f"  intros {' '.join(self.variables)} n' {' '.join('F_' + name for name in self.assumed)}.",
            f"  assert (F_depth : forall m', {self.says('depth', self.at(_INNER))}) by (intro m'; unfold depth; pose"
            f" proof (pos_INR m'); lra).",
        ]
        for entry in self.content["facts"]:
            lines += self.fact(entry)
        lines += [f"  exact ({self.conjunction([self.instance(name, _OUTER) for name in wanted])}).", "Qed.\n"]
        return "\n".join(lines)

    @staticmethod
    def conjunction(proofs: list[str]) -> str:
        return proofs[0] if len(proofs) == 1 else f"conj {proofs[0]} ({_Export.conjunction(proofs[1:])})"

    def everywhere(self, name: str) -> bool:
        """Say whether a fact is stated for every depth (it holds there, and it mentions the depth)."""
        free = not self.facts[name].poly.names() & self.certificate.base.keys()
        return self.facts[name].everywhere and not free

    def instance(self, name: str, index: str) -> str:
        return f"(F_{name} {index})" if self.everywhere(name) else f"F_{name}"

    def fact(self, entry: dict[str, Any]) -> list[str]:
        """Write one fact with its proof."""
        name = entry["name"]
        if "step" in entry:
            return [
                f"  assert (F_{name} : forall m', {self.says(name, self.at(_INNER))}).",
                f"  {{ induction m' as [|m' F_{name}_m].",
                *self.identity(entry["base"], name, _ZERO, _ZERO),
                *self.identity(entry["step"], name, _INNER, f"(S {_INNER})"),
                "  }",
            ]
        index = _INNER if self.everywhere(name) else _OUTER
        every, intro = ("forall m', ", "intro m'. ") if index == _INNER else ("", "")
        lines = self.identity(entry["proof"], name, index, index)
        return [f"  assert (F_{name} : {every}{self.says(name, self.at(index))}).", f"  {{ {intro}", *lines, "  }"]

    def identity(self, proof: dict[str, Any], name: str, index: str, claimed: str) -> list[str]:
        """Write one identity as a proof term around the equation that `ring` or `field` closes."""
        here, relation = self.at(index), self.facts[name].relation
        own = {name: f"F_{name}_m"} if index == _INNER and claimed != _INNER else {}
        claim = f"({self.read(self.texts[name], self.at(claimed))})"

        def text(fact: str) -> str:
            return f"({self.read(self.texts[fact], here)})"

        def known(fact: str) -> str:
            return own.get(fact) or self.instance(fact, index)

        lines: list[str] = []
        terms: list[str] = []
        proofs: list[str] = []
        stricts: list[bool] = []
        for term in proof["terms"]:
            strict = len(term) == 2 and Fraction(term[0]) > 0 and all(self.facts[f].relation == ">" for f in term[1])
            factors = []
            if term[0] != "1" or not term[1]:
                sign = "<" if strict else "<="
                lines.append(f"    assert (K{len(terms)} : 0 {sign} ({term[0]})) by lra.")
                factors.append((f"({term[0]})", f"K{len(terms)}"))
            for fact in term[1]:
                weak = self.facts[fact].relation == ">" and not strict
                factors.append((text(fact), f"(Rlt_le _ _ {known(fact)})" if weak else known(fact)))
            if len(term) == 3:
                root = self.read(term[2], here)
                factors.append((f"(Rsqr ({root}))", f"(Rle_0_sqr ({root}))"))
            whole, why = factors[-1]
            for factor, reason in factors[-2::-1]:
                whole = f"({factor} * {whole})"
                why = f"({'Rmult_lt_0_compat' if strict else 'Rmult_le_pos'} _ _ {reason} {why})"
            terms.append(whole)
            proofs.append(why)
            stricts.append(strict)
        total, why, positive = "0", "(Rle_refl 0)", False
        for whole, reason, strict in zip(terms, proofs, stricts, strict=True):
            lemma = {(False, False): "Rplus_le_le_0_compat", (False, True): "Rplus_le_lt_0_compat",
                     (True, False): "Rplus_lt_le_0_compat", (True, True):
                     "Rplus_lt_0_compat"}[positive, strict]  # fmt: skip
            total, why, positive = f"({total} + {whole})", f"({lemma} _ _ {why} {reason})", positive or strict
        if relation == "=":
            why = "(eq_refl 0)"
        if positive and relation == ">=":
            why = f"(Rlt_le _ _ {why})"
        ideal, zero = "0", "(eq_refl 0)"
        for multiplier, equation in proof["ideal"]:
            factor = self.read(multiplier, here)
            ideal, zero = (
                f"({ideal} + ({factor}) * {text(equation)})",
                f"(zero_plus _ _ {zero} (zero_times _ _ {known(equation)}))",
            )
        left = claim
        for fact in reversed(proof.get("times", [])):
            left = f"({text(fact)} * {left})"
        rewrites = ""
        if claimed == _ZERO:
            rewrites = f"rewrite ?depth_0{self.unrolled('_0', '')}; "
        elif claimed != index:
            rewrites = f"rewrite ?(depth_S {index}){self.unrolled('_S', f' {index}')}; "
        start = "  - " if index != claimed or claimed == _ZERO else "    "
        lemma = {">=": "by_identity", ">": "by_identity_strict", "=": "by_equations"}[relation]
        final = f"({lemma} _ _ _ E {zero} {why})"
        for fact in proof.get("times", []):
            division = {">=": "divide", ">": "divide_strict", "=": "divide_equation"}[relation]
            final = f"({division} _ _ {known(fact)} {final})"
        equation = f"{start}assert (E : {left} = {total} + {ideal}) by ({rewrites}identity)."
        return [equation, *lines, f"    exact {final}."]

    def unrolled(self, lemma: str, index: str) -> str:
        """Name the recursions, applied: else `rewrite` takes sequences of the same shape for each other."""
        calls = (self.applied(name, "").strip("() ").split(" ", 1) for name in self.recursions)
        return "".join(f", ?({call[0]}{lemma} {' '.join(call[1:])}{index})" for call in calls)

    def in_powers(self) -> str:
        """Write the theorem of one step in real powers."""
        names = self.powers({name: name for name in self.variables})
        wanted = [*self.content["conclusions"], *(self.again(name) for name in self.invariants)]
        lines = [
            f"Theorem {self.content['id']} : forall (N : nat) ({' '.join(self.variables)} : R), ({self.first} <= "
            f"N)%nat ->",
            *(f"  {self.says(name, names)} ->" for name in self.assumed),
            "  " + " /\\\n  ".join(self.says(name, names) for name in wanted) + ".",
            "Proof.",
            f"  intros N {' '.join(self.variables)} HN {' '.join('F_' + name for name in self.assumed)}.",
            f"  assert (DN : INR N = depth (N - {self.first})) by (unfold depth; rewrite minus_INR by exact HN; "
            f"simpl; ring).",
        ]
        here = self.at(f"(N - {self.first})")
        rewrites = ["DN"]
        for sequence in self.mentioned():
            source = self.old.get(sequence, sequence)
            e = self.closed(source)[2]
            index = f"replace (N - {self.first} + {self.first - e})%nat with (N - {e})%nat by lia"
            lines.append(
                f"  assert (D{sequence} : {names[sequence]} = {here[sequence]}) by (rewrite seq_{source}_is; "
                f"{index}; reflexivity)."
            )
            rewrites.append(f"D{sequence}")
        lines += [f"  rewrite ?{', ?'.join(rewrites)} in F_{name}." for name in self.assumed]
        lines.append(f"  rewrite ?{', ?'.join(rewrites)}.")
        given = " ".join(f"F_{name}" for name in self.assumed)
        values = f"{' '.join(self.variables)} (N - {self.first})"
        lines.append(f"  exact ({self.content['id']}_sequences {values} {given}).")
        return "\n".join([*lines, "Qed.\n"])

    def all_steps(self) -> str:
        """Write the theorem for all steps k, for real sequences that obey the update."""

        def reading(k: str) -> dict[str, str]:
            return self.powers(
                {name: name for name in self.fixed}
                | {name: f"({name} {k})" for name in self.state}
                | {self.renamed[name]: f"({name} (S {k}))" for name in self.state}
            )

        conclusions = self.content["conclusions"]
        fixed = [name for name in self.hypotheses if name not in self.invariants]
        sequences = f" ({' '.join(self.state)} : nat -> R)"
        constants = f" ({' '.join(self.fixed)} : R)" if self.fixed else ""
        updates = self.content["updates"]
        body = [*(self.says(name, reading("k")) for name in [*self.invariants, *conclusions])]
        values = " ".join(
            f"({name} k)" if name in self.state else f"({self.old[name]} (S k))" if name in self.old else name
            for name in self.variables
        )
        invariant = " /\\ ".join(self.says(name, reading("k")) for name in self.invariants)
        zero = "".join(f" ltac:(rewrite (U_{name} k); ring)" for name in updates)
        lines = [
            f"Theorem {self.content['id']}_all_steps : forall (N : nat){constants}{sequences}, ({self.first} <= "
            f"N)%nat ->",
            *(f"  {self.says(name, reading(_ZERO))} ->" for name in fixed),
            *(f"  (forall k, {name} (S k) = {self.read(text, reading('k'))}) ->" for name, text in updates.items()),
            *(f"  {self.says(name, reading(_ZERO))} ->" for name in self.invariants),
            "  forall k : nat,\n  " + " /\\\n  ".join(body) + ".",
            "Proof.",
            f"  intros N {' '.join([*self.fixed, *self.state])} HN {' '.join('F_' + n for n in fixed)} "
            f"{' '.join('U_' + n for n in updates)} {' '.join('I_' + n for n in self.invariants)}.",
        ]
        given = {name: f"F_{name}" for name in fixed} | {name: f"I_{name}" for name in self.invariants}
        step = f"{self.content['id']} N {values} HN {' '.join(given[name] for name in self.hypotheses)}{zero}"
        patterns = [f"C_{name}" for name in conclusions] + [f"J_{name}" for name in self.invariants]
        if self.invariants:
            last = [
                f"(Rlt_le _ _ J_{n})" if self.facts[self.again(n)].relation != self.facts[n].relation else f"J_{n}"
                for n in self.invariants
            ]
            lines += [
                f"  assert (I : forall k : nat, {invariant}).",
                f"  {{ induction k as [|k I]; [exact ({self.conjunction(['I_' + n for n in self.invariants])})|].",
                f"    clear {' '.join('I_' + n for n in self.invariants)}.",
                f"    destruct I as {self.pattern(['I_' + n for n in self.invariants])}.",
                f"    destruct ({step}) as {self.pattern(patterns)}.",
                f"    exact ({self.conjunction(last)}). }}",
                f"  clear {' '.join('I_' + n for n in self.invariants)}. intro k.",
                f"  destruct (I k) as {self.pattern(['I_' + n for n in self.invariants])}.",
            ]
        else:
            lines.append("  intro k.")
        kept = [f"I_{name}" for name in self.invariants] + [f"C_{name}" for name in conclusions]
        lines += [f"  destruct ({step}) as {self.pattern(patterns)}.", f"  exact ({self.conjunction(kept)}).", "Qed.\n"]
        return "\n".join(lines)

    @staticmethod
    def pattern(names: list[str]) -> str:
        return names[0] if len(names) == 1 else f"[{names[0]} {_Export.pattern(names[1:])}]"
