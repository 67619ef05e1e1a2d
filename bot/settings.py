"""The values of the settings. They are read in ``bot.settings_loading`` alone; an empty value means the default."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import settings_fields as forms
from rag.errors import SettingsError
from rag.settings import CorpusSettings, EmbeddingSettings, ModelSettings

ENV_FILE = Path(".env")


class Settings(BaseSettings):
    """Everything that can be set. The descriptions are the table in docs/settings.md."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True,
        extra="ignore", frozen=True, validate_default=False,
    )  # fmt: skip

    telegram_bot_token: forms.BotToken | None = Field(
        default=None, description="token of the bot, from BotFather; secret"
    )
    telegram_api_url: forms.Url = Field(
        default="https://api.telegram.org", description="base of a Bot API server, e.g. `http://127.0.0.1:8080`"
    )
    admin_ids: forms.UserIds = Field(
        default=(), description="Telegram user ids of the admins, comma-separated: they may change the reports in chat"
    )
    admin_chat: forms.ChatId | None = Field(
        default=None, description="Telegram id of a chat where every change of the reports is announced"
    )
    webhook_url: forms.Url | None = Field(default=None, description="public address for updates; empty: the bot polls")
    webhook_listen: forms.Address = Field(
        default=forms.Listen("127.0.0.1", 8443), description="where the webhook listens"
    )
    webhook_secret: forms.WebhookSecret | None = Field(
        default=None, description="required with `WEBHOOK_URL`: Telegram sends it with every update; secret"
    )
    reader_url: forms.Url | None = Field(
        default=None,
        description="public address of the pages of reports: shared quotes carry links to it, and the webhook's "
        "listener serves them",
    )
    llm_model: forms.Model | None = Field(
        default=None, description="`provider:model` of a language model; empty: answers quote"
    )
    llm_base_url: forms.Url | None = Field(default=None, description="address of an OpenAI-compatible endpoint")
    llm_api_key: SecretStr | None = Field(default=None, description="key for the language model; secret")
    llm_timeout: forms.Seconds = Field(default=30.0, description="seconds for one answer with the language model")
    llm_evidence: forms.Count = Field(
        default=6000, description="characters of the reports that the language model is given for one answer"
    )
    embedding_model: forms.EmbeddingModel = Field(
        default="local", description="`local`, or `provider:model` of an embedding model"
    )
    embedding_base_url: forms.Url | None = Field(
        default=None, description="address of an OpenAI-compatible endpoint for embeddings"
    )
    embedding_api_key: SecretStr | None = Field(default=None, description="key for the embedding model; secret")
    chroma_url: forms.Url | None = Field(
        default=None, description="address of a Chroma server; empty: embedded, under `DATA_DIR`"
    )
    database_url: forms.DatabaseUrl | None = Field(
        default=None, description="SQLAlchemy address of a database; empty: SQLite under `DATA_DIR`"
    )
    corpus_dir: forms.ReportFolder = Field(
        default=Path("seeds"),
        validate_default=True,
        description="folder of the reports; where there is no `seeds`, the report that comes with the program is asked",
    )
    data_dir: forms.DataFolder = Field(
        default=Path("data"),
        validate_default=True,
        description="folder of everything the program keeps; where there is no `seeds`, `~/.local/share/wenbao`",
    )
    keep_versions: forms.Count = Field(
        default=5, description="versions of the reports that can be returned to, at least 1"
    )
    keep_days: forms.Count = Field(
        default=90, description="days that questions, answers and votes are kept, at least 1"
    )
    queue_limit: forms.Count = Field(
        default=600,
        description="messages of all people that may wait; beyond that one of each person who has none waiting",
    )
    timezone: forms.TimeZone = Field(
        default=forms.DEFAULT_TIME_ZONE, description="time zone in which moments are shown, such as `Europe/Berlin`"
    )
    metrics_listen: forms.AddressIfAny = Field(
        default=None,
        description="host and port for `/metrics`, `/healthz` and `/readyz`; empty: nothing is served there",
    )
    serve_listen: forms.Address = Field(
        default=forms.Listen("127.0.0.1", 8765), description="where `wenbao serve` listens"
    )
    serve_keys: forms.Keys = Field(
        default=(),
        description="keys for the JSON of `wenbao serve`, comma-separated, one of which a request has to show; empty: "
        "it need not; secret",
    )
    serve_rate: forms.Count = Field(
        default=60, description="requests a minute that are answered over HTTP for one key, or for one address"
    )
    chat_history: forms.Switch = Field(
        default="on",
        description="`on` or `off`: keep the lines typed into `wenbao chat`, in a file that only its owner can read",
    )
    log_level: forms.LogLevel = Field(default="INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`")
    log_format: forms.LogFormat = Field(default="console", description="`console` or `json`")

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Settings:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET is required with WEBHOOK_URL; set it to a random word.")
        return self

    @model_validator(mode="after")
    def _addresses_differ(self) -> Settings:
        if self.reader_url and self.reader_url == self.webhook_url:
            raise ValueError("WEBHOOK_URL and READER_URL are the same; give WEBHOOK_URL a path, such as /updates.")
        return self

    @property
    def token(self) -> str:
        """The bot token.

        Raises:
            SettingsError: none is set.
        """
        if self.telegram_bot_token is None:
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather and put it into .env.", code="token_missing"
            )
        return self.telegram_bot_token.get_secret_value()

    @property
    def bot_id(self) -> int:
        """The number of the bot, with which its token begins; 0 for a token that Telegram will refuse."""
        number = self.token.partition(":")[0]
        return int(number) if number.isdecimal() else 0

    @property
    def is_shared(self) -> bool:
        """Other processes may work on the same database."""
        return self.database_url is not None and not self.database_url.get_secret_value().startswith("sqlite")

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must not be shown to anyone, and the passwords in addresses."""
        return forms.secrets_in([getattr(self, name) for name in type(self).model_fields])

    @property
    def corpus(self) -> CorpusSettings:
        return CorpusSettings(
            corpus_dir=self.corpus_dir,
            data_dir=self.data_dir,
            database_url=self.database_url.get_secret_value() if self.database_url else "",
            chroma_url=self.chroma_url or "",
            embedding=self.embedding,
            keep_versions=self.keep_versions,
        )

    @property
    def embedding(self) -> EmbeddingSettings:
        return EmbeddingSettings(
            model=self.embedding_model,
            base_url=self.embedding_base_url or "",
            api_key=self.embedding_api_key.get_secret_value() if self.embedding_api_key else "",
        )

    @property
    def language_model(self) -> ModelSettings:
        return ModelSettings(
            model=self.llm_model or "",
            base_url=self.llm_base_url or "",
            api_key=self.llm_api_key.get_secret_value() if self.llm_api_key else "",
            timeout=self.llm_timeout,
            evidence=self.llm_evidence,
        )


NAMES = tuple(name.upper() for name in Settings.model_fields)
