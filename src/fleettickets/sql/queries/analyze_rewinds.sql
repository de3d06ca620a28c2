-- Tell the planner how many tickets are rewound.
-- params: none. returns: nothing.
ANALYZE staged_rewinds
