"""The model that questions are encoded with, as it is trained.

    pip install -r benchmarks/reader/requirements.txt
    python -m benchmarks.question_encoder REPORTS --work FOLDER --part whole
    python -m benchmarks.question_encoder REPORTS --work FOLDER --part 0    (and 1 and 2)
    python -m benchmarks.fitting.calibrate REPORTS --work FOLDER

A part is a third of the reports: what is fitted later on searches sees each report by a model that was trained on the
others. ``calibrate`` puts the whole into ``rag/index/question_encoder.npz``.
"""
