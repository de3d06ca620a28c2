-- Create the record of the adoption, in the transaction that moves the earlier schema aside.
-- params: none. returns: nothing.
CREATE TABLE tickets_before.adoption (
    step text PRIMARY KEY,
    details jsonb NOT NULL DEFAULT '{}',
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE tickets_before.adoption IS
'The steps of `fleettickets adopt` that are done; the next call continues after them.';
