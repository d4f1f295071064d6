#include "mysql/charset.h"

#include <string.h>

#include "base/text.h"

/* Those whose default isn't NAME_general_ci. */
static const struct {
    const char *charset, *collation;
} defaults[] = {{"latin1", "latin1_swedish_ci"}, {"binary", "binary"}, {"big5", "big5_chinese_ci"},
    {"dec8", "dec8_swedish_ci"}, {"hp8", "hp8_english_ci"}, {"swe7", "swe7_swedish_ci"},
    {"ujis", "ujis_japanese_ci"}, {"sjis", "sjis_japanese_ci"}, {"tis620", "tis620_thai_ci"},
    {"euckr", "euckr_korean_ci"}, {"gb2312", "gb2312_chinese_ci"}, {"gbk", "gbk_chinese_ci"},
    {"latin5", "latin5_turkish_ci"}, {"cp932", "cp932_japanese_ci"}, {"eucjpms", "eucjpms_japanese_ci"},
    {"gb18030", "gb18030_chinese_ci"}};

/* MySQL 8.0.1 and MariaDB 11.6 gave utf8mb4 a new default; MariaDB's is every Unicode set's. */
static const char *unicode_collation(const struct server *server, struct arena *arena, const char *charset) {
    bool mariadb = !strcmp(server->product, "mariadb");
    static const char *const unicode[] = {"utf8mb3", "utf8mb4", "ucs2", "utf16", "utf32"};
    for (size_t i = 0; i < sizeof unicode / sizeof *unicode; i++)
        if (mariadb && server->version >= 110600 && !strcmp(unicode[i], charset))
            return arena_format(arena, "%s_uca1400_ai_ci", charset);
    if (!mariadb && server->version >= 80001 && !strcmp(charset, "utf8mb4"))
        return "utf8mb4_0900_ai_ci";
    return NULL;
}

const char *charset_collation(const struct server *server, struct arena *arena, const char *charset) {
    const char *unicode = unicode_collation(server, arena, charset);
    if (unicode)
        return unicode;
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (!strcmp(defaults[i].charset, charset))
            return defaults[i].collation;
    return arena_format(arena, "%s_general_ci", charset);
}

const char *collation_charset(struct arena *arena, const char *collation) {
    return arena_text(arena, collation, strcspn(collation, "_"));
}

const char *charset_canonical(struct arena *arena, const char *name) {
    const char *lower = text_lower(arena, name);
    if (!strncmp(lower, "utf8", 4) && (!lower[4] || lower[4] == '_'))
        return arena_format(arena, "utf8mb3%s", lower + 4);
    return lower;
}

const char *charset_spelling(const struct features *features, struct arena *arena, const char *canonical) {
    if (!features->utf8mb3 && !strncmp(canonical, "utf8mb3", 7))
        return arena_format(arena, "utf8%s", canonical + 7);
    return canonical;
}
