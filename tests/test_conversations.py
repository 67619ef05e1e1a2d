"""Earlier questions are remembered for as long as a conversation lasts, one person and one place at a time."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import Chat, Message, User

from bot.conversations import Conversations


def message(number: int, user: int = 1, chat: int = 1, thread: int | None = None) -> Message:
    return Message(
        number,
        datetime.now(UTC),
        Chat(chat, "supergroup"),
        from_user=User(user, "Alice", is_bot=False),
        message_thread_id=thread,
    )


def test_only_the_last_questions_are_kept() -> None:
    talk = Conversations(questions=2)
    for number in range(1, 5):
        talk.remember(message(number), f"问题{number}")
    assert talk.before(message(5)) == ("问题3", "问题4")


def test_a_question_does_not_lean_on_itself_or_on_later_ones() -> None:
    """Which it would after an edit; the new wording takes the place of the old one."""
    talk = Conversations()
    for number in (1, 2):
        talk.remember(message(number), f"问题{number}")
    assert talk.before(message(1)) == ()
    talk.remember(message(1), "改过的问题")
    assert set(talk.before(message(3))) == {"改过的问题", "问题2"}


def test_people_chats_and_topics_do_not_mix() -> None:
    talk = Conversations()
    talk.remember(message(1), "问题")
    assert talk.before(message(2, user=2)) == ()
    assert talk.before(message(2, chat=2)) == ()
    assert talk.before(message(2, thread=9)) == ()


def test_questions_are_forgotten_after_a_while() -> None:
    now = 0.0
    talk = Conversations(seconds=60, clock=lambda: now)
    talk.remember(message(1), "问题")
    now = 59.0
    assert talk.before(message(2)) == ("问题",)
    now = 60.0
    assert talk.before(message(2)) == ()


def test_the_people_who_asked_longest_ago_are_forgotten_first() -> None:
    talk = Conversations(people=2)
    for user in (1, 2, 1, 3):
        talk.remember(message(user, user=user), "问题")
    assert [bool(talk.before(message(9, user=user))) for user in (1, 2, 3)] == [True, False, True]
