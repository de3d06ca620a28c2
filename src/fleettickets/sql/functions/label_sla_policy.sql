-- A policy that was changed is no longer the shipped default, whoever changed it and how.
-- params: none, a trigger of tickets.sla_policy. returns: the row.
CREATE OR REPLACE FUNCTION tickets.label_sla_policy() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (new.target_minutes, new.at_risk_minutes) <> (old.target_minutes, old.at_risk_minutes) THEN
        new.is_default := FALSE;
        new.updated_at := now();
    END IF;
    RETURN new;
END
$$;
COMMENT ON FUNCTION tickets.label_sla_policy() IS
'Keeps is_default and updated_at of a policy true, also where it is changed by SQL.';

CREATE OR REPLACE TRIGGER label_sla_policy BEFORE UPDATE ON tickets.sla_policy
FOR EACH ROW EXECUTE FUNCTION tickets.label_sla_policy();
