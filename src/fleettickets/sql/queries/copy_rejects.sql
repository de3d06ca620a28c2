-- Copy the rejects and warnings of one chunk into the stage.
-- params: none; the rows follow as COPY text. returns: nothing.
COPY staged_rejects (change_no, severity, column_name, reason, raw_row) FROM STDIN;
