-- How often each dataset changed, so that a reader can tell without a query whether an answer still
-- holds, and learns of every change at once.

CREATE TABLE tickets.data_versions (
    part integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tickets.data_versions IS
'A subject''s version is the sum over its rows. Writers that are under way at the same time count '
'on rows of their own, so none waits for another and no order of locks can cross.';
COMMENT ON COLUMN tickets.data_versions.subject IS
'A dataset, ''access'': the tokens of the API, or ''dispatch'': decisions and plans.';
