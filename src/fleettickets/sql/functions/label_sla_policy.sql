-- Mark a changed policy as no longer the shipped default, however it was changed.
-- params: none, a trigger of tickets.sla_policy. returns: the row.
CREATE OR REPLACE FUNCTION tickets.label_sla_policy() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (new.target_minutes, new.at_risk_minutes) <> (old.target_minutes, old.at_risk_minutes) THEN
        new.is_default := FALSE;
        new.note := NULL;
        new.updated_at := now();
    END IF;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.label_sla_policy() IS
'Keeps is_default and updated_at of a policy right, even if it is changed by SQL.';

CREATE OR REPLACE TRIGGER label_sla_policy BEFORE UPDATE ON tickets.sla_policy
FOR EACH ROW EXECUTE FUNCTION tickets.label_sla_policy();
