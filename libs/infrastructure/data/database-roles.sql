-- Who may do what in the database, for whoever administers the server: run in the application's own database as a
-- superuser (or a role that may create roles and owns what is there). It can be run again at any time.
--
--   upon_request_owner        owns every object, cannot sign in
--   upon_request_migrator     signs in for `cli migrate` and nothing else, and acts as the owner
--   upon_request_application  what API, worker and operators' commands may do; the role they sign in as is a member. It
--                             owns nothing, is held back by row-level security and cannot rewrite history.
--
-- Settings of the session: setup.application_login (the role to sign in as), setup.application_password and
-- setup.migrator_password (empty or unset: left as they are).
DO $$
DECLARE
  login    text := current_setting('setup.application_login');
  secret   text := nullif(current_setting('setup.application_password', true), '');
  migrator text := nullif(current_setting('setup.migrator_password', true), '');
  name     text;
  object   record;
BEGIN
  -- Several may set up the same server at once.
  PERFORM pg_advisory_xact_lock(66185);
  FOREACH name IN ARRAY ARRAY['upon_request_owner', 'upon_request_application', 'upon_request_migrator', login] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN EXECUTE format('CREATE ROLE %I', name); END IF;
  END LOOP;
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = login) THEN
    RAISE EXCEPTION 'the role % is a superuser, whom nothing holds back: choose another for the application', login;
  END IF;

  ALTER ROLE upon_request_owner NOLOGIN NOCREATEROLE;
  ALTER ROLE upon_request_application NOLOGIN NOCREATEDB NOCREATEROLE;
  ALTER ROLE upon_request_migrator LOGIN NOCREATEDB NOCREATEROLE;
  EXECUTE format('ALTER ROLE %I LOGIN NOCREATEDB NOCREATEROLE', login);
  IF migrator IS NOT NULL THEN EXECUTE format('ALTER ROLE upon_request_migrator PASSWORD %L', migrator); END IF;
  IF secret IS NOT NULL THEN EXECUTE format('ALTER ROLE %I PASSWORD %L', login, secret); END IF;

  GRANT upon_request_owner TO upon_request_migrator;
  -- What it makes belongs to the owner from the first moment.
  ALTER ROLE upon_request_migrator SET role = 'upon_request_owner';
  EXECUTE format('GRANT upon_request_application TO %I', login);

  -- A database from before there were owners: what the application's role made passes to the owner.
  EXECUTE format('ALTER DATABASE %I OWNER TO upon_request_owner', current_database());
  FOR object IN
    SELECT format('SCHEMA %I', nspname) AS identity FROM pg_namespace
     WHERE nspname IN ('bullmq', 'wall') AND nspowner <> 'upon_request_owner'::regrole
    UNION ALL
    SELECT format('%s %s', CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, c.oid::regclass)
      FROM pg_class c
     WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'bullmq', 'wall'))
       AND relkind IN ('r', 'p', 'v', 'm', 'S') AND relowner <> 'upon_request_owner'::regrole
       -- A sequence that belongs to a column goes with its table, what belongs to an extension stays with it.
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
    UNION ALL
    SELECT format('ROUTINE %s', p.oid::regprocedure) FROM pg_proc p
     WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'bullmq', 'wall'))
       AND proowner <> 'upon_request_owner'::regrole
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('TYPE %s', t.oid::regtype) FROM pg_type t
     WHERE typnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'bullmq', 'wall'))
       AND typtype IN ('e', 'd') AND typowner <> 'upon_request_owner'::regrole
  LOOP
    EXECUTE format('ALTER %s OWNER TO upon_request_owner', object.identity);
  END LOOP;
END $$;
