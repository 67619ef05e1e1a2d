"""A language model whose replies are kept in a folder: a change to what reads them is measured again in no time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from rag.llm.client import Model, Pace
from rag.llm.prompts import Filled


class Recorded(Model):
    """Asks ``model`` what it was not asked before."""

    def __init__(self, model: Model, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name, self.timeout, self.pace = model.name, model.timeout, Pace()
        self._model, self._folder = model, folder

    async def stream(self, prompt: Filled, deadline: float, user: str = "") -> AsyncGenerator[str, None]:
        asked = [self.name, prompt.instructions, prompt.request]
        file = self._folder / f"{hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:24]}.json"
        if file.exists():
            yield json.loads(file.read_text(encoding="utf-8"))["reply"]
            return
        reply = ""
        try:
            async with aclosing(self._model.stream(prompt, deadline, user)) as pieces:
                async for piece in pieces:
                    reply += piece
                    yield piece
        except GeneratorExit:  # the rest would not be read
            _keep(file, prompt, reply)
            raise
        _keep(file, prompt, reply)

    async def aclose(self) -> None:
        await self._model.aclose()


def _keep(file: Path, prompt: Filled, reply: str) -> None:
    kept = {"request": prompt.request, "reply": reply}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
