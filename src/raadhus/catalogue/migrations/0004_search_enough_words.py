"""What is found must answer enough of what was typed: one common word somewhere in the text is not an answer."""

from django.db import migrations

# A typed word found in title, search words or summary counts two, one in the text alone counts one. What has less
# than half of what the best hit has is left out; the order stays that of the rank.
FOUND = """
CREATE OR REPLACE FUNCTION catalogue_found(uuid[], text, text, int) RETURNS TABLE (key text, owner_id uuid, rank real)
LANGUAGE sql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
    WITH words AS (
        SELECT CASE WHEN lead(word) OVER (ORDER BY place) IS NULL THEN catalogue_query($2, word)
            ELSE plainto_tsquery(catalogue_stemmer($2), word)
                || plainto_tsquery(catalogue_stemmer($2), catalogue_fold(word)) END AS query
        FROM regexp_split_to_table($3, E'\\\\s+') WITH ORDINALITY AS typed (word, place)
        WHERE word <> ''
    ), hits AS (
        SELECT s.key::text, s.owner_id, ts_rank(t.document, catalogue_query($2, $3)) AS rank, (
            SELECT count(*) FILTER (WHERE ts_filter(t.document, '{a,b,c}') @@ words.query) + count(*)
            FROM words WHERE t.document @@ words.query
        ) AS answered
        FROM catalogue_searchtext t JOIN catalogue_service s ON s.id = t.service_id
        WHERE t.document @@ catalogue_query($2, $3) AND t.language = $2
            AND s.is_published AND s.owner_id = ANY ($1)
    )
    SELECT hits.key, hits.owner_id, hits.rank FROM (SELECT *, max(answered) OVER () AS best FROM hits) hits
    WHERE hits.answered * 2 >= hits.best
    ORDER BY hits.rank DESC, hits.key LIMIT $4
$$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION catalogue_found(uuid[], text, text, int) RETURNS TABLE (key text, owner_id uuid, rank real)
LANGUAGE sql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT s.key::text, s.owner_id, ts_rank(t.document, catalogue_query($2, $3)) AS rank
    FROM catalogue_searchtext t JOIN catalogue_service s ON s.id = t.service_id
    WHERE t.document @@ catalogue_query($2, $3) AND t.language = $2
        AND s.is_published AND s.owner_id = ANY ($1)
    ORDER BY rank DESC, s.key LIMIT $4
$$
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_search")]

    operations = [migrations.RunSQL([FOUND], [BEFORE])]
