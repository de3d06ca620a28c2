-- Convert a text of the feed to the type of a column. Every writer but the import uses this rule;
-- the import's statement applies the same rule with casts, which are faster (docs/decisions.md),
-- and check_tickets compares the two.
-- params: p_text; p_type (timestamptz, boolean, integer; any other is text); p_factor: the minutes
-- of one unit of an integer's text.
-- returns: the value; NULL if the text has none.
CREATE OR REPLACE FUNCTION tickets.typed_value(
    p_text text, p_type regtype, p_factor integer DEFAULT 1
)
RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE p_type
        WHEN 'timestamptz'::regtype THEN to_jsonb(tickets.eat_ts(p_text))
        WHEN 'boolean'::regtype THEN to_jsonb(tickets.to_flag(p_text))
        WHEN 'integer'::regtype THEN to_jsonb(tickets.to_minutes(p_text, p_factor))
        ELSE to_jsonb(p_text)
    END
$$;
COMMENT ON FUNCTION tickets.typed_value(text, regtype, integer) IS
'A text of the feed as a value of the type; NULL if it has none.';
