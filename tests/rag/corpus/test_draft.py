"""What is to be published can be looked at first: what was understood and what changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from rag.corpus.diff.reading_summary import Doubt
from rag.corpus.folder_edits import Add, Reload
from rag.errors import CorpusError, DraftExpired
from rag.evaluation.regression_gate import Canary
from rag.settings import CorpusSettings
from tests.corpora import HUSHAN, JIANGWAN, write_reports
from tests.rag.corpus.drafts import MORE, upload, words
from tests.rag.corpus.programs import Open


@pytest.fixture
def start(start: Open, settings: CorpusSettings) -> Open:
    """Programs that ask the canary questions before they publish."""
    return partial(start, check=Canary(settings.corpus_dir))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


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
    preview = corpus.changes.preview(Add(upload(settings)))
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
    preview = corpus.changes.preview(Add(upload(settings)))
    assert preview.draft

    def full(*_args: object, **_more: object) -> None:
        raise CorpusError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("rag.corpus.publishing.carry_out", full)
        with pytest.raises(CorpusError, match="no space"):
            corpus.changes.publish(preview.draft.version)
    assert words(corpus) == HUSHAN
    assert corpus.changes.publish(preview.draft.version).new == 2
