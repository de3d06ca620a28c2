-- A policy that was changed is nobody's shipped default any more, whoever changed it and how.

CREATE FUNCTION tickets.label_sla_policy() RETURNS trigger
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

CREATE TRIGGER label_sla_policy BEFORE UPDATE ON tickets.sla_policy
FOR EACH ROW EXECUTE FUNCTION tickets.label_sla_policy();

-- Its result has changed: when the import noted a flow, where the file's name was.
DROP FUNCTION IF EXISTS tickets.ticket_flows(text, timestamptz);
