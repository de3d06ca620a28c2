-- Forget the adoption, in the transaction that puts the earlier schema back.
-- params: none. returns: nothing.
DROP TABLE tickets_before.adoption
