-- Bring the rows of one chunk that were not taken into the stage.
-- params: none; the rows follow as COPY text. returns: nothing.
COPY staged_rejects (change_no, severity, column_name, reason, raw_row) FROM STDIN;
