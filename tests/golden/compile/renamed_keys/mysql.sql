ALTER TABLE `box` DROP FOREIGN KEY `fk_box_shelf_id`;
ALTER TABLE `box`
    DROP INDEX `ix_size`,
    DROP INDEX `fk_box_shelf_id`,
    DROP INDEX `uq_label`,
    ADD KEY `box_size_idx` (`size`),
    ADD UNIQUE KEY `box_label_key` (`label`);
ALTER TABLE `box` ADD CONSTRAINT `box_shelf_id_fkey` FOREIGN KEY (`shelf_id`) REFERENCES `shelf` (`id`);
