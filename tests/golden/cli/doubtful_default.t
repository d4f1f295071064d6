# A default that is a text, where the author most likely meant what the database evaluates, is told.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > models.yaml <<'END'
> tables:
>   visit:
>     columns:
>       id: {type: integer, primary_key: true}
>       at: {type: datetime, default: now}
>       token: {type: string(40), default: "hex(randomblob(8))"}
>       key: {type: string(40), default: "random()"}
>       said: {type: datetime, default: {sql: CURRENT_TIMESTAMP}}
> END
$ cmigrate migrate -m first --rev-id a1
1 difference found:
  create table visit
  warning: visit.at has the text "now" as its default: write {sql: CURRENT_TIMESTAMP} if the database shall evaluate it
  warning: visit.key has the text "random()" as its default: write {sql: random()} if the database shall evaluate it
wrote migrations/versions/a1_first.yaml
look it over, then run: cmigrate upgrade
