-- Say what the demo's tickets need: two made-up rules before the shipped defaults.
-- params: none. returns: nothing.
INSERT INTO dispatch.job_rules (position, dataset, skills, minutes, priority, note)
VALUES
(10, 'inc', '{splice}', 45, 2, 'the demo''s incidents'),
(20, 'crq', '{install}', 75, 3, 'the demo''s installations')
ON CONFLICT (position) DO NOTHING;
