"""Other tools beside this one. They are no dependencies, and get an environment of their own, once::

    python3.11 -m venv build/rivals
    build/rivals/bin/pip install --no-deps -r requirements.lock -r requirements-dev.lock
    build/rivals/bin/pip install --no-deps -r benchmarks/rivals/requirements.txt -e .
    build/rivals/bin/python -m benchmarks compare

It takes 1.8 GB, 0.7 of it PyTorch, without which txtai cannot be imported. What is not installed is not measured, and
is named.
"""
