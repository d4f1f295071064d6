#!/bin/sh
# What rows will suffer is told, and of a column that fills itself there is nothing to tell.
#
#   danger.sh CMIGRATE
set -eu
name=danger_$$
. "$(dirname "$0")/fresh.sh"
psql -qX -d "${server%/*}/$name" -c 'CREATE TABLE book (id integer PRIMARY KEY); INSERT INTO book VALUES (1)'
cat >models.yaml <<'END'
tables:
  book:
    columns:
      id: {type: integer, primary_key: true}
      counted: {type: serial, nullable: false}
      far: {type: biginteger, autoincrement: true, nullable: false}
      given: {type: integer, nullable: false, default: 1}
      missing: {type: integer, nullable: false}
END
"$cmigrate" migrate -m columns --no-proof >/dev/null 2>printed
equals "warnings" "  warning: book.missing is NOT NULL without a default, and the table has rows: give it a default, or fill it in between" \
    "$(grep warning: printed)"

psql -qX -d "${server%/*}/$name" -c "CREATE TABLE sold (code varchar(50), price float8, at timestamp, fits varchar(50), small numeric);
    INSERT INTO sold VALUES ('longer than ten', 1.005, '2020-01-01 10:00:00.5', 'short', 99999)"
rm -r migrations/versions/* && cat >models.yaml <<'END'
tables:
  sold:
    columns:
      code: string(10)
      price: numeric(12,2)
      at: {type: {sql: timestamp(0)}}
      fits: string(10)
      small: numeric(20,2)
END
"$cmigrate" migrate -m types --no-proof --drop-unknown >/dev/null 2>printed
equals "values that are lost" "  warning: sold.code has values that don't stay what they are as character varying(10)
  warning: sold.price has values that don't stay what they are as numeric(12,2)
  warning: sold.at has values that don't stay what they are as timestamp(0) without time zone" \
    "$(grep 'warning: sold' printed | sed 's/: mend them.*//')"
