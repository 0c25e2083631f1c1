-- What is late or due today, by the clock of the database. What is waited for is somebody else's until its day is over.
SELECT w.id FROM ({publiek}) w
WHERE w.tegen <= CASE
    WHEN w.aard = 'wacht' THEN now()
    ELSE (((now() AT TIME ZONE 'Europe/Brussels')::date + 1)::timestamp) AT TIME ZONE 'Europe/Brussels'
END
