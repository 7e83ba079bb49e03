"""Search in one function that sees past row security, with tenant and permission inside: no operator here is leakproof."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Which stemmer reads which language; others are searched word by word.
STEMMER = """
CREATE FUNCTION catalogue_stemmer(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE language
        WHEN 'da' THEN 'pg_catalog.danish'::regconfig
        WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'nn' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'de' THEN 'pg_catalog.german'::regconfig
        ELSE 'pg_catalog.simple'::regconfig
    END
$$
"""

# Letters as they are written on another keyboard: å as aa, ø as oe, æ as ae; accents fall away.
FOLD = """
CREATE FUNCTION catalogue_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT unaccent('unaccent', replace(replace(replace(replace(replace(
        lower(words), 'å', 'aa'), 'ø', 'oe'), 'ö', 'oe'), 'æ', 'ae'), 'ä', 'ae'))
$$
"""

# Each text as written, folded, and word by word (for what is still being typed); the title weighs most.
DOCUMENT = """
CREATE FUNCTION catalogue_document(language text, title text, words text, summary text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT setweight(to_tsvector(catalogue_stemmer(language), title || ' ' || catalogue_fold(title)), 'A')
        || setweight(to_tsvector('simple', catalogue_fold(title)), 'A')
        || setweight(to_tsvector(catalogue_stemmer(language), words || ' ' || catalogue_fold(words)), 'B')
        || setweight(to_tsvector('simple', catalogue_fold(words)), 'B')
        || setweight(to_tsvector(catalogue_stemmer(language), summary || ' ' || catalogue_fold(summary)), 'C')
        || setweight(to_tsvector(catalogue_stemmer(language), body || ' ' || catalogue_fold(body)), 'D')
$$
"""

COLUMNS = """
ALTER TABLE catalogue_searchtext
    ADD COLUMN document tsvector GENERATED ALWAYS AS (catalogue_document(language, title, words, summary, body)) STORED,
    ADD COLUMN folded text GENERATED ALWAYS AS (catalogue_fold(title || ' ' || words)) STORED
"""
# Read all day and written when a package is installed: no list of pending entries to look through.
INDEXES = """
CREATE INDEX catalogue_searchtext_document ON catalogue_searchtext USING gin (document) WITH (fastupdate = off);
CREATE INDEX catalogue_searchtext_folded ON catalogue_searchtext USING gin (folded gin_trgm_ops) WITH (fastupdate = off)
"""

# What a citizen typed as a query: any of the words, stemmed, as written and folded; the last one also as a beginning.
QUERY = """
CREATE FUNCTION catalogue_query(language text, typed text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_catalog, pg_temp AS $$
    WITH written AS (
        SELECT plainto_tsquery(catalogue_stemmer(language), typed)::text AS plain,
               plainto_tsquery(catalogue_stemmer(language), catalogue_fold(typed))::text AS folded,
               substring(catalogue_fold(typed) from '([a-z0-9]{3,})[^a-z0-9]*$') AS beginning
    )
    SELECT replace(concat_ws(' | ', NULLIF(plain, ''), NULLIF(folded, ''), quote_literal(beginning) || ':*'), '&', '|')::tsquery
    FROM written
$$
"""

# The two searches are statements of their own so that each is planned for its own index, and so that a test can read the plan.
FOUND = """
CREATE FUNCTION catalogue_found(uuid[], text, text, int) RETURNS TABLE (key text, owner_id uuid, rank real)
LANGUAGE sql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT s.key::text, s.owner_id, ts_rank(t.document, catalogue_query($2, $3)) AS rank
    FROM catalogue_searchtext t JOIN catalogue_service s ON s.id = t.service_id
    WHERE t.document @@ catalogue_query($2, $3) AND t.language = $2
        AND s.is_published AND s.owner_id = ANY ($1)
    ORDER BY rank DESC, s.key LIMIT $4
$$
"""
RESEMBLING = """
CREATE FUNCTION catalogue_resembling(uuid[], text, text, int) RETURNS TABLE (key text, owner_id uuid, rank real, word text)
LANGUAGE sql STABLE SET search_path = public, pg_catalog, pg_temp SET pg_trgm.word_similarity_threshold = 0.4 AS $$
    SELECT s.key::text, s.owner_id, nearest.likeness AS rank, nearest.part
    FROM catalogue_searchtext t JOIN catalogue_service s ON s.id = t.service_id
    CROSS JOIN LATERAL (
        SELECT part, similarity(catalogue_fold(part), catalogue_fold($3)) AS likeness
        FROM regexp_split_to_table(lower(t.title || E'\\n' || t.words), E'[\\\\s,]+') AS part
        WHERE length(part) > 2
        ORDER BY likeness DESC, part LIMIT 1
    ) nearest
    WHERE catalogue_fold($3) <% t.folded AND t.language = $2
        AND s.is_published AND s.owner_id = ANY ($1)
    ORDER BY rank DESC, s.key LIMIT $4
$$
"""

# The door: the tenant must be that of the transaction; only published services of the owners it reads are found.
SEARCH = """
CREATE FUNCTION catalogue_search(tenant uuid, owners uuid[], language text, typed text, most int)
RETURNS TABLE (key text, owner_id uuid, rank real, word text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF tenant IS NULL OR tenant IS DISTINCT FROM NULLIF(current_setting('app.tenant', true), '')::uuid THEN
        RAISE EXCEPTION 'catalogue_search is asked for another tenant than the transaction''s'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT f.key, f.owner_id, f.rank, NULL::text FROM catalogue_found(owners, language, typed, most) f;
    IF NOT FOUND THEN
        -- what resembles it much less than the best does is noise
        RETURN QUERY SELECT r.key, r.owner_id, r.rank, r.word FROM (
            SELECT c.*, max(c.rank) OVER () AS best FROM catalogue_resembling(owners, language, typed, most) c
        ) r WHERE r.rank > r.best - 0.1;
    END IF;
END
$$
"""
UNDO = """
DROP FUNCTION catalogue_search, catalogue_resembling, catalogue_found, catalogue_query;
ALTER TABLE catalogue_searchtext DROP COLUMN document, DROP COLUMN folded;
DROP FUNCTION catalogue_document, catalogue_fold, catalogue_stemmer
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_searchtext")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(
            [STEMMER, FOLD, DOCUMENT, COLUMNS, INDEXES, QUERY, FOUND, RESEMBLING, SEARCH], UNDO
        ),
    ]
