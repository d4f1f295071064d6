-- What another database says of itself to be like this one. Columns that only some versions have are asked for by name.
SELECT format('ENCODING %L LC_COLLATE %L LC_CTYPE %L', pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
           || CASE j ->> 'datlocprovider' WHEN 'c' THEN ' LOCALE_PROVIDER libc'
                                          WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', l.name)
                                          WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', l.name)
                                          ELSE '' END
           || CASE WHEN j ->> 'daticurules' IS NOT NULL THEN format(' ICU_RULES %L', j ->> 'daticurules') ELSE '' END,
       CASE WHEN current_schema() <> 'public' THEN format('CREATE SCHEMA %I', current_schema()) END
  FROM pg_database d,
       to_jsonb(d) j,
       LATERAL (SELECT coalesce(j ->> 'daticulocale', j ->> 'datlocale')) l (name)
 WHERE d.datname = current_database()
