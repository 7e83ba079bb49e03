"""What an association may know of its members: sums by month, and no number so small that it tells of somebody."""

from django.db import migrations

# Runs as the tables' owner, past row security: the tenant of the transaction says whose members are added up. Below five a
# number is left out. Source: the usual threshold of official statistics on persons.
_CREATE = """
CREATE FUNCTION statistics_of_members(begins date, ends date)
RETURNS TABLE (month date, channel varchar, purpose varchar, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT date_trunc('month', counted."on")::date, counted.channel, counted.purpose, sum(counted.number)
    FROM statistics_contactcount counted
    JOIN organisation_municipality member ON member.id = counted.tenant_id
    WHERE member.association_id = NULLIF(current_setting('app.tenant', true), '')::uuid
      AND counted."on" >= begins AND counted."on" < ends AND counted.direction = 'inbound'
    GROUP BY 1, 2, 3
    HAVING sum(counted.number) >= 5
$$
"""


class Migration(migrations.Migration):
    """One function."""

    dependencies = [("statistics", "0001_initial"), ("organisation", "0001_initial")]
    operations = [
        migrations.RunSQL(_CREATE, "DROP FUNCTION statistics_of_members(date, date)"),
    ]
