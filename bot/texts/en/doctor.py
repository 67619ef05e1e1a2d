"""The English texts of ``wenbao doctor``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from bot.texts.zh.doctor import DoctorTexts


class EnglishDoctorTexts(DoctorTexts):
    __slots__ = ()

    unchecked = "This could not be checked ({kind}); the settings of it are the first suspect."
    chosen = "{names} set, the others as by default."
    by_default = "All as by default."
    # Telegram
    telegram_unset = "TELEGRAM_BOT_TOKEN is not set; the terminal works without, wenbao run needs it."
    telegram_unreachable = "{address} cannot be asked ({kind}); check the network and TELEGRAM_API_URL."
    telegram_unknown = "Telegram does not know TELEGRAM_BOT_TOKEN; copy it again from @BotFather."
    telegram_wrong = "{address} answered with status {status}; check TELEGRAM_API_URL."
    bot = "The bot is @{name}."
    # What is kept
    external_database = "An external database answers."
    sqlite = "SQLite under {folder} answers."
    readable = "{folder} is readable; the next start indexes it."
    version = "Version {number} with {reports} reports and {sentences} sentences."
    version_pending = (
        "Version {number} with {reports} reports and {sentences} sentences; the files have changed since, the next "
        "start takes them over."
    )
    chroma_embedded = "Embedded, version {version}."
    chroma_away = "The Chroma server at {address} does not answer ({kind}); start it or correct CHROMA_URL."
    chroma = "The server at {address} answers."
    # Models
    at = " at {address}"
    own_calibration = "its own calibration"
    general_calibration = "the general calibration"
    embedding = "{model}{at}: {dimensions} dimensions, {calibration}, {seconds} s a question."
    no_model = "None is set; answers quote the report."
    no_format = (
        "{model} answers, but not in the format it is asked for; the report will be quoted instead, set another "
        "LLM_MODEL."
    )
    model = "{model} keeps to the format; first words in {first} s, all in {whole} s. {trial}"
    tried_later = "It is tried out when there are reports."
    not_tried = "It could not be tried out on the reports; until it is, it rewords what is quoted."
    passed = "It passed {passed} of {asked} questions made from the reports: it selects and words its answers."
    failed = "It passed {passed} of {asked} questions made from the reports: it only rewords what is quoted."
