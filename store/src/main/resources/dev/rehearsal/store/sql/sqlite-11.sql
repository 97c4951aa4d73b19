-- The index of words has pairs of Chinese, Japanese and Korean characters now: all sessions are put into it anew, when nothing else is to be done.
UPDATE session SET indexed = 0 WHERE indexed <> 0;
