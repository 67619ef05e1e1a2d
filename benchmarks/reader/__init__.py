"""The reader of claims, as it is trained: a cross-encoder over a claim, or a question, and words of a report.

    pip install -r benchmarks/reader/requirements.txt
    python -m benchmarks.reader REPORTS --work FOLDER --part whole
    python -m benchmarks.reader REPORTS --work FOLDER --part 0    (and others)
    python -m benchmarks.reader.fit_rereadings REPORTS --work FOLDER

A part leaves a third of the reports out: how much a reader is to be believed is fitted on claims about reports that it
did not see. ``fit_rereadings`` puts the whole into ``rag/verification/rereading/claim_reader.npz``.
"""
