# Where and how a new revision is written.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ echo 'file_template: "%(year)d/%(rev)s-%(slug)s"' >> cmigrate.yaml
$ cmigrate revision -m "Add the Book!" --rev-id a1 | sed 's/20[0-9][0-9]/YEAR/'
wrote migrations/versions/YEAR/a1-add_the_book.yaml

# Hooks get the file's name; what they print is no result.
$ cat >> cmigrate.yaml <<'END'
> timezone: Asia/Kolkata
> post_write_hooks: ["sed -i 's/second/2nd/'", "echo formatted; false"]
> END
$ cmigrate revision -m second --rev-id b2 2>/dev/null
[1]
$ sed -i 's/; false//' cmigrate.yaml
$ cmigrate revision -m second --head base --rev-id c3 2>/dev/null | sed 's/20[0-9][0-9]/YEAR/'
wrote migrations/versions/YEAR/c3-second.yaml
$ sed 's/T.*+/T+/; s/20..-..-../DAY/' migrations/versions/*/c3-second.yaml
revision: c3
parents: []
message: 2nd
created: DAYT+05:30
upgrade: []
downgrade: []
$ CMIGRATE_TIMEZONE=Atlantis cmigrate revision -m third --head b2 --rev-id d4
error: there is no time zone "Atlantis"
  hint: write UTC, local, or a name such as Europe/Berlin
[1]
