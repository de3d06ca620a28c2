"""What the reporting functions answer: every key with its type, unit and meaning, said here once.

The OpenAPI document and the tables of docs/dashboard-api-contract.md come from these models
(``make bless`` rewrites the tables). Nothing is serialised by them: the database's own JSON goes
through untouched. tests/reports/test_contract.py compares the answers with them.
"""
