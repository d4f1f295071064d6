RENAME TABLE `ids` TO `numbers`;
ALTER TABLE `author` ADD COLUMN `n` int;
