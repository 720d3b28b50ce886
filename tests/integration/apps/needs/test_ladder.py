"""The ladder: what each act does, what it needs, and that nothing that was said is ever lost."""

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as ManyTimes
from tests.integration.apps.needs.setting import Setting, setting

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.actions import backing, ladder
from samstyring.apps.needs.choices import Act, Level, State
from samstyring.apps.needs.models import Backing, Need, NeedSource, Step
from samstyring.apps.needs.policies import acts


def fresh(need: Need) -> Need:
    """The need as it stands."""
    return Need.objects.get(pk=need.pk)


class Ladder(TestCase):
    """One need of a small municipality, backed by a large one."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.need = cls.place.need()
        backing.back(need=cls.need, organisation=cls.place.large, by=SYSTEM, wording="Hos oss: ti vakter.")

    def raised(self, need: Need, level: Level = Level.NETWORK, holder: Organisation | None = None) -> Need:
        """The need on somebody else's table."""
        return ladder.raise_(
            need=need,
            level=level,
            holder=holder or self.place.network,
            reason="Flere har det slik.",
            by=SYSTEM,
            seen=fresh(need).version,
        )

    def test_it_climbs_and_is_sent_back_with_its_whole_history(self) -> None:
        self.raised(self.need)
        self.raised(self.need, Level.NATION, self.place.nation)
        top = fresh(self.need)
        assert (top.level, top.held_by, top.state) == ("nation", self.place.nation, "raised")
        places = list(ladder.earlier_places(top))
        assert [step.to_holder for step in places] == [self.place.network, self.place.small]
        back = ladder.send_back(need=top, to=places[0], reason="Kan løses der.", by=SYSTEM, seen=top.version)
        assert (back.level, back.held_by, back.state) == ("network", self.place.network, "returned")
        assert list(back.steps.values_list("act", flat=True)) == ["write", "raise", "raise", "return"]
        assert len(history(back.public_id)) == 5

    def test_it_goes_up_only_and_to_one_that_works_there(self) -> None:
        with pytest.raises(NotPossible, match="above"):
            self.raised(self.need, Level.MUNICIPALITY, self.place.large)
        with pytest.raises(NotPossible, match="does not work at the level"):
            self.raised(self.need, Level.REGION, self.place.nation)
        assert fresh(self.need).version == self.need.version

    def test_what_only_one_organisation_sees_is_not_raised(self) -> None:
        closed = self.place.need("Lukket", visibility=Visibility.ORGANISATION)
        with pytest.raises(NotPossible, match="Change who may see it"):
            self.raised(closed)
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=closed.pk).update(held_by=self.place.network)

    def test_an_empty_reason_is_refused(self) -> None:
        for act in (ladder.adopt, ladder.close):
            with pytest.raises(NotPossible, match="Give a reason") as refused:
                act(need=self.need, reason="  ", by=SYSTEM, seen=self.need.version)
            assert refused.value.field == "reason"
        assert fresh(self.need).state == "raised"

    def test_the_later_of_two_sees_what_the_earlier_did(self) -> None:
        seen = self.need.version
        ladder.adopt(need=self.need, reason="Vi tar det.", by=SYSTEM, seen=seen)
        with pytest.raises(NotPossible, match="Somebody was before you: Taken on"):
            ladder.close(need=self.need, reason="Vi tar det ikke.", by=SYSTEM, seen=seen)
        assert fresh(self.need).state == "adopted"

    def test_an_act_that_the_state_does_not_allow_is_refused(self) -> None:
        closed = ladder.close(need=self.need, reason="Løst.", by=SYSTEM, seen=self.need.version)
        with pytest.raises(NotPossible, match="stands as “Closed”"):
            self.raised(closed)
        again = ladder.reopen(need=closed, reason="Ikke løst.", by=SYSTEM, seen=closed.version)
        assert again.state == "raised"

    def test_a_merge_counts_together_and_is_undone_exactly(self) -> None:
        other = self.place.need("Det samme et annet sted", organisation=self.place.middle)
        third = self.place.need("Og et tredje")
        ladder.merge(need=third, into=self.need, reason="Likt", by=SYSTEM, seen=third.version)
        before = fresh(self.need)
        ladder.merge(need=before, into=other, reason="Det samme", by=SYSTEM, seen=before.version)
        assert fresh(other).municipalities == 3
        assert fresh(third).counted_with_id == other.pk
        assert fresh(self.need).backings.count() == 2
        ladder.unmerge(need=self.need, reason="Ikke likt likevel", by=SYSTEM, seen=fresh(self.need).version)
        after = fresh(self.need)
        same = ("state", "level", "held_by_id", "merged_into_id", "counted_with_id", "municipalities")
        assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
        assert fresh(other).municipalities == 1
        assert fresh(third).counted_with_id == after.pk

    def test_merging_into_itself_or_below_is_refused_with_a_sentence(self) -> None:
        other, third = self.place.need("To"), self.place.need("Tre")
        with pytest.raises(NotPossible, match="into itself"):
            ladder.merge(need=self.need, into=self.need, reason="x", by=SYSTEM, seen=self.need.version)
        ladder.merge(need=third, into=other, reason="x", by=SYSTEM, seen=third.version)
        ladder.merge(need=other, into=self.need, reason="x", by=SYSTEM, seen=fresh(other).version)
        for below in (other, third):
            with pytest.raises(NotPossible, match="merged into this need already"):
                ladder.merge(need=self.need, into=below, reason="x", by=SYSTEM, seen=fresh(self.need).version)
        fourth = self.place.need("Fire")
        with pytest.raises(NotPossible, match="Choose that one"):
            ladder.merge(need=fourth, into=third, reason="x", by=SYSTEM, seen=fourth.version)
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=fourth.pk).update(state="merged", merged_into=fourth, counted_with=fourth)

    def test_a_divided_need_gives_each_part_its_sources_and_backers(self) -> None:
        NeedSource.objects.create(need=self.need, written="Fra styret")
        only = NeedSource.objects.create(need=self.need, written="Fra ansatte")
        parts = [{"title": "Vikarer"}, {"title": "Vaktplan", "kind": "technology", "sources": [only.pk]}]
        made = ladder.split(need=self.need, parts=parts, reason="To ting", by=SYSTEM, seen=self.need.version)
        assert [part.sources.count() for part in made] == [2, 1]
        assert [fresh(part).municipalities for part in made] == [2, 2]
        assert {part.backings.exclude(wording="").get().wording for part in made} == {"Hos oss: ti vakter."}
        divided = fresh(self.need)
        assert (divided.state, divided.sources.count()) == ("split", 2)
        with pytest.raises(NotPossible, match="its parts are open"):
            ladder.reopen(need=divided, reason="Nei", by=SYSTEM, seen=divided.version)
        with pytest.raises(NotPossible, match="at least two parts"):
            ladder.split(need=made[0], parts=[{"title": "En"}], reason="x", by=SYSTEM, seen=made[0].version)

    def test_backing_is_once_each_and_withdrawing_is_remembered(self) -> None:
        assert fresh(self.need).municipalities == 2
        backing.back(need=self.need, organisation=self.place.large, by=SYSTEM, wording="Nå tolv vakter.")
        assert fresh(self.need).municipalities == 2
        backing.withdraw(need=self.need, organisation=self.place.large, by=SYSTEM)
        assert fresh(self.need).municipalities == 1
        assert Backing.objects.filter(organisation=self.place.large).count() == 1
        with pytest.raises(NotPossible, match="raised this need"):
            backing.withdraw(need=self.need, organisation=self.place.small, by=SYSTEM)


class NothingIsLost(ManyTimes):
    """No sequence of acts loses a source, a backer or a wording, and undoing a merge restores exactly."""

    place: Setting

    def setUp(self) -> None:
        self.place = setting()

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 9), st.integers(0, 9)), max_size=14))
    def test_whatever_is_done(self, script: list[tuple[Act, int, int]]) -> None:
        with transaction.atomic():
            self.play(script)
            transaction.set_rollback(True)

    def play(self, script: list[tuple[Act, int, int]]) -> None:
        """Do what of the script is possible, and look at all of it after each act."""
        for number in range(3):
            need = self.place.need(f"Behov {number}")
            NeedSource.objects.create(need=need, written=f"Kilde {number}")
            backing.back(need=need, organisation=self.place.large, by=SYSTEM, wording=f"Ord {number}")
        said = self.said()
        for act, one, other in script:
            every = list(Need.objects.order_by("pk"))
            need, second = every[one % len(every)], every[other % len(every)]
            before = self.picture() if act == Act.MERGE else None
            if act in acts(need):
                try:
                    self.do(act, need, second)
                except NotPossible:
                    continue
                if before is not None:
                    ladder.unmerge(need=need, reason="Prøv", by=SYSTEM, seen=fresh(need).version)
                    assert self.picture() == before
                    self.do(act, fresh(need), fresh(second))
            assert said <= self.said()
            self.check()

    def do(self, act: Act, need: Need, other: Need) -> None:
        """One act, as possible."""
        common = {"need": need, "reason": "Prøv", "by": SYSTEM, "seen": need.version}
        if act == Act.RAISE:
            level, holder = (
                (Level.NETWORK, self.place.network)
                if need.level == Level.MUNICIPALITY
                else (Level.NATION, self.place.nation)
            )
            ladder.raise_(level=level, holder=holder, **common)
        elif act == Act.RETURN:
            ladder.send_back(to=ladder.earlier_places(need)[0], **common)
        elif act == Act.MERGE:
            ladder.merge(into=other, **common)
        elif act == Act.SPLIT:
            ladder.split(parts=[{"title": "En"}, {"title": "To"}], **common)
        else:
            simple = {
                Act.UNMERGE: ladder.unmerge,
                Act.ADOPT: ladder.adopt,
                Act.CLOSE: ladder.close,
                Act.REOPEN: ladder.reopen,
            }
            simple[act](**common)

    def said(self) -> set[tuple[object, ...]]:
        """Every source, backer and wording that there is, with whose it is."""
        return {
            *NeedSource.objects.values_list("need_id", "written"),
            *Backing.objects.values_list("need_id", "organisation_id", "wording", "withdrawn"),
        }

    def picture(self) -> set[tuple[object, ...]]:
        """All needs as they stand."""
        names = ("pk", "title", "state", "level", "held_by_id", "merged_into_id", "counted_with_id")
        return set(Need.objects.values_list(*names, "municipalities"))

    def check(self) -> None:
        """What must always hold: whom a need is counted with is where its merges end, and counts add up."""
        needs_now = {need.pk: need for need in Need.objects.all()}
        for need in needs_now.values():
            top = need
            while top.merged_into_id is not None:
                top = needs_now[top.merged_into_id]
            assert need.counted_with_id == (None if top is need else top.pk)
            last = Step.objects.filter(need=need).latest("number")
            assert (last.to_state, last.to_level, last.to_holder_id) == (
                need.state,
                need.level,
                need.held_by_id,
            )
            assert need.state in State.values
            assert need.municipalities == 2 or need.merged_into_id
