-- For counting the entries of a span of time. In place and without a lock: entries are saved while the index is made, or this fails.
CREATE INDEX timestamps_saved_at ON timestamps (saved_at) ALGORITHM = INPLACE LOCK = NONE;
