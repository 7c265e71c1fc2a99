-- The trigger that demands a fact for each changed row asks for the fact of that row in this transaction. With an index on
-- the transaction alone it read all facts of the transaction for each row: bulk work cost with the square of its size.
SET ROLE answerable_owner;
CREATE INDEX fact_of_transaction ON app.fact (tx, subject, subject_id, subject_version);
DROP INDEX app.fact_tx_idx;
RESET ROLE;
