-- revision: ${revision}
-- parents: ${parents}
-- branch_labels: ${branch_labels}
-- depends_on: ${depends_on}
-- replaces: ${replaces}
-- was_parents: ${was_parents}
-- transaction: ${transaction}
-- message: ${message}
-- created: ${created}
-- cmigrate: upgrade
-- ${note}
${upgrade}
-- cmigrate: downgrade
-- ${lossy}
${downgrade}
