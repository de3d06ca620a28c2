-- Name a batch's files.
-- params: none; the rows follow as COPY text. returns: nothing.
COPY staged_files (file_no, change_key, key_at) FROM STDIN;
