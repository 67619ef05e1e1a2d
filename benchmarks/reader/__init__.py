"""A small reader of our own, as it is trained and judged: a cross-encoder over a question or a claim, and a sentence.

    pip install -r benchmarks/reader/requirements.txt
    python -m benchmarks.reader train REPORTS --public FOLDER --work FOLDER [--fold N]
    python -m benchmarks.reader judge REPORTS --work FOLDER

The program does not use it: ``docs/reader.md`` has the figures and the reason.
"""
