-- Copy the list of a batch's files into the stage.
-- params: none; the rows follow as COPY text. returns: nothing.
COPY staged_files (file_no, change_key, key_at) FROM STDIN;
