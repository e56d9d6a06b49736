-- records.sqlite: a table for each kind of thing, keys between them, and views that answer common questions.
PRAGMA user_version = 1;

CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('done', 'partial', 'rejected')),
    sha256 TEXT,
    bytes INTEGER,
    encoding TEXT,
    characters INTEGER,
    languages TEXT,      -- of the sentences, the most frequent first
    repairs INTEGER
);

CREATE TABLE visits (
    record_id TEXT PRIMARY KEY,
    doc_id TEXT NOT NULL REFERENCES documents,
    visitor_name TEXT,
    visitor_office TEXT,
    visitor_country TEXT,
    host_country TEXT,
    host_place TEXT,
    visit_type TEXT,
    occasion TEXT,
    date TEXT,           -- EDTF
    date_start TEXT,     -- the first and the last possible day
    date_end TEXT,
    count INTEGER NOT NULL,
    count_qualifier TEXT NOT NULL,
    status TEXT NOT NULL,
    confidence REAL,
    rules TEXT,          -- JSON list
    extra TEXT           -- JSON
);

CREATE TABLE agreements (
    record_id TEXT PRIMARY KEY,
    doc_id TEXT NOT NULL REFERENCES documents,
    doc_type TEXT NOT NULL,
    title TEXT,
    place TEXT,
    date TEXT,
    date_start TEXT,
    date_end TEXT,
    during_visit TEXT REFERENCES visits,
    count INTEGER NOT NULL,
    count_qualifier TEXT NOT NULL,
    status TEXT NOT NULL,
    confidence REAL,
    rules TEXT,
    extra TEXT
);

CREATE TABLE parties (
    record_id TEXT NOT NULL REFERENCES agreements,
    party TEXT NOT NULL,
    PRIMARY KEY (record_id, party)
) WITHOUT ROWID;

CREATE TABLE signatories (
    record_id TEXT NOT NULL REFERENCES agreements,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (record_id, place)
) WITHOUT ROWID;

CREATE TABLE evidence (
    record_id TEXT NOT NULL,   -- of a visit or an agreement
    place INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT,
    PRIMARY KEY (record_id, place)
) WITHOUT ROWID;

CREATE TABLE rejects (
    doc_id TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    hint TEXT NOT NULL
);

CREATE INDEX visits_by_document ON visits (doc_id);
CREATE INDEX visits_by_day ON visits (date_start);
CREATE INDEX visits_by_countries ON visits (visitor_country, host_country);
CREATE INDEX agreements_by_document ON agreements (doc_id);
CREATE INDEX agreements_by_day ON agreements (date_start);
CREATE INDEX agreements_by_visit ON agreements (during_visit);
CREATE INDEX parties_by_party ON parties (party);

-- who went where and when, with the sentence that says so
CREATE VIEW journeys AS
SELECT v.date, coalesce(v.visitor_name, v.visitor_office) AS visitor, v.visitor_country AS "from", v.host_country AS "to", v.host_place AS place,
       v.visit_type, v.occasion, v.count, v.status, v.doc_id, e.language, e.text AS quote, v.record_id
FROM visits v LEFT JOIN evidence e ON e.record_id = v.record_id AND e.place = 0
ORDER BY v.date_start IS NULL, v.date_start, v.record_id;

-- what was signed, between whom, with the sentence that says so
CREATE VIEW documents_signed AS
SELECT a.date, a.doc_type, a.title, (SELECT group_concat(party, ' ') FROM (SELECT party FROM parties p WHERE p.record_id = a.record_id ORDER BY party))
       AS parties, a.place, a.count, a.status, v.visitor_name AS during_visit_of, a.doc_id, e.language, e.text AS quote, a.record_id
FROM agreements a
LEFT JOIN visits v ON v.record_id = a.during_visit
LEFT JOIN evidence e ON e.record_id = a.record_id AND e.place = 0
ORDER BY a.date_start IS NULL, a.date_start, a.record_id;

-- how often one country's representatives went to another
CREATE VIEW visits_between AS
SELECT visitor_country AS "from", host_country AS "to", sum(count) AS visits, count(*) AS records, min(date_start) AS first_day, max(date_end) AS last_day
FROM visits WHERE status = 'occurred' GROUP BY visitor_country, host_country ORDER BY visits DESC, "from", "to";

-- how many documents two parties signed with each other
CREATE VIEW agreements_between AS
SELECT p.party AS one, q.party AS other, sum(a.count) AS documents, count(*) AS records, min(a.date_start) AS first_day, max(a.date_end) AS last_day
FROM agreements a JOIN parties p USING (record_id) JOIN parties q ON q.record_id = a.record_id AND q.party > p.party
WHERE a.status = 'signed' GROUP BY p.party, q.party ORDER BY documents DESC, one, other;

-- records by year; an interval counts in its first year
CREATE VIEW by_year AS
SELECT year, sum(visits) AS visits, sum(agreements) AS agreements
FROM (SELECT substr(date_start, 1, 4) AS year, count AS visits, 0 AS agreements FROM visits
      UNION ALL SELECT substr(date_start, 1, 4), 0, count FROM agreements)
GROUP BY year ORDER BY year IS NULL, year;
