"""What is to be published can be looked at first: what was understood, what changes, what would be lost."""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from rag.answering.pins.answers import Confirmed
from rag.answering.pins.repository import Pins
from rag.corpus.diff.reading_summary import Doubt
from rag.corpus.diff.versions import LostAnswer
from rag.corpus.folder_edits import Add, Reload
from rag.corpus.service import CorpusService
from rag.errors import Cancelled, CorpusError, DraftExpired, VersionHeld
from rag.evaluation.question_file import Case, pinned_cases
from rag.evaluation.regression_gate import Canary, is_right
from rag.index.builder import build
from rag.index.searchable_corpus import SearchableCorpus
from rag.settings import CorpusSettings
from rag.storage.database import make_database
from rag.types import Answer, Question, Status
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, write_reports
from tests.rag.corpus.programs import Open

NAME = "湖山区2025年政府工作报告"
MORE = HUSHAN.replace("两所", "三所")


@pytest.fixture
def start(start: Open, settings: CorpusSettings) -> Open:
    """Programs that ask the canary questions before they publish."""
    return partial(start, check=Canary(settings.corpus_dir))


def words(corpus: CorpusService) -> str:
    return "".join(report.text for report in corpus.current.version.reports)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def ask(folder: Path, *cases: dict[str, object]) -> None:
    """Write the canary questions."""
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    (folder / "canary.jsonl").write_text(lines, encoding="utf-8")


SCHOOLS = {"id": "1", "question": "新建小学几所", "answers": ["两所"], "quote": "新建小学两所", "report": NAME}


# Drafts


def test_a_preview_tells_what_was_understood_and_what_would_change(start: Open, settings: CorpusSettings) -> None:
    """And changes nothing."""
    corpus = start()
    upload = write_reports(settings.data_dir / "upload", b=JIANGWAN) / "b.txt"
    preview = corpus.changes.preview(Add(upload), who="telegram:7")
    assert preview.draft
    assert (preview.draft.version, preview.draft.base, preview.draft.who) == (2, 1, "telegram:7")
    (understood,) = preview.understood
    assert (understood.name, understood.region, understood.year) == ("江湾市2025年政府工作报告", "江湾市", 2025)
    assert (understood.headings, understood.sections) == (("一、2024年工作回顾", "二、2025年工作安排"), 3)
    assert understood.doubts == (Doubt.FEW_SENTENCES,)
    assert preview.change.reports_added == ("江湾市2025年政府工作报告",)
    assert words(corpus) == HUSHAN
    assert names(settings.corpus_dir) == {"a.txt"}
    assert [version.number for version in corpus.recorded.versions()] == [1]


def test_a_draft_is_published_also_after_a_restart_and_without_its_file(start: Open, settings: CorpusSettings) -> None:
    upload = write_reports(settings.data_dir / "upload", b=JIANGWAN) / "b.txt"
    start().changes.preview(Add(upload))
    upload.unlink()
    corpus = start()
    pending = corpus.changes.pending()
    assert pending
    assert pending.draft
    change = corpus.changes.publish(pending.draft.version, who="telegram:7")
    assert (change.old, change.new, change.reports_added) == (1, 2, ("江湾市2025年政府工作报告",))
    assert names(settings.corpus_dir) == {"a.txt", "b.txt"}
    assert JIANGWAN in words(corpus)
    assert corpus.changes.pending() is None
    assert corpus.recorded.changes()[0].who == "telegram:7"
    assert JIANGWAN in words(start())


def test_a_discarded_draft_leaves_nothing(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    preview = corpus.changes.preview(Reload())
    assert preview.draft
    corpus.changes.discard(preview.draft.version, who="telegram:7")
    assert corpus.changes.pending() is None
    assert len(list((settings.data_dir / "indexes").iterdir())) == 1
    assert (corpus.recorded.changes()[0].who, corpus.recorded.changes()[0].action) == ("telegram:7", "discard")
    with pytest.raises(DraftExpired):
        corpus.changes.publish(preview.draft.version)
    with pytest.raises(DraftExpired):
        corpus.changes.discard(preview.draft.version)
    assert words(corpus) == HUSHAN


def test_the_next_draft_takes_the_place_of_the_one_before(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    first = corpus.changes.preview(Reload())
    write_reports(settings.corpus_dir, b=JIANGWAN)
    second = corpus.changes.preview(Reload())
    assert first.draft
    assert second.draft
    with pytest.raises(DraftExpired, match="Version 2"):
        corpus.changes.publish(first.draft.version)
    assert corpus.changes.publish(second.draft.version).new == 3
    assert len(list((settings.data_dir / "indexes").iterdir())) == 2


@pytest.mark.parametrize("meanwhile", ["folder", "version"])
def test_a_draft_expires_when_what_it_was_compared_with_changes(
    start: Open, settings: CorpusSettings, meanwhile: str
) -> None:
    """What was looked at is what is published, or nothing is."""
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    corpus.changes.reload()
    preview = corpus.changes.preview(Add(_upload(settings)))
    assert preview.draft
    if meanwhile == "folder":
        write_reports(settings.corpus_dir, c=JIANGWAN.replace("江湾市", "松林市"))
    else:
        corpus.changes.rollback()
    with pytest.raises(DraftExpired):
        corpus.changes.publish(preview.draft.version)


def test_nothing_to_publish_makes_no_draft(start: Open) -> None:
    preview = start().changes.preview(Reload())
    assert preview.draft is None
    assert preview.change.empty


def test_a_folder_that_cannot_be_written_leaves_the_draft_waiting(
    start: Open, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = start()
    preview = corpus.changes.preview(Add(_upload(settings)))
    assert preview.draft

    def full(*_args: object, **_more: object) -> None:
        raise CorpusError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("rag.corpus.publishing.carry_out", full)
        with pytest.raises(CorpusError, match="no space"):
            corpus.changes.publish(preview.draft.version)
    assert words(corpus) == HUSHAN
    assert corpus.changes.publish(preview.draft.version).new == 2


def _upload(settings: CorpusSettings) -> Path:
    return write_reports(settings.data_dir / "upload", b=JIANGWAN) / "b.txt"


# The canary


def test_a_version_that_would_lose_a_right_answer_is_held(start: Open, settings: CorpusSettings) -> None:
    """It says which; and may be published all the same, which is written down."""
    ask(settings.corpus_dir, SCHOOLS)
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    with pytest.raises(VersionHeld, match=r"correct answers \(1\)"):
        corpus.changes.reload()
    assert words(corpus) == HUSHAN
    pending = corpus.changes.pending()
    assert pending
    assert pending.draft
    (lost,) = pending.draft.lost
    assert lost.question == "新建小学几所"
    assert "两所" in lost.before
    assert "三所" in lost.after
    assert corpus.changes.publish(pending.draft.version, force=True).new == 2
    assert "published all the same" in corpus.recorded.changes()[0].detail


def test_a_dry_run_tells_what_would_be_lost_and_leaves_the_draft(start: Open, settings: CorpusSettings) -> None:
    ask(settings.corpus_dir, SCHOOLS)
    corpus = start()
    waiting = corpus.changes.preview(Add(_upload(settings))).draft
    assert waiting
    write_reports(settings.corpus_dir, a=MORE)
    (lost,) = corpus.changes.reload(dry_run=True).lost
    assert (lost.question, "三所" in lost.after) == ("新建小学几所", True)
    pending = corpus.changes.pending()
    assert pending
    assert pending.draft == waiting
    assert words(corpus) == HUSHAN


def test_a_change_can_be_cancelled_while_the_canary_is_asked(settings: CorpusSettings) -> None:
    """Not only while it is built."""

    def check(_old: SearchableCorpus, _new: SearchableCorpus, _embeddings: Embeddings) -> tuple[LostAnswer, ...]:
        assert corpus.changes.cancel()
        return ()

    corpus = CorpusService(settings, build, check=check)
    with closing(corpus):
        corpus.open()
        write_reports(settings.corpus_dir, a=MORE)
        for change in (
            corpus.changes.reload,
            lambda: corpus.changes.reload(dry_run=True),
            lambda: corpus.changes.preview(Reload()),
        ):
            with pytest.raises(Cancelled):
                change()
        assert corpus.changes.pending() is None
        assert words(corpus) == HUSHAN


def test_what_was_wrong_before_holds_nothing(start: Open, settings: CorpusSettings) -> None:
    ask(settings.corpus_dir, {**SCHOOLS, "answers": ["九所"]})
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    assert corpus.changes.reload().new == 2


def test_a_forced_reload_publishes_what_is_held(start: Open, settings: CorpusSettings) -> None:
    ask(settings.corpus_dir, SCHOOLS)
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    assert corpus.changes.reload(force=True).new == 2


def test_a_start_holds_too_and_serves_the_version_before(
    start: Open, settings: CorpusSettings, model: GramEmbeddings
) -> None:
    """Without making it anew at each start."""
    ask(settings.corpus_dir, SCHOOLS)
    start()
    write_reports(settings.corpus_dir, a=MORE)
    corpus = start()
    assert words(corpus) == HUSHAN
    assert "is held" in (corpus.problem or "")
    model.embedded.clear()
    corpus = start()
    assert "is held" in (corpus.problem or "")
    assert model.embedded == []


def test_questions_on_reports_that_are_not_in_both_are_not_asked(start: Open, settings: CorpusSettings) -> None:
    """By name, or by the quotes they expect."""
    unnamed = {name: value for name, value in SCHOOLS.items() if name != "report"}
    other = {**SCHOOLS, "report": "松林市2025年政府工作报告"}
    ask(settings.corpus_dir, SCHOOLS, unnamed, other)
    write_reports(settings.corpus_dir, b=JIANGWAN)
    corpus = start()
    assert corpus.changes.remove(NAME).reports_removed == (NAME,)


def test_canary_questions_that_cannot_be_read_are_named(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    (settings.corpus_dir / "canary.jsonl").write_text("no question\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"canary\.jsonl, line 1"):
        corpus.changes.reload()
    assert words(corpus) == HUSHAN


def test_cases_of_admins_are_asked_too(settings: CorpusSettings) -> None:
    """A confirmed source with no expected words: it has to be cited."""
    pinned = Case("p", Question("新建小学几所"), "pinned", (), ("新建小学两所。",))
    corpus = CorpusService(settings, build, check=Canary(settings.corpus_dir, lambda: [pinned]))
    corpus.open()
    write_reports(settings.corpus_dir, a=MORE)
    with pytest.raises(VersionHeld):
        corpus.changes.reload()
    corpus.close()


class HasModel:
    embeddings = GramEmbeddings()
    model = "grams"


def test_a_confirmed_source_holds_a_version_that_would_lose_it(settings: CorpusSettings) -> None:
    """Whatever the question is answered with when nobody has confirmed anything."""
    database = make_database(settings)
    pins = Pins(database)
    confirmed = Confirmed(pins, HasModel())
    canary = Canary(settings.corpus_dir, lambda: pinned_cases(pins.all()), confirmed.answer)
    corpus = CorpusService(settings, build, database, canary)
    corpus.open()
    pins.put("学校的事", "aaaaaaaaaaaa", "新建小学两所。", NAME, "telegram:1")
    write_reports(settings.corpus_dir, a=MORE)
    with pytest.raises(VersionHeld):
        corpus.changes.reload()
    corpus.close()
    database.close()


def test_a_refusal_is_right_where_the_report_says_nothing() -> None:
    refused = Answer("问", Status.NOT_IN_REPORT, "extractive", (), (), (), "v")
    assert is_right(Case("1", Question("问"), "absent", (), ()), refused)
    assert not is_right(Case("1", Question("问"), "fact", (("两所",),), ("两所",)), refused)
    assert LostAnswer("问", "答", "").after == refused.text
