-- The first answer to each Idempotency-Key of any resource but timestamps (idempotency_keys), kept for good. A key is compared byte by byte;
-- request is the digest of the body that came with it.
CREATE TABLE first_answers (
    resource        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request         BINARY(32)   NOT NULL,
    row_id          BIGINT       NOT NULL,
    change_id       BIGINT       NOT NULL,
    answer          TEXT         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (resource, idempotency_key)
);
