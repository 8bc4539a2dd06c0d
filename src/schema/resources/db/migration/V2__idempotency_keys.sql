-- The first answer to each Idempotency-Key, kept for good: whoever repeats the request gets it again, whatever became of the entry.
-- A key is compared byte by byte.
CREATE TABLE idempotency_keys (
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    timestamp_id    BIGINT      NOT NULL,
    saved_at        DATETIME(6) NOT NULL,
    PRIMARY KEY (idempotency_key)
);
