# A revision is one transaction: no SQL in it may end that, for then a failure could not be rolled back.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ for sql in "COMMIT" "/* x */ rollback" "END TRANSACTION" "SELECT 1; COMMIT;" "BEGIN"; do
>   printf 'revision: a1\nparents: []\nupgrade:\n- create_table: {name: t, columns: {x: text}}\n- execute: "%s"\n' "$sql" > migrations/versions/a1.yaml
>   cmigrate upgrade; sqlite3 app.db .tables; done
migrations/versions/a1.yaml:5:3: error: revision a1, execute COMMIT: the statement would begin or end the revision's transaction
    5 | - execute: "COMMIT"
      |   ^
  statement: COMMIT
  hint: take it out: a revision is one transaction; or set "transaction: false" in its header
cmigrate_log      cmigrate_version
migrations/versions/a1.yaml:5:3: error: revision a1, execute /* x */ rollback: the statement would begin or end the revision's transaction
    5 | - execute: "/* x */ rollback"
      |   ^
  statement: rollback
  hint: take it out: a revision is one transaction; or set "transaction: false" in its header
cmigrate_log      cmigrate_version
migrations/versions/a1.yaml:5:3: error: revision a1, execute END TRANSACTION: the statement would begin or end the revision's transaction
    5 | - execute: "END TRANSACTION"
      |   ^
  statement: END TRANSACTION
  hint: take it out: a revision is one transaction; or set "transaction: false" in its header
cmigrate_log      cmigrate_version
migrations/versions/a1.yaml:5:3: error: revision a1, execute SELECT 1; COMMIT;: the statement would begin or end the revision's transaction
    5 | - execute: "SELECT 1; COMMIT;"
      |   ^
  statement: COMMIT
  hint: take it out: a revision is one transaction; or set "transaction: false" in its header
cmigrate_log      cmigrate_version
migrations/versions/a1.yaml:5:3: error: revision a1, execute BEGIN: the statement would begin or end the revision's transaction
    5 | - execute: "BEGIN"
      |   ^
  statement: BEGIN
  hint: take it out: a revision is one transaction; or set "transaction: false" in its header
cmigrate_log      cmigrate_version
$ cmigrate upgrade --sql > /dev/null
migrations/versions/a1.yaml:5:3: error: revision a1, execute BEGIN: the statement would begin or end the revision's transaction
    5 | - execute: "BEGIN"
      |   ^
  statement: BEGIN
  hint: take it out: a revision is one transaction; or set "transaction: false" in its header
[1]

# A savepoint is within it.
$ sed -i 's/execute: .*/execute: "SAVEPOINT s; INSERT INTO t VALUES (1); ROLLBACK TO s; RELEASE s"/' migrations/versions/a1.yaml
$ cmigrate upgrade
upgraded a1 (N ms)
the database is at a1
