SELECT 'user' AS kind, CURRENT_USER() AS name, @@sql_mode AS about
UNION ALL
SELECT LOWER(routine_type), routine_name, NULL
  FROM information_schema.routines WHERE routine_schema = DATABASE() AND routine_type IN ('FUNCTION', 'PROCEDURE')
UNION ALL
SELECT 'event', event_name, IF(starts = created, 'starts when it is made', NULL)
  FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL
SELECT 'trigger', trigger_name, event_object_table
  FROM (SELECT trigger_name, event_object_table FROM information_schema.triggers
         WHERE trigger_schema = DATABASE() ORDER BY event_object_table, event_manipulation, action_timing, action_order
         LIMIT 1000000) AS ordered
