RENAME TABLE `sale` TO `sold`;
ALTER TABLE `sold`
    CHANGE COLUMN `shop` `store` text,
    COMMENT='by store';
ALTER TABLE `sale_a`
    CHANGE COLUMN `shop` `store` text,
    COMMENT='the first';
