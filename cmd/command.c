#include "cmd/app.h"

extern const struct command command_init, command_migrate, command_revision, command_upgrade,
    command_downgrade, command_current, command_history, command_heads, command_show, command_stamp,
    command_check, command_inspect, command_baseline, command_branches, command_merge, command_edit,
    command_rebase, command_squash, command_list_templates, command_ensure_version, command_settle;

const struct command *const commands[] = {
    &command_init,
    &command_migrate,
    &command_upgrade,
    &command_downgrade,
    &command_check,
    &command_current,
    &command_history,
    &command_heads,
    &command_branches,
    &command_show,
    &command_revision,
    &command_merge,
    &command_rebase,
    &command_squash,
    &command_edit,
    &command_stamp,
    &command_settle,
    &command_baseline,
    &command_inspect,
    &command_ensure_version,
    &command_list_templates,
    NULL,
};
