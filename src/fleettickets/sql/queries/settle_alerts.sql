-- Say how the posting of claimed changes went.
-- params: ids, is_posted, is_refused. returns: nothing.
SELECT tickets.settle_alerts(%(ids)s::bigint[], %(is_posted)s, %(is_refused)s);
