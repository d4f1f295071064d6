#include "graph/names.h"

#include <string.h>

#include "base/text.h"

static bool has_blank(const char *name) {
    for (; *name; name++)
        if ((unsigned char)*name <= ' ' || *name == 0x7f)
            return true;
    return false;
}

static size_t characters(const char *name) {
    size_t count = 0;
    for (; *name; name++)
        count += ((unsigned char)*name & 0xc0) != 0x80;
    return count;
}

static bool is_symbol(const char *name) {
    return !strcmp(name, "head") || !strcmp(name, "heads") || !strcmp(name, "base") ||
           !strcmp(name, "current");
}

static const char *fault(const char *name) {
    if (!*name)
        return "is empty";
    if (has_blank(name))
        return "holds a blank or a control character";
    size_t bad;
    if (!text_is_utf8(name, strlen(name), &bad))
        return "is not text in UTF-8";
    return is_symbol(name) ? "is a word with a meaning of its own" : NULL;
}

const char *id_fault(const char *id) {
    if (strpbrk(id, "@-+:"))
        return "holds one of the characters @ - + :";
    if (strpbrk(id, ",/\\[]")) /* it stands in a list of SQL's header, and in the file's name */
        return "holds one of the characters , / \\ [ ]";
    if (characters(id) > ID_LENGTH_MAX)
        return "is longer than 32 characters";
    return fault(id);
}

const char *label_fault(const char *label) {
    if (strpbrk(label, "@:") || *label == '+' || *label == '-')
        return "holds @ or :, or begins with + or -";
    return fault(label);
}
